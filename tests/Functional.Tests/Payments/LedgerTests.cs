using System.Globalization;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Payments;

/// <summary>
/// Whatever happens in whatever order, the ledger ends as the bank's list. A failure names its seed; LEDGER_SEED repeats it.
/// </summary>
public sealed class LedgerTests(TestHost host)
{
    public static TheoryData<int> Seeds() =>
        Environment.GetEnvironmentVariable("LEDGER_SEED") is { } seed
            ? new(int.Parse(seed, CultureInfo.InvariantCulture))
            : new(1, 2, Random.Shared.Next(3, int.MaxValue));

    [Theory]
    [MemberData(nameof(Seeds), DisableDiscoveryEnumeration = true)]
    public async Task The_ledger_ends_as_the_banks_list(int seed)
    {
        try
        {
            await RunAsync(seed);
        }
        catch (Exception e)
        {
            throw new ShouldAssertException($"Repeat with LEDGER_SEED={seed}: {e.Message}", e);
        }
    }

    private async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        var company = await host.NewTenantAsync();
        var (bank, _) = await Bank.OwnBooksAsync(company);
        var printer = await PaperPrinter.AddAsync(host);
        await company.AddPrinterAsync(printer.Port);
        var service = await company.AddServiceAsync("L", 10m);
        var tickets = new List<Guid>();
        var txids = new List<string>();
        var steps = new List<string>();
        var running = new List<Task>();

        for (var step = 0; step < 90; step++)
        {
            var choice = random.Next(14);
            var ticket = tickets.Count > 0 ? tickets[random.Next(tickets.Count)] : Guid.Empty;
            var txid = txids.Count > 0 ? txids[random.Next(txids.Count)] : null;
            var amount = random.Next(6) == 0 ? "9.50" : null;
            steps.Add($"{choice}");
            switch (choice)
            {
                case 0 or 1 or 2:
                    tickets.Add((await company.IssueAsync(service)).Id);
                    break;
                case 3 or 4 or 5 when ticket != Guid.Empty:
                    var charge = await company.ChargeAsync(ticket);
                    if (charge.Status is 200 or 201)
                        txids.Add(charge["txid"]!);
                    break;
                case 6 or 7 or 8 when txid is not null:
                    running.Add(bank.PayAsync(txid, amount));
                    break;
                case 9 when ticket != Guid.Empty:
                    running.Add(company.PostAsync(ticket, "cancel", new { reason = "desistiu" }));
                    break;
                case 10 when txid is not null:
                    await Behind.ExecuteAsync($"update charges set expires_at = now() where txid = '{txid}' and status = 'active'");
                    break;
                case 11:
                    running.Add(bank.PayKeyAsync("3.00", random.Next(2) == 0 ? null : $"Z{Guid.CreateVersion7():N}"));
                    break;
                case 12:
                    await bank.FaultsAsync(
                        new
                        {
                            webhook = new
                            {
                                duplicate = random.Next(4),
                                drop = random.Next(4) == 0,
                                late = random.Next(4) == 0,
                                delayMs = random.Next(800),
                                batch = random.Next(3),
                            },
                            answers = random.Next(3) == 0
                                ?
                                [
                                    new
                                    {
                                        match = "GET /api/v2/cob",
                                        times = 2,
                                        dropConnectionAfterEffect = true,
                                    },
                                ]
                                : Array.Empty<object>(),
                        }
                    );
                    break;
                case 13:
                    running.Add(bank.PollAsync());
                    break;
            }
            if (random.Next(3) == 0)
                await Task.Delay(random.Next(60));
        }
        await Task.WhenAll(running);
        await bank.BehaveAsync();
        await bank.ReleaseAsync();
        await bank.PollAsync();

        var shown = (await bank.PixAsync()).Select(p => p.Text("endToEndId")!).Order(StringComparer.Ordinal).ToList();
        shown.Count.ShouldBeGreaterThan(5);
        await Eventually.Async(
            async () => shown.Except(await NotificationTests.LedgerAsync(company)).ToList(),
            missing => missing.Count == 0,
            $"the bank's {shown.Count}; missing",
            60
        );
        (await NotificationTests.LedgerAsync(company)).ShouldBe(shown);
        await NotificationTests.AllProcessedAsync(company, bank);
        await Eventually.Async(
            () =>
                Behind.ScalarAsync<long>(
                    $"select count(*) from work_items where tenant_id = '{company.Id}' and (kind like '%.paid' or kind in ('counter.print', 'payments.withdraw_charge'))"
                ),
            open => open == 0,
            "the work to be done",
            60
        );

        // Money: each payment is one ticket's or on the list; each ticket paid has one payment; amounts are right.
        await NoneAsync(
            $"""
            select count(*) from payments p
            left join queue_tickets t on t.tenant_id = p.tenant_id and t.payment_id = p.id
            where p.tenant_id = '{company.Id}' and ((t.id is not null) = (p.unmatched is not null) or (t.id is not null and p.amount <> t.amount))
            """
        );
        await NoneAsync($"select count(*) from queue_tickets where tenant_id = '{company.Id}' and status = 'paid' and payment_id is null");
        await NoneAsync(
            $"""
            select count(*) from (
                select ticket_id from queue_ticket_transitions where tenant_id = '{company.Id}' and action = 'pay' group by 1 having count(*) > 1
                union all select ticket_id from print_jobs where tenant_id = '{company.Id}' group by 1 having count(*) > 1
                union all select id from queue_tickets t where tenant_id = '{company.Id}' and payment_id is not null
                    and not exists (select 1 from print_jobs j where j.tenant_id = t.tenant_id and j.ticket_id = t.id)
            ) wrong
            """
        );
        await NoneAsync($"select count(*) from work_items where tenant_id = '{company.Id}' and dead_at is not null");
        var printed = await Behind.ScalarAsync<long>($"select count(*) from print_jobs where tenant_id = '{company.Id}'");
        (await printer.SlipsAsync()).Count.ShouldBe((int)printed);

        async Task NoneAsync(string sql) => (await Behind.ScalarAsync<long>(sql)).ShouldBe(0, $"{sql}\nsteps: {string.Join(' ', steps)}");
    }
}
