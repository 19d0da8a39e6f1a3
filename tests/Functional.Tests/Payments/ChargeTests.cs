using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Payments;

public sealed class ChargeTests(TestHost host)
{
    [Fact]
    public async Task Charging_again_gives_the_same_charge()
    {
        var company = await host.NewTenantAsync();
        var ticket = await company.IssueAsync(await company.AddServiceAsync("P", 10m));

        var first = (await company.ChargeAsync(ticket.Id)).ShouldBe(201);
        var again = (await company.ChargeAsync(ticket.Id)).ShouldBe(200);

        again["txid"].ShouldBe(first["txid"]);
        again["pixCopiaECola"].ShouldBe(first["pixCopiaECola"]);
        (await company.TicketAsync(ticket.Id)).Json["charge"]!.Text("txid").ShouldBe(first["txid"]);
    }

    [Fact]
    public async Task Twenty_charges_at_once_are_one_at_the_bank()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var ticket = await company.IssueAsync(await company.AddServiceAsync("P", 10m));

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => company.ChargeAsync(ticket.Id)));

        answers.ShouldAllBe(a => a.Status == 200 || a.Status == 201);
        answers.Count(a => a.Status == 201).ShouldBe(1);
        answers.DistinctBy(a => a["txid"]).Count().ShouldBe(1);
        answers.ShouldAllBe(a => a["status"] == "active" && a["pixCopiaECola"] != null);
        await OneChargeAsync(bank, answers[0]["txid"]!);
    }

    [Fact]
    public async Task An_expired_charge_makes_way_for_a_new_one()
    {
        var company = await host.NewTenantAsync();
        var (ticket, txid) = await company.ChargedTicketAsync();
        await Behind.ExecuteAsync($"update charges set expires_at = now() where txid = '{txid}'");
        (await company.TicketAsync(ticket)).Json["charge"]!.Text("status").ShouldBe("expired");

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => company.ChargeAsync(ticket)));

        answers.Count(a => a.Status == 201).ShouldBe(1);
        var next = answers.DistinctBy(a => a["txid"]).ShouldHaveSingleItem();
        next["txid"].ShouldNotBe(txid);
        await company.PayAsync(next["txid"]!);
        await company.WaitForTicketAsync(ticket, "paid");
    }

    [Fact]
    public async Task A_slow_bank_is_not_waited_for_longer_than_five_seconds_and_the_charge_comes_by_itself()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        await bank.FaultsAsync(
            new
            {
                answers = new[]
                {
                    new
                    {
                        match = "PUT /api/v2/cob",
                        times = 1,
                        delayAfterEffectMs = 30_000,
                    },
                },
            }
        );
        var ticket = await company.IssueAsync(await company.AddServiceAsync("P", 10m));

        var begun = TimeProvider.System.GetTimestamp();
        var charge = (await company.ChargeAsync(ticket.Id)).ShouldBe(202);
        TimeProvider.System.GetElapsedTime(begun).TotalSeconds.ShouldBeInRange(4, 15);

        charge["status"].ShouldBe("creating");
        charge.Json["pixCopiaECola"].ShouldBeNull();
        await ActiveByItselfAsync(company, ticket.Id);
        await OneChargeAsync(bank, charge["txid"]!);
    }

    [Theory]
    [InlineData("a 503", """{ "match": "PUT /api/v2/cob", "times": 1, "status": 503 }""")]
    [InlineData("a 500", """{ "match": "PUT /api/v2/cob", "times": 1, "status": 500 }""")]
    [InlineData("cut before", """{ "match": "PUT /api/v2/cob", "times": 1, "dropConnectionBefore": true }""")]
    [InlineData("cut after", """{ "match": "PUT /api/v2/cob", "times": 1, "dropConnectionAfterEffect": true }""")]
    [InlineData("garbled", """{ "match": "PUT /api/v2/cob", "times": 1, "malformed": true }""")]
    public async Task A_charge_whose_answer_went_wrong_is_repeated_unchanged(string what, string fault)
    {
        what.ShouldNotBeEmpty();
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        await bank.FaultsAsync(System.Text.Json.Nodes.JsonNode.Parse($$"""{ "answers": [{{fault}}] }""")!);
        var ticket = await company.IssueAsync(await company.AddServiceAsync("P", 10m));

        var charge = await company.ChargeAsync(ticket.Id);
        charge.Status.ShouldBe(202, charge.Text);

        await ActiveByItselfAsync(company, ticket.Id);
        (await company.ChargeAsync(ticket.Id)).ShouldBe(200)["txid"].ShouldBe(charge["txid"]);
        await OneChargeAsync(bank, charge["txid"]!);
    }

    [Fact]
    public async Task A_bank_that_was_away_is_asked_again_at_once_by_the_next_request()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        await bank.FaultsAsync(new { answers = new[] { new { match = "PUT /api/v2/cob", status = 503 } } });
        var ticket = await company.IssueAsync(await company.AddServiceAsync("P", 10m));
        (await company.ChargeAsync(ticket.Id)).ShouldBe(202);
        // What is wrong is to be seen in the settings, without waiting for anything.
        var shown = (await company.Owner.GetAsync("/api/v1/payments/sicredi")).ShouldBe(200).Json["status"]!;
        shown.Text("lastError").ShouldBe("server_error");

        await bank.BehaveAsync();

        (await company.ChargeAsync(ticket.Id))["status"].ShouldBe("active");
        shown = (await company.Owner.GetAsync("/api/v1/payments/sicredi")).ShouldBe(200).Json["status"]!;
        shown["lastError"].ShouldBeNull();
        shown["lastOkAt"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_refused_token_leaves_the_charge_creating_and_says_why()
    {
        var company = await host.NewTenantAsync();
        var (bank, client) = await Bank.OwnBooksAsync(company);
        await bank.ClientFaultsAsync(client, new { tokenRefuse = true });
        // Another certificate text makes another connection, so no token is left from before.
        (await Bank.ConfigureAsync(company, new { tokenPath = "/oauth/token", clientSecret = "sandbox-secret-0001" })).ShouldBe(200);
        var ticket = await company.IssueAsync(await company.AddServiceAsync("P", 10m));

        (await company.ChargeAsync(ticket.Id)).ShouldBe(202)["status"].ShouldBe("creating");

        (await TestAsync(company)).ShouldBe((false, "unauthorized"));
        (await company.Owner.GetAsync("/api/v1/payments/sicredi")).Json["status"]!.Text("lastError").ShouldBe("unauthorized");
        await bank.BehaveForAsync(client);
        (await TestAsync(company)).ShouldBe((true, "ok"));
        (await company.ChargeAsync(ticket.Id))["status"].ShouldBe("active");
    }

    [Fact]
    public async Task A_token_that_expired_is_renewed()
    {
        var company = await host.NewTenantAsync();
        var (bank, client) = await Bank.OwnBooksAsync(company);
        await bank.ClientFaultsAsync(client, new { tokenExpiresIn = 1 });
        (await Bank.ConfigureAsync(company, new { clientSecret = "sandbox-secret-0001" })).ShouldBe(200);
        var (ticket, txid) = await company.ChargedTicketAsync();
        await Task.Delay(1500, TestContext.Current.CancellationToken);

        (await TestAsync(company)).ShouldBe((true, "ok"));
        await company.PayAsync(txid);
        await company.WaitForTicketAsync(ticket, "paid");
    }

    [Fact]
    public async Task A_token_the_bank_no_longer_knows_is_renewed_within_the_call()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        await bank.FaultsAsync(
            new
            {
                answers = new[]
                {
                    new
                    {
                        match = "PUT /api/v2/cob",
                        times = 1,
                        status = 401,
                    },
                },
            }
        );
        var ticket = await company.IssueAsync(await company.AddServiceAsync("P", 10m));

        (await company.ChargeAsync(ticket.Id)).ShouldBe(201)["status"].ShouldBe("active");
    }

    [Fact]
    public async Task A_wrong_certificate_is_shown_by_the_test_and_an_expired_one_is_not_taken()
    {
        var company = await host.NewTenantAsync();
        (await Bank.ConfigureAsync(company, Certificate("other-ca-client"))).ShouldBe(200);
        (await TestAsync(company)).ShouldBe((false, "unauthorized"));

        (await Bank.ConfigureAsync(company, Certificate("expired"))).ShouldFail(422, "payments.sicredi.certificate_invalid");
        var mixed = new { certificatePem = Pem("client.crt"), privateKeyPem = Pem("other-ca-client.key") };
        (await Bank.ConfigureAsync(company, mixed)).ShouldFail(422, "payments.sicredi.certificate_invalid");

        (await Bank.ConfigureAsync(company, Certificate("client"))).ShouldBe(200);
        (await TestAsync(company)).ShouldBe((true, "ok"));

        object Certificate(string name) => new { certificatePem = Pem(name + ".crt"), privateKeyPem = Pem(name + ".key") };
        string Pem(string name) => File.ReadAllText(Path.Combine(host.Sandbox.CertificateFolder, name + ".pem"));
    }

    [Fact]
    public async Task A_charge_the_bank_refuses_is_said_to_be_refused_and_may_be_tried_again()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        await bank.FaultsAsync(
            new
            {
                answers = new[]
                {
                    new
                    {
                        match = "PUT /api/v2/cob",
                        times = 1,
                        status = 400,
                    },
                },
            }
        );
        var ticket = await company.IssueAsync(await company.AddServiceAsync("P", 10m));

        (await company.ChargeAsync(ticket.Id)).ShouldFail(422, "payments.charge.rejected");
        (await company.ChargeAsync(ticket.Id)).ShouldBe(201)["status"].ShouldBe("active");
    }

    [Fact]
    public async Task A_key_of_another_customer_of_the_bank_is_refused()
    {
        var other = await host.NewTenantAsync();
        var (theirs, _) = await Bank.OwnBooksAsync(other);
        await other.ChargedTicketAsync();
        var company = await host.NewTenantAsync();
        (await Bank.ConfigureAsync(company, new { pixKey = theirs.Key })).ShouldBe(200);
        var ticket = await company.IssueAsync(await company.AddServiceAsync("P", 10m));

        (await company.ChargeAsync(ticket.Id)).ShouldFail(422, "payments.charge.rejected");

        (await theirs.ChargesAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_charge_accepted_without_its_code_is_asked_for_until_the_code_comes()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        await bank.FaultsAsync(new { omitCode = true });
        var ticket = await company.IssueAsync(await company.AddServiceAsync("P", 10m));
        var charge = (await company.ChargeAsync(ticket.Id)).ShouldBe(202);

        // The worker has asked in vain as well, and means to ask again.
        var work = $"from work_items where tenant_id = '{company.Id}' and kind = 'payments.create_charge'";
        await Behind.ExecuteAsync($"update work_items set run_at = now() - interval '1 hour' where id in (select id {work})");
        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) {work} and run_at > now() - interval '1 minute' and lease_token is null"),
            waiting => waiting == 1,
            "the work to wait for its next turn"
        );
        (await company.Owner.GetAsync("/api/v1/payments/sicredi")).ShouldBe(200).Json["status"]!.Text("lastError").ShouldBe("no_code");
        await bank.BehaveAsync();

        await ActiveByItselfAsync(company, ticket.Id);
        await OneChargeAsync(bank, charge["txid"]!);
    }

    [Theory]
    [InlineData(400, 422)]
    [InlineData(403, 202)]
    public async Task A_bank_that_refuses_the_charge_and_the_question_about_it_is_believed_unless_it_may_not_know_us(int look, int answer)
    {
        var company = await host.NewTenantAsync();
        var (bank, client) = await Bank.OwnBooksAsync(company);
        await bank.ClientFaultsAsync(
            client,
            new { answers = new[] { new { match = "PUT /api/v2/cob", status = 400 }, new { match = "GET /api/v2/cob", status = look } } }
        );
        var ticket = await company.IssueAsync(await company.AddServiceAsync("P", 10m));

        var refused = await company.ChargeAsync(ticket.Id);

        if (answer == 422)
            refused.ShouldFail(422, "payments.charge.rejected");
        else
            refused.ShouldBe(answer)["status"].ShouldBe("creating");
        await bank.BehaveForAsync(client);
        await Eventually.Async(() => company.ChargeAsync(ticket.Id), c => c.Status is 200 or 201 && c["status"] == "active", "an active charge");
        (await bank.ChargesAsync()).Count.ShouldBe(1);
    }

    private static Task ActiveByItselfAsync(TestTenant company, Guid ticket) =>
        Eventually.Async(() => company.TicketAsync(ticket), t => t.Json["charge"]!.Text("status") == "active", "an active charge", 45);

    private static async Task OneChargeAsync(Bank bank, string txid)
    {
        var cob = (await bank.ChargesAsync()).ShouldHaveSingleItem();
        (cob.Text("txid"), cob["revisao"]!.GetValue<int>()).ShouldBe((txid, 0));
        cob["valor"]!.Text("original").ShouldBe("10.00");
    }

    private static async Task<(bool Ok, string Message)> TestAsync(TestTenant company)
    {
        var answer = (await company.Owner.PostAsync("/api/v1/payments/sicredi/test")).ShouldBe(200).Json;
        return (answer["ok"]!.GetValue<bool>(), answer.Text("message")!);
    }
}
