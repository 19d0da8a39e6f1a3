using System.Globalization;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Payments;

/// <summary>
/// Whatever happens in whatever order, the books never show more than the bank and end as its list; each payment has one effect, each ticket
/// one payment, and nothing is returned that was not paid. A failure names its seed; LEDGER_SEED repeats it.
/// </summary>
public sealed class LedgerTests(TestHost host)
{
    public static TheoryData<int> Seeds() =>
        Environment.GetEnvironmentVariable("LEDGER_SEED") is { } seed
            ? new(int.Parse(seed, CultureInfo.InvariantCulture))
            : new(1, Random.Shared.Next(2, int.MaxValue));

    [Theory]
    [MemberData(nameof(Seeds), DisableDiscoveryEnumeration = true)]
    public async Task The_ledger_ends_as_the_banks_list(int seed) => await RunAsync(host, await host.NewTenantAsync(), seed);

    /// <param name="crash">Kills the product with kill -9 and starts it again; null: it lives.</param>
    internal static async Task RunAsync(TestHost host, TestTenant company, int seed, Func<Task>? crash = null)
    {
        try
        {
            await PlayAsync(host, company, seed, crash);
        }
        catch (Exception e)
        {
            throw new ShouldAssertException($"Repeat with LEDGER_SEED={seed}: {e.Message}", e);
        }
    }

