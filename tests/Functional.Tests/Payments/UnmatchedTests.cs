using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Payments;

public sealed class UnmatchedTests(TestHost host)
{
    [Fact]
    public async Task A_wrong_amount_is_listed_the_ticket_stays_unpaid_and_can_be_charged_anew()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var (ticket, txid) = await company.ChargedTicketAsync();

        (await bank.PayAsync(txid, "9.99")).ShouldBe(200);

        var listed = (await company.WaitForUnmatchedAsync("wrong_amount")).ShouldHaveSingleItem();
        (listed.Text("txid"), listed["amount"]!.Text("value")).ShouldBe((txid, "9.99"));
        (await company.TicketAsync(ticket))["status"].ShouldBe("pending");

        // The bank has closed that charge: its QR code cannot be paid again.
        var next = await Eventually.Async(() => company.ChargeAsync(ticket), c => c["txid"] != txid, "a new charge");
        await company.PayAsync(next["txid"]!);
        await company.WaitForTicketAsync(ticket, "paid");
    }

    [Fact]
    public async Task Money_that_no_charge_asked_for_is_listed_with_its_reason()
    {
        var company = await host.NewTenantAsync();
        var (bank, _) = await Bank.OwnBooksAsync(company);
        await company.ChargedTicketAsync();
        var bare = await bank.PayKeyAsync("1.00");
        var unknown = await bank.PayKeyAsync("2.00", $"X{Guid.CreateVersion7():N}");
        await bank.PollAsync();

        await company.WaitForUnmatchedAsync("no_txid");
        var listed = await company.WaitForUnmatchedAsync("unknown_txid");

        listed.Select(p => (p.Text("endToEndId"), p.Text("reason"))).ShouldBe([(bare, "no_txid"), (unknown, "unknown_txid")], ignoreOrder: true);
        await bank.PollAsync();
        await Task.Delay(1000, TestContext.Current.CancellationToken);
        (await company.UnmatchedAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_payment_that_borrows_our_txid_without_paying_the_charge_is_listed_and_the_charge_stays_payable()
    {
        // A static code can carry any txid: the bank lists the Pix, but the charge does not show it.
        var company = await host.NewTenantAsync();
        var (bank, _) = await Bank.OwnBooksAsync(company);
        var (ticket, txid) = await company.ChargedTicketAsync();
        var borrowed = await bank.PayKeyAsync("10.00", txid);
        await bank.PollAsync();

        var listed = await company.WaitForUnmatchedAsync("unknown_txid", 120);

        listed.ShouldHaveSingleItem().Text("endToEndId").ShouldBe(borrowed);
        (await company.TicketAsync(ticket))["status"].ShouldBe("pending");
        await company.PayAsync(txid);
        await company.WaitForTicketAsync(ticket, "paid");
        (await NotificationTests.LedgerAsync(company)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Cancelling_withdraws_the_charge_at_the_bank()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var (ticket, txid) = await company.ChargedTicketAsync();

        (await company.PostAsync(ticket, "cancel", new { reason = "desistiu" })).ShouldBe(200);

        await Eventually.Async(
            bank.ChargesAsync,
            all => all.Single().Text("status") == "REMOVIDA_PELO_USUARIO_RECEBEDOR",
            "the charge to be withdrawn"
        );
        (await bank.PayAsync(txid)).Status.ShouldBe(409);
        await Eventually.Async(
            () => company.TicketAsync(ticket),
            t => t.Json["charge"]!.Text("status") == "removed",
            "the charge to be removed here"
        );
        (await company.ChargeAsync(ticket)).ShouldFail(409, "counter.queue_ticket.not_pending");
    }

    [Fact]
    public async Task Cancelling_while_the_bank_still_makes_the_charge_withdraws_it_too()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var ticket = await company.IssueAsync(await company.AddServiceAsync("P", 10m));
        await bank.FaultsAsync(
            new
            {
                answers = new[]
                {
                    new
                    {
                        match = "PUT /api/v2/cob",
                        times = 1,
                        delayMs = 3000,
                    },
                },
            }
        );

        var charging = company.ChargeAsync(ticket.Id);
        await Eventually.Async(() => company.TicketAsync(ticket.Id), t => t.Json["charge"] is not null, "the charge");
        (await company.PostAsync(ticket.Id, "cancel", new { reason = "desistiu" })).ShouldBe(200);
        await charging;

        await Eventually.Async(
            bank.ChargesAsync,
            all => all.Count == 1 && all[0].Text("status") == "REMOVIDA_PELO_USUARIO_RECEBEDOR",
            "the charge to be withdrawn"
        );
    }

    [Fact]
    public async Task Charging_and_cancelling_at_once_never_leaves_a_charge_open()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var service = await company.AddServiceAsync("P", 10m);
        var tickets = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => company.IssueAsync(service)));

        await Task.WhenAll(
            tickets.SelectMany(t => new[] { company.ChargeAsync(t.Id), company.PostAsync(t.Id, "cancel", new { reason = "desistiu" }) })
        );

        await Eventually.Async(bank.ChargesAsync, all => all.All(c => c.Text("status") != "ATIVA"), "no open charge");
    }

    [Fact]
    public async Task A_payment_that_comes_after_the_cancellation_is_listed()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var (ticket, txid) = await company.ChargedTicketAsync();
        await bank.FaultsAsync(new { answers = new[] { new { match = "PATCH /api/v2/cob", status = 503 } } });

        (await company.PostAsync(ticket, "cancel", new { reason = "desistiu" })).ShouldBe(200);
        await company.PayAsync(txid);

        (await company.WaitForUnmatchedAsync("reference_closed")).ShouldHaveSingleItem().Text("txid").ShouldBe(txid);
        (await company.TicketAsync(ticket))["status"].ShouldBe("cancelled");
    }

    [Fact]
    public async Task A_payment_racing_with_the_cancellation_is_either_the_tickets_or_on_the_list()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var service = await company.AddServiceAsync("P", 10m);
        await Task.WhenAll(
            Enumerable
                .Range(0, 12)
                .Select(async _ =>
                {
                    var ticket = await company.IssueAsync(service);
                    var charge = (await company.ChargeAsync(ticket.Id)).ShouldBe(201);
                    await Task.WhenAll(bank.PayAsync(charge["txid"]!), company.PostAsync(ticket.Id, "cancel", new { reason = "desistiu" }));
                })
        );
        var paid = (await bank.PixAsync()).Select(p => p.Text("endToEndId")!).Order(StringComparer.Ordinal).ToList();

        await Eventually.Async(() => NotificationTests.LedgerAsync(company), ledger => ledger.SequenceEqual(paid), "the bank's payments");
        // Cancelled after it was paid: the money belongs to the ticket, and its history says so. Cancelled before: it is on the list.
        await Eventually.Async(
            () =>
                Behind.ScalarAsync<long>(
                    $"""
                    select count(*) from payments p join charges c on c.tenant_id = p.tenant_id and c.id = p.charge_id
                    left join queue_tickets t on t.tenant_id = p.tenant_id and t.payment_id = p.id
                    where p.tenant_id = '{company.Id}' and (t.id is not null) = (p.unmatched is not null)
                    """
                ),
            lost => lost == 0,
            "each payment to be a ticket's or on the list, never both or neither"
        );
    }
}
