using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Tenancy;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Payments;

/// <summary>The books beside the bank's list: what is found, what is mended, what a person signs.</summary>
public sealed class ReconciliationTests(TestHost host)
{
    [Fact]
    public async Task A_day_that_agrees_says_so_refunds_included_and_is_not_signed_before_it_has_ended()
    {
        var company = await host.NewTenantAsync();
        var (_, payment) = await RefundTests.PaidAsync(company);
        await SuspenseTests.LooseAsync(company, "3.00");
        var refund = (await RefundTests.AskAsync(company.Owner, payment, "4.00")).ShouldBe(201);
        await RefundTests.EndsAsync(company, refund.Id, "done");

        var day = await CheckTodayAsync(company);

        Figures(day).ShouldBe((2, "13.00", "4.00", "13.00", "4.00", 0, true));
        (day.Text("complete"), day.Text("signedNow")).ShouldBe(("false", "false"));
        (await SignAsync(company.Owner, day.Text("day")!)).ShouldFail(409, "payments.reconciliation.not_complete");
        (await company.ItemsAsync("/api/v1/payments/reconciliation/differences")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_missing_here_is_recorded_and_kept_as_a_difference_that_was_mended()
    {
        var company = await host.NewTenantAsync();
        var (bank, _) = await Bank.OwnBooksAsync(company);
        await StopPollingAsync(company);
        // The bank knows whose key it is once something was charged or registered with it.
        await company.ChargedTicketAsync();
        var missed = await bank.PayKeyAsync("7.00");

        var day = await CheckTodayAsync(company);

        Figures(day).ShouldBe((1, "7.00", "0.00", "7.00", "0.00", 0, true));
        var difference = (await company.ItemsAsync("/api/v1/payments/reconciliation/differences")).ShouldHaveSingleItem();
        (difference.Text("kind"), difference.Text("endToEndId"), difference["bankAmount"]!.Text("value"), difference["ourAmount"]).ShouldBe(
            ("missing_here", missed, "7.00", null)
        );
        difference["resolvedAt"].ShouldNotBeNull();
        (await company.UnmatchedAsync()).ShouldHaveSingleItem().Text("endToEndId").ShouldBe(missed);
        // Read again, it is known.
        await CheckTodayAsync(company);
        (await company.ItemsAsync("/api/v1/payments/reconciliation/differences")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_bank_does_not_show_or_shows_otherwise_is_open_until_both_agree()
    {
        var company = await host.NewTenantAsync();
        var (_, payment) = await RefundTests.PaidAsync(company);
        var invented = await InventAsync(company, "5.00", "now()");
        await Behind.ExecuteAsync($"update payments set amount = 10.01 where id = '{payment}'");

        await CheckTodayAsync(company);
        var day = await CheckTodayAsync(company);

        Figures(day).ShouldBe((1, "10.00", "0.00", "15.00", "0.00", 2, false));
        var open = await OpenAsync(company);
        open.Select(d => (d.Text("kind"), d["bankAmount"]?.Text("value"), d["ourAmount"]?.Text("value")))
            .ShouldBe([("missing_there", null, "5.00"), ("amount", "10.00", "10.01")], ignoreOrder: true);
        open.Single(d => d.Text("kind") == "missing_there").Text("endToEndId").ShouldBe(invented);

        await Behind.ExecuteAsync($"update payments set amount = 10.00 where id = '{payment}'");
        await CheckTodayAsync(company);
        (await OpenAsync(company)).ShouldHaveSingleItem().Text("kind").ShouldBe("missing_there");
    }

    [Fact]
    public async Task A_refund_made_at_the_bank_of_an_older_payment_is_found_and_the_books_follow()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var (_, payment) = await RefundTests.PaidAsync(company);
        await bank.FaultsAsync(new { webhook = new { drop = true } });
        await StopPollingAsync(company);
        var endToEndId = (await bank.PixAsync()).Single().Text("endToEndId")!;
        await new RefundTests(host).AtTheBankAsync(company, endToEndId, 2.50m);
        await Task.Delay(600, TestContext.Current.CancellationToken);

        var day = await CheckTodayAsync(company);

        Figures(day).ShouldBe((1, "10.00", "2.50", "10.00", "2.50", 0, true));
        var difference = (await company.ItemsAsync("/api/v1/payments/reconciliation/differences")).ShouldHaveSingleItem();
        (difference.Text("kind"), difference.Text("endToEndId"), difference["refundBankId"] is not null).ShouldBe(("status", endToEndId, true));
        difference["resolvedAt"].ShouldNotBeNull();
        (await company.ItemsAsync($"/api/v1/payments/refunds?paymentId={payment}")).ShouldHaveSingleItem().Text("fromOutside").ShouldBe("true");
    }

    [Fact]
    public async Task All_pages_are_read()
    {
        var company = await host.NewTenantAsync();
        var (bank, _) = await Bank.OwnBooksAsync(company);
        await StopPollingAsync(company);
        await company.ChargedTicketAsync();
        for (var i = 0; i < 505; i += 5)
            await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => bank.PayKeyAsync("1.00")));

        var day = await CheckTodayAsync(company, 90);

        Figures(day).ShouldBe((505, "505.00", "0.00", "505.00", "0.00", 0, true));
    }

    [Fact]
    public async Task Days_that_ended_are_opened_by_the_poller_compared_and_signed_once_for_the_same_figures()
    {
        var company = await host.NewTenantAsync();
        var manager = await company.AddMemberAsync("manager");
        await Behind.ExecuteAsync($"update sicredi_accounts set polled_until = now() - interval '48 hours' where tenant_id = '{company.Id}'");
        await (await Bank.OfAsync(company)).PollAsync();
        await Eventually.Async(() => DaysAsync(company), days => days.Count == 2, "the two days that ended");
        await Behind.ExecuteAsync($"update work_items set run_at = now() where tenant_id = '{company.Id}' and kind = 'payments.reconcile_day'");
        var ended = await Eventually.Async(() => DaysAsync(company), days => days.All(d => d.Text("complete") == "true"), "both to be compared");
        ended.ShouldAllBe(d => d.Text("agree") == "true");
        var day = ended[0].Text("day")!;

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => SignAsync(manager, day)));

