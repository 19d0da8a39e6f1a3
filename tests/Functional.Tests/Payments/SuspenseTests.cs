using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Payments;

/// <summary>What a person makes of money that fits nothing, and money that a person takes.</summary>
public sealed class SuspenseTests(TestHost host)
{
    [Fact]
    public async Task A_payment_is_given_to_a_waiting_ticket_which_then_is_paid_printed_and_not_charged_any_more()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var printer = await PaperPrinter.AddAsync(host);
        await company.AddPrinterAsync(printer.Port);
        var (ticket, _) = await company.ChargedTicketAsync();
        var payment = await LooseAsync(company, "10.00");

        (await AttachAsync(company, ticket, payment)).ShouldBe(200)["status"].ShouldBe("paid");
        (await AttachAsync(company, ticket, payment)).ShouldBe(200)["status"].ShouldBe("paid");

        (await company.UnmatchedAsync()).ShouldBeEmpty();
        await company.WaitForJobAsync(ticket, "printed");
        var paidWith = (await company.TicketAsync(ticket)).Json["paidWith"]!;
        (paidWith.Text("paymentId"), paidWith.Text("method"), paidWith["amount"]!.Text("value")).ShouldBe((payment.ToString(), "pix", "10.00"));
        var resolved = (await ResolvedAsync(company)).ShouldHaveSingleItem();
        (resolved.Text("outcome"), resolved.Text("attachedTo"), resolved.Text("byName")).ShouldBe(("attached", ticket.ToString(), "Dona Teste"));
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 10.00, received -10.00, suspense 0.00");
        await Eventually.Async(
            bank.ChargesAsync,
            all => all.Single().Text("status") == "REMOVIDA_PELO_USUARIO_RECEBEDOR",
            "the charge to be withdrawn"
        );
        (await printer.SlipsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task One_payment_given_to_many_tickets_at_once_pays_one()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("P", 10m);
        var tickets = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => company.IssueAsync(service)));
        var payment = await LooseAsync(company, "10.00");

        var answers = await Task.WhenAll(tickets.SelectMany(t => new[] { AttachAsync(company, t.Id, payment), AttachAsync(company, t.Id, payment) }));

        var paid = (await company.ItemsAsync("/api/v1/counter/tickets?status=paid")).ShouldHaveSingleItem().Text("id");
        answers.Where(a => a.Status == 200).ShouldAllBe(a => a["id"] == paid);
        answers.Count(a => a.Status == 200).ShouldBe(2);
        foreach (var refused in answers.Where(a => a.Status != 200))
            refused.ShouldFail(409, "payments.payment.resolved");
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 10.00, received -10.00, suspense 0.00");
    }

    [Fact]
    public async Task A_ticket_takes_one_payment_of_its_amount_and_only_while_it_waits_for_it()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("P", 10m);
        var ticket = (await company.IssueAsync(service)).Id;
        var wrong = await LooseAsync(company, "9.99");
        (await AttachAsync(company, ticket, wrong)).ShouldFail(409, "payments.payment.amount_differs");
        var right = await LooseAsync(company, "10.00");
        (await AttachAsync(company, Guid.CreateVersion7(), right)).ShouldFail(404, "counter.queue_ticket.not_found");
        (await AttachAsync(company, ticket, Guid.CreateVersion7())).ShouldFail(404, "payments.payment.not_found");
        (await AttachAsync(company, ticket, right)).ShouldBe(200);
        var second = await LooseAsync(company, "10.00");
        (await AttachAsync(company, ticket, second)).ShouldFail(409, "counter.queue_ticket.not_pending");
        var old = (await company.IssueAsync(service)).Id;
        await Behind.ExecuteAsync($"update queue_tickets set business_day = business_day - 1 where id = '{old}'");
        (await AttachAsync(company, old, second)).ShouldFail(409, "counter.queue_ticket.day_over");

        (await company.UnmatchedAsync()).Select(p => p.Text("id")).ShouldBe([wrong.ToString(), second.ToString()], ignoreOrder: true);
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 29.99, received -10.00, suspense -19.99");
    }

    [Fact]
    public async Task A_payment_is_dismissed_once_with_a_reason_and_stays_so()
    {
        var company = await host.NewTenantAsync();
        var ticket = (await company.IssueAsync(await company.AddServiceAsync("P", 10m))).Id;
        var payment = await LooseAsync(company, "10.00");
        (await DismissAsync(company, payment, " ")).ShouldFail(422, "request.invalid");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(n => DismissAsync(company, payment, $"gorjeta {n}")));

        answers.ShouldAllBe(a => a.Status == 204);
        var resolved = (await ResolvedAsync(company)).ShouldHaveSingleItem();
        (resolved.Text("outcome"), resolved.Text("byName")).ShouldBe(("dismissed", "Dona Teste"));
        resolved.Text("outcomeReason")!.ShouldStartWith("gorjeta");
        (await AttachAsync(company, ticket, payment)).ShouldFail(409, "payments.payment.resolved");
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 10.00, dismissed -10.00, suspense 0.00");
        (await company.ItemsAsync("/api/v1/payments/ledger?account=dismissed")).ShouldHaveSingleItem().Text("byName").ShouldBe("Dona Teste");
        (await DismissAsync(company, Guid.CreateVersion7(), "nada")).ShouldFail(404, "payments.payment.not_found");
    }

    [Fact]
    public async Task A_payment_that_pays_its_charge_waits_for_nobody()
    {
        var company = await host.NewTenantAsync();
        var (ticket, txid) = await company.ChargedTicketAsync();
        await company.PayAsync(txid);
        await company.WaitForTicketAsync(ticket, "paid");
        var payment = Guid.Parse((await company.TicketAsync(ticket)).Json["paidWith"]!.Text("paymentId")!);

        (await DismissAsync(company, payment, "engano")).ShouldFail(409, "payments.payment.resolved");
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 10.00, received -10.00");
    }

    [Fact]
    public async Task A_late_payment_pays_the_ticket_within_its_business_day_and_waits_for_a_person_after_it()
    {
        var company = await host.NewTenantAsync();
        var service = await company.AddServiceAsync("P", 10m);
        var (today, yesterday) = ((await company.IssueAsync(service)).Id, (await company.IssueAsync(service)).Id);
        var txids = new List<string>();
        foreach (var ticket in new[] { today, yesterday })
            txids.Add((await company.ChargeAsync(ticket)).ShouldBe(201)["txid"]!);
        await Behind.ExecuteAsync(
            $"""
            update charges set status = 'expired', expires_at = now() - interval '1 hour' where tenant_id = '{company.Id}';
            update queue_tickets set business_day = business_day - 1 where id = '{yesterday}'
            """
        );

        foreach (var txid in txids)
            await company.PayAsync(txid);

        await company.WaitForTicketAsync(today, "paid");
        (await company.WaitForUnmatchedAsync("reference_closed")).ShouldHaveSingleItem().Text("txid").ShouldBe(txids[1]);
        (await company.TicketAsync(yesterday))["status"].ShouldBe("pending");
        (await company.ChargeAsync(yesterday)).ShouldFail(409, "counter.queue_ticket.day_over");
        (await PayByHandAsync(company.Owner, yesterday, "cash")).ShouldFail(409, "counter.queue_ticket.day_over");
    }

    [Fact]
    public async Task Cash_pays_a_ticket_once_and_is_shown_apart_from_the_bank()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var (ticket, _) = await company.ChargedTicketAsync();
        var operatorClient = await company.AddMemberAsync("operator");

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => PayByHandAsync(operatorClient, ticket, "cash")));

        answers.ShouldAllBe(a => a.Status == 200 && a["status"] == "paid");
        (await PayByHandAsync(operatorClient, ticket, "card")).ShouldFail(409, "counter.queue_ticket.not_pending");
        (await PayByHandAsync(operatorClient, Guid.CreateVersion7(), "cash")).ShouldFail(404, "counter.queue_ticket.not_found");
        (await PayByHandAsync(operatorClient, ticket, "pix")).ShouldFail(422, "request.invalid");
        var manual = (await company.ItemsAsync("/api/v1/payments/manual")).ShouldHaveSingleItem();
        (manual.Text("paidFor"), manual.Text("method"), manual.Text("byName")).ShouldBe((ticket.ToString(), "cash", "Membro operator"));
        (await company.TicketAsync(ticket)).Json["paidWith"]!.Text("method").ShouldBe("cash");
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("cash 10.00, received -10.00");
        (await LedgerBookTests.BankSumAsync(company)).ShouldBe(0);
        (await company.ItemsAsync($"/api/v1/counter/tickets/{ticket}/history"))
            .Single(h => h.Text("action") == "pay")
            .Text("byName")
            .ShouldBe("Membro operator");
        await Eventually.Async(
            bank.ChargesAsync,
            all => all.Single().Text("status") == "REMOVIDA_PELO_USUARIO_RECEBEDOR",
            "the charge to be withdrawn"
        );
    }

    [Fact]
    public async Task Cash_and_pix_at_the_same_time_pay_once_and_the_pix_that_lost_waits_for_a_person()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var service = await company.AddServiceAsync("P", 10m);
        await Task.WhenAll(
            Enumerable
                .Range(0, 10)
                .Select(async _ =>
                {
                    var ticket = (await company.IssueAsync(service)).Id;
                    var charge = (await company.ChargeAsync(ticket)).ShouldBe(201);
                    await Task.WhenAll(bank.PayAsync(charge["txid"]!), PayByHandAsync(company.Owner, ticket, "card"));
                })
        );
        var paid = (await bank.PixAsync()).Select(p => p.Text("endToEndId")!).Order(StringComparer.Ordinal).ToList();
        await Eventually.Async(() => NotificationTests.LedgerAsync(company), ledger => ledger.SequenceEqual(paid), "the bank's payments");

        // Each ticket has one payment; each Pix is a ticket's or waits.
        await Eventually.Async(
            () =>
                Behind.ScalarAsync<long>(
                    $"""
                    select (select count(*) from queue_tickets where tenant_id = '{company.Id}' and payment_id is null) + (
                        select count(*) from payments p left join queue_tickets t on t.tenant_id = p.tenant_id and t.payment_id = p.id
                        where p.tenant_id = '{company.Id}' and (t.id is null) = (p.unmatched is null)
                    )
                    """
                ),
            wrong => wrong == 0,
            "each payment to be a ticket's or on the list, never both or neither"
        );
        var manual = (await company.ItemsAsync("/api/v1/payments/manual")).Count;
        var matched = paid.Count - (await company.UnmatchedAsync()).Count;
        (manual + matched).ShouldBe(10);
        (await LedgerBookTests.BankSumAsync(company)).ShouldBe(10m * paid.Count);
    }

    [Fact]
    public async Task Another_company_can_neither_attach_nor_dismiss()
    {
        var company = await host.NewTenantAsync();
        var payment = await LooseAsync(company, "10.00");
        var stranger = await host.NewTenantAsync();
        var theirs = (await stranger.IssueAsync(await stranger.AddServiceAsync("P", 10m))).Id;

        (await AttachAsync(stranger, theirs, payment)).ShouldFail(404, "payments.payment.not_found");
        (await DismissAsync(stranger, payment, "meu")).ShouldFail(404, "payments.payment.not_found");
        (await ResolvedAsync(stranger)).ShouldBeEmpty();
        (await company.UnmatchedAsync()).Count.ShouldBe(1);
    }

    /// <summary>Money to the bare key, once it is on the list.</summary>
    internal static async Task<Guid> LooseAsync(TestTenant company, string amount)
    {
        var bank = await Bank.OfAsync(company);
        await Eventually.Async(
            () =>
                Behind.ScalarAsync<long>($"select count(*) from work_items where tenant_id = '{company.Id}' and kind = 'payments.register_webhook'"),
            open => open == 0,
            "the bank to know where to notify"
        );
        // A txid that is nobody's is notified, and looked for at once.
        var endToEndId = await bank.PayKeyAsync(amount, $"X{Guid.CreateVersion7():N}");
        var found = await Eventually.Async(
            async () => (await company.UnmatchedAsync()).SingleOrDefault(p => p.Text("endToEndId") == endToEndId),
            p => p is not null,
            "the payment on the list"
        );
        return Guid.Parse(found!.Text("id")!);
    }

    internal static Task<Answer> AttachAsync(TestTenant company, Guid ticket, Guid payment) =>
        company.Owner.PostAsync($"/api/v1/counter/tickets/{ticket}/attached-payments", new { paymentId = payment });

    internal static Task<Answer> DismissAsync(TestTenant company, Guid payment, string reason) =>
        company.Owner.PostAsync($"/api/v1/payments/unmatched/{payment}/dismissal", new { reason });

    internal static Task<Answer> PayByHandAsync(ApiClient client, Guid ticket, string method) =>
        client.PostAsync($"/api/v1/counter/tickets/{ticket}/manual-payments", new { method });

    private static Task<List<JsonNode>> ResolvedAsync(TestTenant company) => company.ItemsAsync("/api/v1/payments/unmatched/resolved");
}
