using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Payments;

public sealed class LinkTests(TestHost host)
{
    [Fact]
    public async Task A_link_for_one_is_paid_once_by_whoever_opens_it()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var link = (await CreateAsync(company.Owner)).ShouldBe(201);
        link["status"].ShouldBe("open");
        var token = link["url"]!.Split('/')[^1];
        var page = (await PageAsync(token)).ShouldBe(200);
        (page["description"], page.Json["amount"]!.Text("value"), page["status"], page["pixCopiaECola"], page["linkToken"]).ShouldBe(
            ("Encomenda 7", "25.00", "active", null, token)
        );

        // Two who open it share the charge: only one of them can pay it.
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenAsync(token)));
        var payToken = opened.Select(o => o.ShouldBe(200)["payToken"]!).Distinct().ShouldHaveSingleItem();
        var charge = (await PageAsync(payToken)).ShouldBe(200);
        (charge["status"], charge["linkToken"], charge["pixCopiaECola"] is not null).ShouldBe(("active", token, true));
        await company.PayAsync((await bank.ChargesAsync()).ShouldHaveSingleItem().Text("txid")!);

        await Eventually.Async(() => LinksAsync(company), all => all[0].Text("status") == "paid", "the paid link");
        var shown = (await LinksAsync(company)).ShouldHaveSingleItem();
        (shown.Text("payments"), shown["received"]!.Text("value"), shown.Text("createdByName")).ShouldBe(("1", "25.00", "Dona Teste"));
        (await PageAsync(payToken)).ShouldBe(200)["status"].ShouldBe("paid");
        (await PageAsync(token)).ShouldBe(200)["status"].ShouldBe("paid");
        (await OpenAsync(token)).ShouldFail(409, "payments.link.closed");
        (await CancelAsync(company.Owner, link.Id)).ShouldFail(409, "payments.link.paid");
        (await company.UnmatchedAsync()).ShouldBeEmpty();
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 25.00, received -25.00");
    }

    [Fact]
    public async Task A_reusable_link_gives_each_payer_a_charge_of_their_own()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var link = (await CreateAsync(company.Owner, reusable: true)).ShouldBe(201);
        var token = link["url"]!.Split('/')[^1];

        var opened = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => OpenAsync(token)));

        opened.Select(o => o.ShouldBe(200)["payToken"]).Distinct().Count().ShouldBe(3);
        var charges = await bank.ChargesAsync();
        charges.Count.ShouldBe(3);
        foreach (var charge in charges.Take(2))
            await company.PayAsync(charge.Text("txid")!);
        var shown = await Eventually.Async(() => LinksAsync(company), all => all[0].Text("payments") == "2", "two payments");
        (shown[0].Text("status"), shown[0]["received"]!.Text("value")).ShouldBe(("open", "50.00"));
        (await company.UnmatchedAsync()).ShouldBeEmpty();
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 50.00, received -50.00");
    }

    [Fact]
    public async Task A_cancelled_link_withdraws_its_charges_and_a_payment_that_came_all_the_same_waits()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var link = (await CreateAsync(company.Owner)).ShouldBe(201);
        var token = link["url"]!.Split('/')[^1];
        (await OpenAsync(token)).ShouldBe(200);
        await bank.FaultsAsync(new { answers = new[] { new { match = "PATCH /api/v2/cob", status = 503 } } });

        (await CancelAsync(company.Owner, link.Id)).ShouldBe(200)["status"].ShouldBe("cancelled");
        (await CancelAsync(company.Owner, link.Id)).ShouldBe(200)["status"].ShouldBe("cancelled");
        (await OpenAsync(token)).ShouldFail(409, "payments.link.closed");
        (await PageAsync(token)).ShouldBe(200)["status"].ShouldBe("removed");
        await company.PayAsync((await bank.ChargesAsync()).Single().Text("txid")!);

        var waiting = (await company.WaitForUnmatchedAsync("reference_closed")).ShouldHaveSingleItem();
        (await LinksAsync(company)).Single().Text("status").ShouldBe("cancelled");
        await bank.BehaveAsync();

        // It was for another one, it turns out.
        var other = (await CreateAsync(company.Owner)).ShouldBe(201);
        for (var time = 0; time < 2; time++)
            (await company.Owner.PostAsync($"/api/v1/payments/links/{other.Id}/attached-payments", new { paymentId = waiting.Text("id") }))
                .ShouldBe(200)["status"]
                .ShouldBe("paid");
        (await LinksAsync(company))[0].Text("payments").ShouldBe("1");
        (await LedgerBookTests.BalancesAsync(company)).ShouldBe("bank 25.00, received -25.00, suspense 0.00");
    }

    [Fact]
    public async Task A_link_past_its_time_gives_no_charge()
    {
        var company = await host.NewTenantAsync();
        var link = (await CreateAsync(company.Owner)).ShouldBe(201);
        var token = link["url"]!.Split('/')[^1];
        await Behind.ExecuteAsync($"update payment_links set expires_at = now() where id = '{link.Id}'");

        (await OpenAsync(token)).ShouldFail(409, "payments.link.closed");
        (await PageAsync(token)).ShouldBe(200)["status"].ShouldBe("expired");
        (await LinksAsync(company)).Single().Text("status").ShouldBe("expired");
    }

    [Fact]
    public async Task What_a_link_says_is_checked()
    {
        var company = await host.NewTenantAsync();
        foreach (
            var wrong in new object[]
            {
                Link(amount: "0.00"),
                Link(amount: "x"),
                Link(description: " "),
                Link(description: new string('a', 141)),
                Link(expiresAt: TimeProvider.System.GetUtcNow().AddMinutes(-1)),
                Link(expiresAt: TimeProvider.System.GetUtcNow().AddDays(367)),
            }
        )
            (await company.Owner.PostAsync("/api/v1/payments/links", wrong)).ShouldFail(422, "request.invalid");
        (await company.Owner.PostAsync("/api/v1/payments/links", Link(description: new string('ã', 140)))).ShouldBe(201);
    }

    [Fact]
    public async Task Nobody_else_sees_or_closes_a_link()
    {
        var company = await host.NewTenantAsync();
        var link = (await CreateAsync(company.Owner)).ShouldBe(201);
        var stranger = await host.NewTenantAsync();

        (await LinksAsync(stranger)).ShouldBeEmpty();
        (await CancelAsync(stranger.Owner, link.Id)).ShouldFail(404, "payments.link.not_found");
        (await OpenAsync("nada-nada-nada")).ShouldFail(404, "payments.link.not_found");
        (await PageAsync("nada-nada-nada")).ShouldFail(404, "payments.charge.not_found");
        // An id is no token.
        (await OpenAsync(link.Id.ToString())).ShouldFail(404, "payments.link.not_found");
    }

    private static object Link(
        string amount = "25.00",
        string description = "Encomenda 7",
        bool reusable = false,
        DateTimeOffset? expiresAt = null
    ) =>
        new
        {
            amount = new { value = amount, currency = "BRL" },
            description,
            reusable,
            expiresAt = expiresAt ?? TimeProvider.System.GetUtcNow().AddDays(3),
        };

    private static Task<Answer> CreateAsync(ApiClient client, bool reusable = false) =>
        client.PostAsync("/api/v1/payments/links", Link(reusable: reusable));

    private static Task<Answer> CancelAsync(ApiClient client, Guid link) => client.PostAsync($"/api/v1/payments/links/{link}/cancellation");

    private Task<Answer> OpenAsync(string token) => host.Anonymous().PostAsync($"/api/v1/public/pay/{token}/charges");

    private Task<Answer> PageAsync(string token) => host.Anonymous().GetAsync($"/api/v1/public/pay/{token}");

    private static Task<List<JsonNode>> LinksAsync(TestTenant company) => company.ItemsAsync("/api/v1/payments/links");
}