        answers.ShouldAllBe(a => a.Status == 204);
        var signed = (await DaysAsync(company))[0];
        var signature = signed["signatures"]!.AsArray().ShouldHaveSingleItem()!;
        (signed.Text("signedNow"), signature.Text("byName"), signature["note"]).ShouldBe(("true", "Membro manager", null));

        // What comes in late changes the figures: the old signature stays, the new one needs a reason.
        await InventAsync(company, "5.00", $"timestamptz '{day} 15:00:00Z'", day);
        await CheckAsync(company, day);
        var changed = await Eventually.Async(() => DaysAsync(company), d => d[0].Text("openDifferences") == "1", "the difference");
        (changed[0].Text("agree"), changed[0].Text("signedNow")).ShouldBe(("false", "false"));
        (await SignAsync(manager, day)).ShouldFail(409, "payments.reconciliation.note_needed");
        (await SignAsync(company.Owner, day, " ")).ShouldFail(422, "request.invalid");
        (await SignAsync(company.Owner, day, "falado com o banco")).ShouldBe(204);
        var both = (await DaysAsync(company))[0]["signatures"]!.AsArray();
        both.Select(s => (s!.Text("byName"), s!.Text("note"))).ShouldBe([("Dona Teste", "falado com o banco"), ("Membro manager", null)]);
    }

    [Fact]
    public async Task A_bank_that_is_away_is_noted_and_asked_again()
    {
        var company = await host.NewTenantAsync();
        var (bank, client) = await Bank.OwnBooksAsync(company);
        await bank.ClientFaultsAsync(client, new { answers = new[] { new { match = "GET /api/v2/pix", status = 503 } } });
        await CheckAsync(company, await TodayAsync(company));
        await Eventually.Async(() => DaysAsync(company), d => d is [var one] && one.Text("lastError") == "server_error", "the failure to be noted");
        (await DaysAsync(company)).Single()["checkedAt"].ShouldBeNull();
        await bank.BehaveForAsync(client);

        Figures(await CheckTodayAsync(company)).ShouldBe((0, "0.00", "0.00", "0.00", "0.00", 0, true));
        (await DaysAsync(company)).Single()["lastError"].ShouldBeNull();
    }

    [Fact]
    public async Task Only_recent_days_are_compared_and_nobody_else_sees_them()
    {
        var company = await host.NewTenantAsync();
        var today = DateOnly.Parse(await TodayAsync(company), System.Globalization.CultureInfo.InvariantCulture);
        foreach (var wrong in new[] { today.AddDays(1), today.AddDays(-92) })
            (await company.Owner.PostAsync("/api/v1/payments/reconciliation/checks", new { day = wrong })).ShouldFail(
                422,
                "payments.reconciliation.day_out_of_range"
            );
        await CheckTodayAsync(company);
        var stranger = await host.NewTenantAsync();

        (await DaysAsync(stranger)).ShouldBeEmpty();
        (await SignAsync(stranger.Owner, $"{today:yyyy-MM-dd}")).ShouldFail(409, "payments.reconciliation.not_complete");
        (await stranger.Owner.GetAsync("/api/v1/payments/reconciliation/days?after=ontem")).ShouldFail(422, "request.cursor.invalid");
    }

    [Theory]
    [InlineData("update reconciliation_sign_offs set note = 'x'")]
    [InlineData("delete from reconciliation_sign_offs")]
    public async Task A_signature_cannot_be_changed(string sql)
    {
        await using var connection = new NpgsqlConnection(host.Services.GetRequiredService<DatabaseOptions>().AppConnectionString(pool: 1));
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        (await Should.ThrowAsync<PostgresException>(() => connection.ExecuteAsync(sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    /// <summary>A line in the books that no bank has, as the owner of the database could put it there.</summary>
    private static async Task<string> InventAsync(TestTenant company, string amount, string at, string? day = null)
    {
        var endToEndId = $"E{Guid.CreateVersion7():N}"[..32];
        await Behind.ExecuteAsync(
            $"""
            with payment as (
                insert into payments (tenant_id, id, end_to_end_id, amount, settled_at, recorded_at, unmatched)
                values ('{company.Id}', gen_random_uuid(), '{endToEndId}', {amount}, {at}, now(), 'no_txid') returning *
            )
            insert into ledger_entries (tenant_id, id, event, event_id, account, amount, day, at, payment_id, recorded_at)
            select p.tenant_id, gen_random_uuid(), 'suspense', p.id, l.account, l.sign * p.amount,
                {(day is null ? $"(p.settled_at at time zone 'America/Sao_Paulo')::date" : $"date '{day}'")}, p.settled_at, p.id, now()
            from payment p cross join (values ('bank', 1), ('suspense', -1)) as l (account, sign)
            """
        );
        return endToEndId;
    }

    /// <summary>As if another node had the poller's item: what is compared is then found by nobody else.</summary>
    private static Task StopPollingAsync(TestTenant company) =>
        Eventually.Async(
            async () =>
            {
                await Behind.ExecuteAsync(
                    $"""
                    update work_items set lease_token = gen_random_uuid(), lease_until = now() + interval '1 hour'
                    where tenant_id = '{company.Id}' and kind = 'payments.poll_sicredi' and lease_token is null
                    """
                );
                return await Behind.ScalarAsync<long>(
                    $"select count(*) from work_items where tenant_id = '{company.Id}' and kind = 'payments.poll_sicredi' and lease_until > now() + interval '30 minutes'"
                );
            },
            held => held == 1,
            "the poller to be held"
        );

    private static async Task<JsonNode> CheckTodayAsync(TestTenant company, double seconds = 40)
    {
        var today = await TodayAsync(company);
        var before = (await DaysAsync(company)).FirstOrDefault(d => d.Text("day") == today)?.Text("checkedAt");
        await CheckAsync(company, today);
        var days = await Eventually.Async(
            () => DaysAsync(company),
            all => all.Any(d => d.Text("day") == today && d["checkedAt"] is not null && d.Text("checkedAt") != before),
            "today to be compared",
            seconds
        );
        return days.Single(d => d.Text("day") == today);
    }

    private static async Task CheckAsync(TestTenant company, string day) =>
        (await company.Owner.PostAsync("/api/v1/payments/reconciliation/checks", new { day })).ShouldBe(202);

    private static Task<Answer> SignAsync(ApiClient client, string day, string? note = null) =>
        client.PostAsync("/api/v1/payments/reconciliation/signatures", new { day, note });

    private static Task<List<JsonNode>> DaysAsync(TestTenant company) => company.ItemsAsync("/api/v1/payments/reconciliation/days");

    private static Task<List<JsonNode>> OpenAsync(TestTenant company) => company.ItemsAsync("/api/v1/payments/reconciliation/differences?open=true");

    private static Task<string> TodayAsync(TestTenant company) =>
        Behind.ScalarAsync<string>(
            $"select to_char((now() at time zone time_zone) - business_day_cutoff::interval, 'YYYY-MM-DD') from tenants where id = '{company.Id}'"
        );

    private static (int, string?, string?, string?, string?, int, bool) Figures(JsonNode day) =>
        (
            day["bankPayments"]!.GetValue<int>(),
            day["bankIn"]!.Text("value"),
            day["bankOut"]!.Text("value"),
            day["booksIn"]!.Text("value"),
            day["booksOut"]!.Text("value"),
            day["openDifferences"]!.GetValue<int>(),
            day["agree"]!.GetValue<bool>()
        );
}
