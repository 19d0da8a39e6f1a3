using System.Globalization;
using System.Text.Json.Nodes;
using CleanApp.Application.Common;
using CleanApp.Application.Payments;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using CleanApp.Functional.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Payments;

public sealed class RefundTests(TestHost host)
{
    [Fact]
    public async Task All_of_a_paid_ticket_is_returned_and_the_ticket_shows_it()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var (ticket, payment) = await PaidAsync(company);

        var asked = (await AskAsync(company.Owner, payment)).ShouldBe(201);
        asked["status"].ShouldBe("approved");
        var done = await EndsAsync(company, asked.Id, "done");

        var atBank = Refunds((await bank.PixAsync()).Single()).ShouldHaveSingleItem();
        (atBank.Text("id"), atBank.Text("status"), atBank.Text("valor")).ShouldBe((asked.Id.ToString("N"), "DEVOLVIDO", "10.00"));
        (done.Text("returnId"), done["amount"]!.Text("value")).ShouldBe((atBank.Text("rtrId"), "10.00"));
        var shown = (await company.TicketAsync(ticket)).Json;
        (shown.Text("status"), shown["charge"]!["refunded"]!.Text("value"), shown["paidWith"]!["refunded"]!.Text("value")).ShouldBe(
            ("paid", "10.00", "10.00")
        );
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 0.00, received 0.00");
        var receipt = (await company.Owner.GetAsync($"/api/v1/payments/refunds/{asked.Id}")).ShouldBe(200).Json;
        (receipt["companyName"] is not null, receipt["refund"]!.Text("requestedByName"), receipt["refund"]!.Text("endToEndId")).ShouldBe(
            (true, "Dona Teste", (await bank.PixAsync()).Single().Text("endToEndId"))
        );
        (await AskAsync(company.Owner, payment)).ShouldFail(409, "payments.refund.too_much");
    }

    [Fact]
    public async Task Parts_are_returned_up_to_what_was_paid_and_never_more_however_many_ask_at_once()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var (_, payment) = await PaidAsync(company);
        (await AskAsync(company.Owner, payment, "10.01")).ShouldFail(409, "payments.refund.too_much");
        (await AskAsync(company.Owner, payment, "0.00")).ShouldFail(422, "request.invalid");
        (await AskAsync(company.Owner, payment, reason: " ")).ShouldFail(422, "request.invalid");

        var answers = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskAsync(company.Owner, payment, "3.00")));

        answers.Count(a => a.Status == 201).ShouldBe(3);
        foreach (var refused in answers.Where(a => a.Status != 201))
            refused.ShouldFail(409, "payments.refund.too_much");
        foreach (var asked in answers.Where(a => a.Status == 201))
            await EndsAsync(company, asked.Id, "done");
        (await AskAsync(company.Owner, payment, "1.01")).ShouldFail(409, "payments.refund.too_much");
        var rest = (await AskAsync(company.Owner, payment)).ShouldBe(201);
        rest.Json["amount"]!.Text("value").ShouldBe("1.00");
        await EndsAsync(company, rest.Id, "done");
        Refunds((await bank.PixAsync()).Single()).Sum(r => decimal.Parse(r.Text("valor")!, CultureInfo.InvariantCulture)).ShouldBe(10m);
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 0.00, received 0.00");
    }

    [Fact]
    public async Task A_repeated_request_with_its_key_is_one_refund()
    {
        var company = await host.NewTenantAsync();
        var (_, payment) = await PaidAsync(company);
        var body = new
        {
            paymentId = payment,
            reason = "engano",
            amount = TestTenant.Money(2m),
        };

        var first = (await company.Owner.PostAsync("/api/v1/payments/refunds", body, "devolver-1")).ShouldBe(201);
        var again = (await company.Owner.PostAsync("/api/v1/payments/refunds", body, "devolver-1")).ShouldBe(201);

        again.Id.ShouldBe(first.Id);
        (await company.ItemsAsync($"/api/v1/payments/refunds?paymentId={payment}")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Above_the_limit_a_second_person_decides_and_small_steps_do_not_walk_around_it()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var manager = await company.AddMemberAsync("manager");
        (await company.Owner.PutAsync("/api/v1/payments/refunds/approval-limit", new { above = TestTenant.Money(4m) })).ShouldBe(204);
        (await company.Owner.GetAsync("/api/v1/payments/sicredi")).Json["refundApprovalAbove"]!.Text("value").ShouldBe("4.00");
        (await manager.PutAsync("/api/v1/payments/refunds/approval-limit", new { above = TestTenant.Money(400m) })).ShouldFail(403, "auth.forbidden");
        var (_, payment) = await PaidAsync(company);

        var small = (await AskAsync(manager, payment, "4.00")).ShouldBe(201);
        small["status"].ShouldBe("approved");
        var step = (await AskAsync(manager, payment, "0.01")).ShouldBe(201);
        step["status"].ShouldBe("awaiting_approval");
        (await ApproveAsync(manager, step.Id)).ShouldFail(409, "payments.refund.same_person");

        var approvals = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => ApproveAsync(company.Owner, step.Id)));
        approvals.ShouldAllBe(a => a.Status == 200);
        await EndsAsync(company, small.Id, "done");
        (await EndsAsync(company, step.Id, "done")).Text("decidedByName").ShouldBe("Dona Teste");

        // A no gives the amount back, and nobody sends it.
        var large = (await AskAsync(manager, payment)).ShouldBe(201);
        (await AskAsync(manager, payment, "1.00")).ShouldFail(409, "payments.refund.too_much");
        (await RejectAsync(company.Owner, large.Id)).ShouldBe(200)["status"].ShouldBe("rejected");
        (await ApproveAsync(company.Owner, large.Id)).ShouldFail(409, "payments.refund.not_awaiting");
        (await AskAsync(manager, payment, "1.00")).ShouldBe(201)["status"].ShouldBe("awaiting_approval");
        Refunds((await bank.PixAsync()).Single()).Count.ShouldBe(2);
        (await ApproveAsync(company.Owner, Guid.CreateVersion7())).ShouldFail(404, "payments.refund.not_found");
    }

    [Theory]
    [InlineData("a 503", """{ "match": "PUT /api/v2/pix", "times": 2, "status": 503 }""")]
    [InlineData("cut before", """{ "match": "PUT /api/v2/pix", "times": 1, "dropConnectionBefore": true }""")]
    [InlineData("cut after", """{ "match": "PUT /api/v2/pix", "times": 1, "dropConnectionAfterEffect": true }""")]
    [InlineData("garbled", """{ "match": "PUT /api/v2/pix", "times": 1, "malformed": true }""")]
    [InlineData("the question fails too", """{ "match": "* /api/v2/pix", "times": 3, "status": 500 }""")]
    public async Task A_refund_whose_answer_went_wrong_is_done_once(string what, string fault)
    {
        what.ShouldNotBeEmpty();
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var (_, payment) = await PaidAsync(company);
        await bank.FaultsAsync(JsonNode.Parse($$"""{ "webhook": { "drop": true }, "answers": [{{fault}}] }""")!);

        var asked = (await AskAsync(company.Owner, payment, "4.00")).ShouldBe(201);

        await EndsAsync(company, asked.Id, "done");
        Refunds((await bank.PixAsync()).Single()).ShouldHaveSingleItem().Text("id").ShouldBe(asked.Id.ToString("N"));
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 6.00, received -6.00");
    }

    [Fact]
    public async Task While_the_bank_is_away_the_outcome_is_unknown_and_said_to_be()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var (_, payment) = await PaidAsync(company);
        await bank.FaultsAsync(new { answers = new[] { new { match = "* /api/v2/pix", status = 503 } } });

        var asked = (await AskAsync(company.Owner, payment)).ShouldBe(201);

        var waiting = await Eventually.Async(() => RefundAsync(company, asked.Id), r => r.Text("lastError") is not null, "a first try");
        (waiting.Text("status"), waiting.Text("lastError")).ShouldBe(("unconfirmed", "server_error"));
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 10.00, received -10.00");
        await bank.BehaveAsync();
        await EndsAsync(company, asked.Id, "done");
    }

    [Fact]
    public async Task A_refund_the_bank_could_not_do_leaves_the_money_and_may_be_asked_for_again()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var (ticket, payment) = await PaidAsync(company);
        await bank.FaultsAsync(new { refundStatus = "NAO_REALIZADO" });

        var failed = (await AskAsync(company.Owner, payment)).ShouldBe(201);
        (await EndsAsync(company, failed.Id, "not_done")).Text("lastError").ShouldBe("Conta do pagador encerrada.");

        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 10.00, received -10.00");
        (await company.TicketAsync(ticket)).Json["charge"]!["refunded"].ShouldBeNull();
        await bank.FaultsAsync(
            new
            {
                answers = new[]
                {
                    new
                    {
                        match = "PUT /api/v2/pix",
                        times = 1,
                        status = 400,
                    },
                },
            }
        );
        var refused = (await AskAsync(company.Owner, payment)).ShouldBe(201);
        await EndsAsync(company, refused.Id, "not_done");
        await EndsAsync(company, (await AskAsync(company.Owner, payment)).ShouldBe(201).Id, "done");
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 0.00, received 0.00");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_refund_made_at_the_bank_itself_is_found_by_its_notification(bool asObject)
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var (_, payment) = await PaidAsync(company);
        await bank.FaultsAsync(new { webhook = new { drop = true } });
        var pix = (await bank.PixAsync()).Single();
        await AtTheBankAsync(company, pix.Text("endToEndId")!, 2.50m);
        var refund = await Eventually.Async(
            async () => Refunds((await bank.PixAsync()).Single()).Single(),
            r => r.Text("status") == "DEVOLVIDO",
            "the bank to have returned it"
        );

        // As the bank would tell it: only the shape is believed, the rest is asked for.
        JsonNode told = asObject ? refund.DeepClone() : new JsonArray(refund.DeepClone());
        var entry = new JsonObject
        {
            ["endToEndId"] = pix.Text("endToEndId"),
            ["txid"] = pix.Text("txid"),
            ["devolucoes"] = told,
        };
        var path = new Uri(bank.NotificationUrl).AbsolutePath;
        for (var time = 0; time < 3; time++)
            (await host.Anonymous().PostAsync(path, new JsonObject { ["pix"] = new JsonArray(entry.DeepClone()) })).ShouldBe(200);

        var found = await Eventually.Async(() => company.ItemsAsync("/api/v1/payments/refunds"), all => all.Count > 0, "the refund");
        await NotificationTests.AllProcessedAsync(company, bank, 3);
        var only = found.ShouldHaveSingleItem();
        (only.Text("status"), only.Text("fromOutside"), only["requestedByName"], only["amount"]!.Text("value")).ShouldBe(
            ("done", "true", null, "2.50")
        );
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 7.50, received -7.50");
        (await AskAsync(company.Owner, payment, "7.51")).ShouldFail(409, "payments.refund.too_much");
    }

    [Fact]
    public async Task Money_that_fits_nothing_is_returned_in_full_or_in_part_and_the_rest_given_to_a_ticket()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var ticket = (await company.IssueAsync(await company.AddServiceAsync("P", 10m))).Id;
        var whole = await SuspenseTests.LooseAsync(company, "5.00");
        var part = await SuspenseTests.LooseAsync(company, "12.00");
        await bank.FaultsAsync(new { answers = new[] { new { match = "* /api/v2/pix", status = 503 } } });

        var refund = (await AskAsync(company.Owner, part, "2.00")).ShouldBe(201);
        (await SuspenseTests.AttachAsync(company, ticket, part)).ShouldFail(409, "payments.refund.open");
        (await SuspenseTests.DismissAsync(company, part, "fica")).ShouldFail(409, "payments.refund.open");
        var listed = (await company.UnmatchedAsync()).Single(p => p.Text("id") == part.ToString());
        (listed["left"]!.Text("value"), listed.Text("refundOpen")).ShouldBe(("10.00", "true"));
        await bank.BehaveAsync();
        await EndsAsync(company, refund.Id, "done");
        (await SuspenseTests.AttachAsync(company, ticket, part)).ShouldBe(200)["status"].ShouldBe("paid");
        await EndsAsync(company, (await AskAsync(company.Owner, whole)).ShouldBe(201).Id, "done");

        (await company.UnmatchedAsync()).ShouldBeEmpty();
        var resolved = await company.ItemsAsync("/api/v1/payments/unmatched/resolved");
        resolved.Select(r => (r.Text("id"), r.Text("outcome"))).ShouldBe([(whole.ToString(), "refunded"), (part.ToString(), "attached")]);
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 10.00, received -10.00, suspense 0.00");
    }

    [Fact]
    public async Task A_pix_older_than_90_days_is_not_returned()
    {
        var company = await host.NewTenantAsync();
        var (_, payment) = await PaidAsync(company);
        await Behind.ExecuteAsync($"update payments set settled_at = now() - interval '90 days 1 minute' where id = '{payment}'");
        (await AskAsync(company.Owner, payment)).ShouldFail(409, "payments.refund.too_late");
    }

    [Fact]
    public async Task The_database_refuses_what_would_exceed_the_payment()
    {
        var company = await host.NewTenantAsync();
        var (_, payment) = await PaidAsync(company);
        string Insert(string amount) =>
            $"""
                insert into refunds (tenant_id, id, payment_id, bank_id, amount, reason, from_outside, status, requested_at, requested_by)
                select tenant_id, gen_random_uuid(), '{payment}', md5(random()::text), {amount}, 'x', false, 'approved', now(), user_id
                from memberships where tenant_id = '{company.Id}'
                """;
        await Behind.ExecuteAsync(Insert("9.99"));

        var refused = await Should.ThrowAsync<PostgresException>(() => Behind.ExecuteAsync(Insert("0.02")));

        refused.MessageText.ShouldContain("would exceed it");
        await Behind.ExecuteAsync(Insert("0.01"));
    }

    [Fact]
    public async Task Another_company_can_neither_ask_nor_approve_nor_see()
    {
        var company = await host.NewTenantAsync();
        (await company.Owner.PutAsync("/api/v1/payments/refunds/approval-limit", new { above = TestTenant.Money(0m) })).ShouldBe(204);
        var (_, payment) = await PaidAsync(company);
        var asked = (await AskAsync(company.Owner, payment)).ShouldBe(201);
        var stranger = await host.NewTenantAsync();

        (await AskAsync(stranger.Owner, payment)).ShouldFail(404, "payments.payment.not_found");
        (await ApproveAsync(stranger.Owner, asked.Id)).ShouldFail(404, "payments.refund.not_found");
        (await RejectAsync(stranger.Owner, asked.Id)).ShouldFail(404, "payments.refund.not_found");
        (await stranger.Owner.GetAsync($"/api/v1/payments/refunds/{asked.Id}")).ShouldFail(404, "payments.refund.not_found");
        (await stranger.ItemsAsync("/api/v1/payments/refunds")).ShouldBeEmpty();
        (await RefundAsync(company, asked.Id)).Text("status").ShouldBe("awaiting_approval");
    }

    /// <summary>A paid ticket of 10.00 and its payment.</summary>
    internal static async Task<(Guid Ticket, Guid Payment)> PaidAsync(TestTenant company)
    {
        var (ticket, txid) = await company.ChargedTicketAsync();
        await company.PayAsync(txid);
        await company.WaitForTicketAsync(ticket, "paid");
        return (ticket, Guid.Parse((await company.TicketAsync(ticket)).Json["paidWith"]!.Text("paymentId")!));
    }

    internal static Task<Answer> AskAsync(ApiClient client, Guid payment, string? amount = null, string reason = "pagou duas vezes") =>
        client.PostAsync(
            "/api/v1/payments/refunds",
            new
            {
                paymentId = payment,
                reason,
                amount = amount is null ? null : new { value = amount, currency = "BRL" },
            }
        );

    internal static Task<JsonNode> EndsAsync(TestTenant company, Guid refund, string status) =>
        Eventually.Async(() => RefundAsync(company, refund), r => r.Text("status") == status, $"the refund to be {status}", 60);

    /// <summary>As somebody with the bank's own application would: past the product, with its credentials.</summary>
    internal async Task AtTheBankAsync(TestTenant company, string endToEndId, decimal amount)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(company.Id);
        var account = await scope.ServiceProvider.GetRequiredService<IPaymentsDb>().SicrediAccounts.AsNoTracking().SingleAsync();
        var id = Guid.CreateVersion7();
        var refund = Refund.Request(id, id, new Money(amount), "no aplicativo do banco", false, id, TimeProvider.System.GetUtcNow());
        await scope.ServiceProvider.GetRequiredService<IPixBank>().RefundAsync(account, endToEndId, refund, TestContext.Current.CancellationToken);
    }

    private static Task<Answer> ApproveAsync(ApiClient client, Guid refund) => client.PostAsync($"/api/v1/payments/refunds/{refund}/approval");

    private static Task<Answer> RejectAsync(ApiClient client, Guid refund) => client.PostAsync($"/api/v1/payments/refunds/{refund}/rejection");

    private static async Task<JsonNode> RefundAsync(TestTenant company, Guid refund) =>
        (await company.Owner.GetAsync($"/api/v1/payments/refunds/{refund}")).ShouldBe(200).Json["refund"]!;

    private static List<JsonNode> Refunds(JsonNode pix) => [.. (pix["devolucoes"]?.AsArray() ?? []).OfType<JsonNode>()];
}