    private static async Task PlayAsync(TestHost host, TestTenant company, int seed, Func<Task>? crash)
    {
        var random = new Random(seed);
        var (bank, _) = await Bank.OwnBooksAsync(company);
        var printer = await PaperPrinter.AddAsync(host);
        await company.AddPrinterAsync(printer.Port);
        var service = await company.AddServiceAsync("L", 10m);
        await company.Owner.PutAsync("/api/v1/payments/refunds/approval-limit", new { above = TestTenant.Money(6m) });
        var manager = await company.AddMemberAsync("manager");
        var tickets = new List<Guid>();
        var txids = new List<string>();
        var steps = new List<string>();
        var running = new List<Task>();

        for (var step = 0; step < 130; step++)
        {
            var choice = random.Next(20);
            var ticket = tickets.Count > 0 ? tickets[random.Next(tickets.Count)] : Guid.Empty;
            var txid = txids.Count > 0 ? txids[random.Next(txids.Count)] : null;
            var amount = random.Next(6) == 0 ? "9.50" : null;
            steps.Add($"{choice}");
            try
            {
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
                        Begin(bank.PayAsync(txid, amount));
                        break;
                    case 9 when ticket != Guid.Empty:
                        Begin(company.PostAsync(ticket, "cancel", new { reason = "desistiu" }));
                        break;
                    case 10 when txid is not null:
                        await Behind.ExecuteAsync($"update charges set expires_at = now() where txid = '{txid}' and status = 'active'");
                        break;
                    case 11:
                        Begin(bank.PayKeyAsync("3.00", random.Next(2) == 0 ? null : $"Z{Guid.CreateVersion7():N}"));
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
                                refundStatus = random.Next(3) == 0 ? "NAO_REALIZADO" : null,
                                answers = random.Next(3) == 0
                                    ?
                                    [
                                        new
                                        {
                                            match = random.Next(2) == 0 ? "GET /api/v2/cob" : "PUT /api/v2/pix",
                                            times = 2,
                                            dropConnectionAfterEffect = true,
                                        },
                                    ]
                                    : Array.Empty<object>(),
                            }
                        );
                        break;
                    case 13:
                        Begin(bank.PollAsync());
                        break;
                    case 14 when ticket != Guid.Empty:
                        Begin(SuspenseTests.PayByHandAsync(company.Owner, ticket, random.Next(2) == 0 ? "cash" : "card"));
                        break;
                    case 15 when ticket != Guid.Empty && await WaitingAsync() is { } waiting:
                        // Twice at once, now and then to another ticket.
                        Begin(SuspenseTests.AttachAsync(company, ticket, waiting));
                        Begin(SuspenseTests.AttachAsync(company, tickets[random.Next(tickets.Count)], waiting));
                        break;
                    case 16 when await WaitingAsync() is { } waiting:
                        Begin(SuspenseTests.DismissAsync(company, waiting, "fica"));
                        break;
                    case 17 or 18 when await AnyAsync() is { } payment:
                        var part = random.Next(2) == 0 ? null : $"{random.Next(1, 8)}.00";
                        Begin(RefundTests.AskAsync(company.Owner, payment, part));
                        Begin(RefundTests.AskAsync(manager, payment, part));
                        break;
                    case 19:
                        foreach (var refund in await company.ItemsAsync("/api/v1/payments/refunds?status=awaiting_approval"))
                            Begin(
                                (random.Next(2) == 0 ? company.Owner : manager).PostAsync(
                                    $"/api/v1/payments/refunds/{refund.Text("id")}/{(random.Next(4) == 0 ? "rejection" : "approval")}"
                                )
                            );
                        break;
                }
            }
            catch (HttpRequestException) when (crash is not null)
            {
                // Cut off: what was asked has happened, or not.
            }
            // At random, and once for certain.
            if (crash is not null && (random.Next(25) == 0 || step == 65))
            {
                steps.Add("crash");
                await crash();
            }
            if (step % 6 == 0)
                await NeverMoreThanTheBankAsync();
            if (random.Next(3) == 0)
                await Task.Delay(random.Next(60));
        }
        await Task.WhenAll(running);
        await bank.BehaveAsync();
        await bank.ReleaseAsync();
        await bank.PollAsync();

        var shown = (await bank.PixAsync()).Select(p => p.Text("endToEndId")!).Order(StringComparer.Ordinal).ToList();
        shown.Count.ShouldBeGreaterThan(3);
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
                    $"select count(*) from work_items where tenant_id = '{company.Id}' and (kind like '%.paid' or kind in ('counter.print', 'payments.withdraw_charge', 'payments.send_refund'))"
                ),
            open => open == 0,
            "the work to be done",
            60
        );

        // Money: each payment is one ticket's, waits, or was decided; each ticket paid has one payment; amounts are right.
        await NoneAsync(
            $"""
            select count(*) from payments p
            left join queue_tickets t on t.tenant_id = p.tenant_id and t.payment_id = p.id
            where p.tenant_id = '{company.Id}' and (
                (t.id is not null) <> (p.unmatched is null or p.outcome is not distinct from 'attached')
                or (t.id is not null and p.unmatched is null and p.amount <> t.amount)
            )
            """
        );
        await NoneAsync($"select count(*) from queue_tickets where tenant_id = '{company.Id}' and status = 'paid' and payment_id is null");
        await NoneAsync(
            $"""
            select count(*) from manual_payments m left join queue_tickets t on t.tenant_id = m.tenant_id and t.payment_id = m.id
            where m.tenant_id = '{company.Id}' and t.id is null
            """
        );

        // The books: the bank's account is the bank's list, what was received is what tickets have, what waits is what is listed.
        (await BankSumAsync()).ShouldBe(await AtTheBankAsync(), $"steps: {string.Join(' ', steps)}");
        await NoneAsync(
            $"""
            select count(*) from (
                select 1 from ledger_entries where tenant_id = '{company.Id}' group by event, event_id having sum(amount) <> 0 or count(*) <> 2
                union all
                select 1 from (
                    select coalesce(sum(amount) filter (where account = 'received'), 0) + coalesce(sum(amount) filter (where account = 'suspense'), 0)
                        + coalesce(sum(amount) filter (where account = 'dismissed'), 0) + coalesce(sum(amount) filter (where account = 'bank'), 0)
                        + coalesce(sum(amount) filter (where account in ('cash', 'card')), 0) as total
                    from ledger_entries where tenant_id = '{company.Id}'
                ) all_accounts where total <> 0
                union all
                select 1 from (
                    select p.id, p.amount - coalesce(sum(r.amount) filter (where r.status = 'done'), 0) as held,
                        coalesce(sum(r.amount) filter (where r.status not in ('not_done', 'rejected')), 0) as asked, p.amount,
                        case when p.unmatched is null or p.outcome is not distinct from 'attached' then 'received'
                            when p.outcome is not distinct from 'dismissed' then 'dismissed' else 'suspense' end as account
                    from payments p left join refunds r on r.tenant_id = p.tenant_id and r.payment_id = p.id
                    where p.tenant_id = '{company.Id}' group by p.tenant_id, p.id
                ) pix
                where asked > amount or held <> (
                    select -coalesce(sum(l.amount), 0) from ledger_entries l
                    where l.tenant_id = '{company.Id}' and l.payment_id = pix.id and l.account = pix.account
                )
            ) wrong
            """
        );
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
        var slips = (await printer.SlipsAsync()).Count;
        if (crash is null)
            slips.ShouldBe((int)printed);
        // Cut off while it printed, a slip may be out or not; what counts as printed is, and nothing prints it a second time.
        slips.ShouldBeLessThanOrEqualTo((int)printed);
        var confirmed = await Behind.ScalarAsync<long>($"select count(*) from print_jobs where tenant_id = '{company.Id}' and status = 'printed'");
        slips.ShouldBeGreaterThanOrEqualTo((int)confirmed);

        void Begin(Task step) => running.Add(crash is null ? step : CutOffAsync(step));

        static async Task CutOffAsync(Task step)
        {
            try
            {
                await step;
            }
            catch (HttpRequestException)
            {
                // As above.
            }
        }

        async Task<Guid?> WaitingAsync() =>
            await company.UnmatchedAsync() is { Count: > 0 } all ? Guid.Parse(all[random.Next(all.Count)].Text("id")!) : null;

        async Task<Guid?> AnyAsync() =>
            await Behind.ScalarAsync<Guid[]>($"select array(select id from payments where tenant_id = '{company.Id}' order by recorded_at, id)")
                is { Length: > 0 } all
                ? all[random.Next(all.Length)]
                : null;

        async Task<decimal> AtTheBankAsync() =>
            (await bank.PixAsync()).Sum(p =>
                Amount(p) - (p["devolucoes"]?.AsArray() ?? []).Where(r => r!.Text("status") == "DEVOLVIDO").Sum(r => Amount(r!))
            );

        Task<decimal> BankSumAsync() => LedgerBookTests.BankSumAsync(company);

        // The books are read first: what the bank shows can only have grown since, but for what it returned meanwhile.
        async Task NeverMoreThanTheBankAsync()
        {
            var credited = await Behind.ScalarAsync<decimal>(
                $"select coalesce(sum(amount), 0) from ledger_entries where tenant_id = '{company.Id}' and account = 'bank' and amount > 0"
            );
            credited.ShouldBeLessThanOrEqualTo((await bank.PixAsync()).Sum(Amount), $"steps: {string.Join(' ', steps)}");
            var returned = (await bank.PixAsync()).Sum(p =>
                (p["devolucoes"]?.AsArray() ?? []).Sum(r => r!.Text("status") == "NAO_REALIZADO" ? 0 : Amount(r!))
            );
            var asked = await Behind.ScalarAsync<decimal>(
                $"select coalesce(sum(amount), 0) from refunds where tenant_id = '{company.Id}' and status <> 'rejected'"
            );
            returned.ShouldBeLessThanOrEqualTo(asked, $"steps: {string.Join(' ', steps)}");
        }

        static decimal Amount(System.Text.Json.Nodes.JsonNode node) => decimal.Parse(node.Text("valor")!, CultureInfo.InvariantCulture);

        async Task NoneAsync(string sql) => (await Behind.ScalarAsync<long>(sql)).ShouldBe(0, $"{sql}\nsteps: {string.Join(' ', steps)}");
    }
}
