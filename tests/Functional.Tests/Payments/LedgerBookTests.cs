using System.Globalization;
using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Tenancy;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Payments;

/// <summary>The books: what is written of a payment, and what the database refuses to be written.</summary>
public sealed class LedgerBookTests(TestHost host)
{
    [Fact]
    public async Task A_paid_ticket_is_two_lines_and_the_days_figures_are_the_banks()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var (ticket, txid) = await company.ChargedTicketAsync();
        var endToEndId = await company.PayAsync(txid);
        await company.WaitForTicketAsync(ticket, "paid");

        var lines = await company.ItemsAsync("/api/v1/payments/ledger");

        lines.Select(Line).ShouldBe([("settlement", "bank", "10.00", true), ("settlement", "received", "10.00", true)], ignoreOrder: true);
        lines.ShouldAllBe(l => l.Text("endToEndId") == endToEndId && l["byName"] == null);
        lines.DistinctBy(l => l.Text("eventId")).Count().ShouldBe(1);
        var day = (await company.ItemsAsync("/api/v1/payments/ledger/days")).ShouldHaveSingleItem();
        Figures(day).ShouldBe("bankIn 10.00, bankOut 0.00, cash 0.00, card 0.00, received 10.00, suspense 0.00, dismissed 0.00");
        day.Text("day").ShouldBe(lines[0].Text("day"));
        (await BankSumAsync(company)).ShouldBe((await bank.PixAsync()).Sum(p => decimal.Parse(p.Text("valor")!, CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task Money_that_fits_nothing_waits_and_money_whose_ticket_was_closed_moves_there()
    {
        var company = await host.NewTenantAsync();
        var bank = await Bank.OfAsync(company);
        var (ticket, txid) = await company.ChargedTicketAsync();
        (await bank.PayAsync(txid, "9.99")).ShouldBe(200);
        await company.WaitForUnmatchedAsync("wrong_amount");
        (await BalancesAsync(company)).ShouldBe("bank 9.99, suspense -9.99");

        var next = await Eventually.Async(() => company.ChargeAsync(ticket), c => c["txid"] != txid, "a new charge");
        await bank.FaultsAsync(new { answers = new[] { new { match = "PATCH /api/v2/cob", status = 503 } } });
        (await company.PostAsync(ticket, "cancel", new { reason = "desistiu" })).ShouldBe(200);
        await company.PayAsync(next["txid"]!);
        await company.WaitForUnmatchedAsync("reference_closed");

        (await BalancesAsync(company)).ShouldBe("bank 19.99, received 0.00, suspense -19.99");
        (await company.ItemsAsync("/api/v1/payments/ledger?account=suspense&account=received"))
            .Select(Line)
            .ShouldBe(
                [
                    ("suspense", "suspense", "9.99", true),
                    ("settlement", "received", "10.00", true),
                    ("release", "received", "10.00", false),
                    ("release", "suspense", "10.00", true),
                ],
                ignoreOrder: true
            );
    }

    [Fact]
    public async Task The_list_is_paged_filtered_by_day_and_shows_no_other_company()
    {
        var company = await host.NewTenantAsync();
        var (bank, _) = await Bank.OwnBooksAsync(company);
        await company.ChargedTicketAsync();
        foreach (var amount in new[] { "1.00", "2.00", "3.00" })
            await bank.PayKeyAsync(amount);
        await bank.PollAsync();
        await Eventually.Async(() => company.UnmatchedAsync(), all => all.Count == 3, "three payments");

        var seen = new List<string>();
        string? after = null;
        do
        {
            var page = (await company.Owner.GetAsync($"/api/v1/payments/ledger?limit=2{(after is null ? "" : $"&after={after}")}"))
                .ShouldBe(200)
                .Json;
            seen.AddRange(page["items"]!.AsArray().Select(l => l!.Text("id")!));
            after = page.Text("next");
        } while (after is not null);

        seen.Count.ShouldBe(6);
        seen.ShouldBeUnique();
        (await company.ItemsAsync("/api/v1/payments/ledger?day=2001-01-01")).ShouldBeEmpty();
        (await company.Owner.GetAsync("/api/v1/payments/ledger?account=house")).ShouldFail(422, "request.invalid");
        (await company.Owner.GetAsync("/api/v1/payments/ledger/days?after=yesterday")).ShouldFail(422, "request.cursor.invalid");
        (await (await host.NewTenantAsync()).ItemsAsync("/api/v1/payments/ledger")).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("one line alone", "('suspense', 'bank', 5.00)", PostgresErrorCodes.CheckViolation)]
    [InlineData("lines that do not sum to zero", "('suspense', 'bank', 5.00), ('suspense', 'suspense', -4.99)", PostgresErrorCodes.CheckViolation)]
    [InlineData("an account twice", "('suspense', 'bank', 5.00), ('suspense', 'bank', -5.00)", PostgresErrorCodes.UniqueViolation)]
    [InlineData("a line of nothing", "('suspense', 'bank', 0.00)", PostgresErrorCodes.CheckViolation)]
    [InlineData("an unknown account", "('suspense', 'house', 5.00), ('suspense', 'bank', -5.00)", PostgresErrorCodes.CheckViolation)]
    public async Task The_database_refuses_an_event_that_is(string what, string lines, string state)
    {
        what.ShouldNotBeEmpty();
        var company = await host.NewTenantAsync();
        var sql = $$"""
            with event as (select gen_random_uuid() as id)
            insert into ledger_entries (tenant_id, id, event, event_id, account, amount, day, at, recorded_at)
            select '{{company.Id}}', gen_random_uuid(), l.event, e.id, l.account, l.amount, current_date, now(), now()
            from event e cross join (values {{lines}}) as l (event, account, amount)
            """;

        (await Should.ThrowAsync<PostgresException>(() => AsTheAppAsync(company, sql))).SqlState.ShouldBe(state);
        await AsTheAppAsync(company, sql.Replace(lines, "('suspense', 'bank', 5.00), ('suspense', 'suspense', -5.00)"));
    }

    [Theory]
    [InlineData("update ledger_entries set amount = amount")]
    [InlineData("delete from ledger_entries")]
    public async Task The_product_cannot_change_a_line(string sql)
    {
        var company = await host.NewTenantAsync();

        (await Should.ThrowAsync<PostgresException>(() => AsTheAppAsync(company, sql))).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
    }

    [Fact]
    public async Task The_database_refuses_a_payment_that_is_not_in_the_books()
    {
        var company = await host.NewTenantAsync();
        var sql = $"""
            insert into payments (tenant_id, id, end_to_end_id, amount, settled_at, recorded_at, unmatched)
            values ('{company.Id}', gen_random_uuid(), 'E1', 5.00, now(), now(), 'no_txid')
            """;

        var refused = await Should.ThrowAsync<PostgresException>(() => AsTheAppAsync(company, sql));

        refused.MessageText.ShouldContain("is not in the ledger");
    }

    /// <summary>All accounts that were touched, and what is in them.</summary>
    internal static Task<string> BalancesAsync(TestTenant company) =>
        Behind.ScalarAsync<string>(
            $"""
            select coalesce(string_agg(account || ' ' || total, ', ' order by account), '') from (
                select account, sum(amount)::numeric(12, 2) as total from ledger_entries where tenant_id = '{company.Id}' group by account
            ) sums
            """
        );

    internal static Task<decimal> BankSumAsync(TestTenant company) =>
        Behind.ScalarAsync<decimal>($"select coalesce(sum(amount), 0) from ledger_entries where tenant_id = '{company.Id}' and account = 'bank'");

    private static string Figures(JsonNode day) =>
        string.Join(
            ", ",
            new[] { "bankIn", "bankOut", "cash", "card", "received", "suspense", "dismissed" }.Select(n => $"{n} {day[n]!.Text("value")}")
        );

    private static (string?, string?, string?, bool) Line(JsonNode line) =>
        (line.Text("event"), line.Text("account"), line["amount"]!.Text("value"), line["incoming"]!.GetValue<bool>());

    /// <summary>In one transaction, signed in as the product is.</summary>
    private async Task AsTheAppAsync(TestTenant company, string sql)
    {
        await using var connection = new NpgsqlConnection(host.Services.GetRequiredService<DatabaseOptions>().AppConnectionString(pool: 1));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await connection.ExecuteAsync($"select set_config('app.tenant_id', '{company.Id}', true)");
        await connection.ExecuteAsync(sql);
        await transaction.CommitAsync();
    }
}
