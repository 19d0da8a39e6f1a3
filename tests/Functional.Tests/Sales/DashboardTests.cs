using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using Npgsql;
using Shouldly;
using Xunit;
using static CleanApp.Functional.Tests.Sales.DashboardHistory;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>What a company is told of what it tried, won and lost.</summary>
public sealed class DashboardTests(TestHost host)
{
    private const int Sellers = 6;
    private static readonly string[] Sources = ["phone", "whatsapp", "visit", "form"];

    [Fact]
    public async Task Figures_are_what_the_records_say_whoever_folds_them_and_is_killed_meanwhile()
    {
        var company = await host.NewTenantAsync();
        await ChangeDaysAsync(company, "Etc/UTC", "00:00");
        var sellers = await Task.WhenAll(Enumerable.Range(0, Sellers).Select(_ => company.AddMemberAsync("manager")));
        var (_, stages) = await Funnel.BeginAsync(company.Owner);
        var reason = await Funnel.ReasonAsync(company.Owner, "Preço");

        var history = Task.WhenAll(sellers.Select((seller, n) => SellAsync(seller, n, stages, reason)));
        // Meanwhile two fold, and a third is killed before it commits, again and again.
        while (!history.IsCompleted)
            await Task.WhenAll(FoldAsync(company.Id), FoldAsync(company.Id), FoldAndDieAsync(company.Id));
        var opened = (await history).Sum();
        await MergeSomeAsync(company);
        // A stage is emptied at once, somebody is anonymised, and all of it happened on other days as well.
        (await company.Owner.GetAsync(Funnel.Pipelines)).ShouldBe(200);
        await SpreadAsync(company);

        var leads = await AllAsync(company.Owner, $"{Leads.Route}?view=all");
        var opportunities = await AllAsync(company.Owner, Funnel.Opportunities);
        leads.Count.ShouldBeGreaterThanOrEqualTo(opened);
        leads.Select(l => l.Text("status")).Distinct().Count().ShouldBeGreaterThanOrEqualTo(5);
        opportunities.Select(o => o.Text("status")).Distinct().Order().ShouldBe(["lost", "open", "won"]);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        (DateOnly From, DateOnly To)[] times = [(today.AddDays(-29), today), (today.AddDays(-61), today.AddDays(-5)), (today, today)];
        foreach (var (from, to) in times)
        {
            var expected = Counted(leads, opportunities, from, to);
            expected.Count.ShouldBeGreaterThan(3);
            // Before all is folded, afterwards, and put down anew.
            var shown = await AskAsync(company.Owner, from, to);
            Shown(shown).ShouldBe(expected, ignoreOrder: true);
            await FoldAsync(company.Id, all: true);
            (await AskAsync(company.Owner, from, to)).ToJsonString().ShouldBe(shown.ToJsonString());
        }
        (await RebuildAsync(host, company.Id)).ShouldBe((0, $"rebuild-dashboard: the figures of {company.Id} are as they were: right"));
        foreach (var (from, to) in times)
            Shown(await AskAsync(company.Owner, from, to)).ShouldBe(Counted(leads, opportunities, from, to), ignoreOrder: true);

        // A year is told by its months, and is the sum of what its days are.
        var year = await AskAsync(company.Owner, today.AddDays(-365), today);
        var days = Counted(leads, opportunities, today.AddDays(-365), today);
        Shown(year)
            .Where(f => !f.Key.StartsWith("won ", StringComparison.Ordinal))
            .ToDictionary()
            .ShouldBe(days.Where(f => !f.Key.StartsWith("won ", StringComparison.Ordinal)).ToDictionary(), ignoreOrder: true);
        year["won"]!.AsArray().Sum(p => p!["won"]!.GetValue<int>()).ShouldBe((int)days["total won"]);
        year["won"]!.AsArray().Count.ShouldBeInRange(12, 13);
        await LeadsToRecordsAsync(company.Owner, times[0].From, times[0].To);
    }

    [Fact]
    public async Task A_figure_that_is_not_what_the_records_say_is_told_and_mended_by_rebuilding()
    {
        var company = await host.NewTenantAsync();
        await Leads.OpenAsync(company.Owner, "Ana", "11987654321");
        await FoldAsync(company.Id, all: true);
        await Behind.ExecuteAsync(
            $"update sales_figures set number = number + 1 where tenant_id = '{company.Id}' and lens = 'each' and grain = 'day'"
        );

        (await RebuildAsync(host, company.Id)).ShouldBe(
            (1, $"rebuild-dashboard: 1 figures of {company.Id} were not what the records say; they are now")
        );

        (await RebuildAsync(host, company.Id)).ExitCode.ShouldBe(0);
        (await company.Owner.GetAsync(Route)).ShouldBe(200).Json["total"]!["leads"]!.GetValue<int>().ShouldBe(1);
        (await RebuildAsync(host, null)).ShouldBe((1, "rebuild-dashboard: --tenant= is the id of a company"));
    }

    [Fact]
    public async Task Whoever_sees_only_their_own_is_told_figures_of_these_and_nobodys()
    {
        var company = await host.NewTenantAsync();
        var (seller, colleague) = (await company.AddMemberAsync("agent"), await company.AddMemberAsync("agent"));
        var (me, them) = (await InboxCompany.IdOfAsync(seller), await InboxCompany.IdOfAsync(colleague));
        await Leads.OpenAsync(company.Owner, "Ana", "11987654321", me);
        await Leads.OpenAsync(company.Owner, "Bia", "11912345678", them);
        await Leads.OpenAsync(company.Owner, "Rui", "11933334444");
        foreach (var (owner, amount) in new (Guid?, decimal)[] { (me, 10), (them, 200), (null, 3000) })
            (
                await Funnel.DoAsync(company.Owner, (await Funnel.OpenAsync(company.Owner, "Venda", amount: amount, ownerId: owner)).Id, "win")
            ).ShouldBe(200);

        (await ToldAsync(company.Owner, "")).ShouldBe((3, "3210.00"));
        (await ToldAsync(seller, "")).ShouldBe((2, "3010.00"));
        (await ToldAsync(seller, $"?ownerId={me}")).ShouldBe((1, "10.00"));
        (await ToldAsync(seller, $"?ownerId={them}")).ShouldBe((0, "0.00"));
        (await ToldAsync(colleague, "?unowned=true&source=phone")).ShouldBe((1, "0.00"));
        (await company.Owner.GetAsync($"{Route}.csv")).ShouldBe(200).Text.ShouldContain("Por responsável;Sem dono;Total vendido (R$);3000,00");
        (await seller.GetAsync($"{Route}.csv")).ShouldBe(200).Text.ShouldNotContain("200,00");

        async Task<(int, string?)> ToldAsync(ApiClient by, string query)
        {
            var json = (await by.GetAsync($"{Route}{query}")).ShouldBe(200).Json;
            // Everything else must not tell more than the total.
            json["owners"]!.AsArray().Sum(o => o!["now"]!["leads"]!.GetValue<int>()).ShouldBe(json["total"]!["leads"]!.GetValue<int>());
            return (json["total"]!["leads"]!.GetValue<int>(), json["total"]!["wonValue"]!.Text("value"));
        }
    }

    [Fact]
    public async Task How_soon_a_customer_was_answered_is_told_beside_whether_they_bought()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var answered = await inbox.WrittenAsync("Quanto custa?");
        var lead = Guid.Parse((await Leads.FromConversationAsync(inbox.Owner, answered)).ShouldBe(200).Json["lead"]!.Text("id")!);
        var waiting = await inbox.WrittenAsync("Oi", "+5511912345678", "Bia");
        (await Leads.FromConversationAsync(inbox.Owner, waiting)).ShouldBe(200);
        (await inbox.ReplyAsync(answered, "Dez reais")).Status.ShouldBeInRange(200, 299);
        (await inbox.Owner.PutAsync($"{Leads.Route}/{lead}/conversion", new { })).ShouldBe(200);
        // A minute is left to whoever is about to answer.
        await Behind.ExecuteAsync($"update work_items set run_at = now() where kind = 'sales.first_answer' and subject_id = '{lead}'");

        var told = await Eventually.Async(
            async () => (await inbox.Owner.GetAsync(Route)).ShouldBe(200).Json["answers"]!.AsArray(),
            bands => bands.Sum(b => b!["leads"]!.GetValue<int>()) > 0,
            "the answer to be timed"
        );

        told.Select(b => (b!["underMinutes"]?.GetValue<int>(), b["leads"]!.GetValue<int>(), b["converted"]!.GetValue<int>()))
            .ShouldBe([(5, 1, 1), (30, 0, 0), (120, 0, 0), (1440, 0, 0), (null, 0, 0)]);
    }

    [Fact]
    public async Task Days_that_begin_otherwise_are_counted_anew()
    {
        var company = await host.NewTenantAsync();
        await ChangeDaysAsync(company, "Etc/UTC", "00:00");
        var lead = await Leads.OpenAsync(company.Owner, "Ana", "11987654321");
        await Behind.ExecuteAsync($"update leads set created_at = '2026-03-10T02:00:00Z' where id = '{lead}'");
        (await LeadsOnAsync("2026-03-10")).ShouldBe(1);

        await ChangeDaysAsync(company, "America/Sao_Paulo", "03:00");

        await Eventually.Async(() => LeadsOnAsync("2026-03-09"), number => number == 1, "its figures to be of the day before");
        (await LeadsOnAsync("2026-03-10")).ShouldBe(0);
        (await RebuildAsync(host, company.Id)).ExitCode.ShouldBe(0);
        // A host remembers a company's days for a few seconds.
        await Eventually.Async(
            () => Leads.IdsAsync(company.Owner, "?openedFrom=2026-03-09&openedTo=2026-03-09"),
            ids => ids.Contains(lead),
            "the list of that day"
        );

        async Task<int> LeadsOnAsync(string day) =>
            (await company.Owner.GetAsync($"{Route}?from={day}&to={day}")).ShouldBe(200).Json["total"]!["leads"]!.GetValue<int>();
    }

    [Fact]
    public async Task Times_have_bounds_and_what_they_are_compared_with_is_right_before_or_a_year_ago()
    {
        var company = await host.NewTenantAsync();
        var theirs = await host.NewTenantAsync();
        foreach (
            var query in new[]
            {
                "?from=2026-03-02&to=2026-03-01",
                "?from=2025-01-01&to=2026-01-02",
                "?from=1999-12-31",
                "?compareTo=week",
                "?source=pombo",
            }
        )
            (await company.Owner.GetAsync($"{Route}{query}")).Status.ShouldBe(422, query);
        (await company.Owner.GetAsync($"{Route}?pipelineId={(await Funnel.BeginAsync(theirs.Owner)).Pipeline}")).ShouldFail(
            404,
            "sales.pipeline.not_found"
        );

        (await ComparedAsync("?from=2026-03-01&to=2026-03-31")).ShouldBe(("2026-01-29", "2026-02-28", 31, 31));
        (await ComparedAsync("?from=2024-02-01&to=2024-02-29&compareTo=year")).ShouldBe(("2023-02-01", "2023-02-28", 29, 28));
        (await ComparedAsync("?from=2025-01-01&to=2025-12-31&compareTo=year")).ShouldBe(("2024-01-01", "2024-12-31", 12, 12));
        var alone = (await company.Owner.GetAsync($"{Route}?compareTo=none")).ShouldBe(200).Json;
        (alone["comparedWith"], alone["before"], alone["won"]!.AsArray().Count, alone["wonBefore"]!.AsArray().Count).ShouldBe((null, null, 30, 0));

        async Task<(string?, string?, int, int)> ComparedAsync(string query)
        {
            var json = (await company.Owner.GetAsync($"{Route}{query}")).ShouldBe(200).Json;
            var before = json["comparedWith"]!;
            return (before.Text("from"), before.Text("to"), json["won"]!.AsArray().Count, json["wonBefore"]!.AsArray().Count);
        }
    }

    /// <summary>Opens leads and does this and that with them, by chance that is the same each time.</summary>
    private static async Task<int> SellAsync(ApiClient by, int n, Guid[] stages, Guid reason)
    {
        var chance = new Random(n);
        var me = await InboxCompany.IdOfAsync(by);
        var (leads, opportunities) = (new List<Guid>(), new List<Guid>());
        for (var i = 0; i < 8; i++)
        {
            var body = new
            {
                source = Sources[chance.Next(Sources.Length)],
                person = new { name = "Ana", phone = $"119{n:0}{i:0}3456{chance.Next(10, 99)}" },
                ownerId = chance.Next(3) == 0 ? (Guid?)null : me,
            };
            leads.Add((await by.PostAsync(Leads.Route, body)).ShouldBe(201).Id);
            if (i % 2 == 0)
                opportunities.Add(
                    (await Funnel.OpenAsync(by, "Venda", stages[chance.Next(stages.Length)], chance.Next(1, 900), chance.Next(2) == 0 ? me : null)).Id
                );
            for (var act = 0; act < 4; act++)
                await DoAsync();
        }
        return leads.Count;

        async Task DoAsync()
        {
            var lead = leads[chance.Next(leads.Count)];
            var opportunity = opportunities[chance.Next(opportunities.Count)];
            // What has ended refuses; that is part of what happens.
            var answer = chance.Next(11) switch
            {
                0 => await Leads.StatusAsync(by, lead, chance.Next(2) == 0 ? "working" : "qualified"),
                1 => await by.PutAsync($"{Leads.Route}/{lead}/owner", new { ownerId = chance.Next(2) == 0 ? me : (Guid?)null }),
                2 => await by.PutAsync($"{Leads.Route}/{lead}/loss", new { lossReasonId = reason }),
                3 => await by.DeleteAsync($"{Leads.Route}/{lead}/loss"),
                4 => await by.PutAsync(
                    $"{Leads.Route}/{lead}/conversion",
                    new { amount = Funnel.Money(chance.Next(1, 500)), stageId = stages[chance.Next(stages.Length)] }
                ),
                5 or 6 => await Funnel.MoveAsync(by, opportunity, stages[chance.Next(stages.Length)]),
                7 => await Funnel.DoAsync(by, opportunity, "win"),
                8 => await Funnel.DoAsync(by, opportunity, "lose", new { lossReasonId = reason }),
                9 => await Funnel.DoAsync(by, opportunity, "reopen"),
                _ => await Funnel.AssignAsync(by, opportunity, chance.Next(2) == 0 ? me : null),
            };
            answer.Status.ShouldBeOneOf(200, 409);
            if (answer.Status == 200 && answer["opportunityId"] is { } begun && Guid.Parse(begun) is var id && !opportunities.Contains(id))
                opportunities.Add(id);
        }
    }

    /// <summary>Two people turn out to be one, and their leads are merged; others are taken apart again, and somebody is anonymised.</summary>
    private static async Task MergeSomeAsync(TestTenant company)
    {
        for (var pair = 0; pair < 2; pair++)
        {
            var (first, second) = (
                await Leads.OpenAsync(company.Owner, "Eva", $"1198888000{pair}"),
                await Leads.OpenAsync(company.Owner, "Eva", $"1197777000{pair}")
            );
            var (one, other) = (await ContactAsync(first), await ContactAsync(second));
            (await company.Owner.PostAsync($"/api/v1/people/contacts/{one}/merges", new { otherId = other })).ShouldBe(200);
            (await company.Owner.PutAsync($"{Leads.Route}/{second}/merge", new { intoLeadId = first })).ShouldBe(200);
            if (pair == 0)
                (await company.Owner.DeleteAsync($"{Leads.Route}/{second}/merge")).ShouldBe(200);
            else
                (await company.Owner.PostAsync($"/api/v1/privacy/contacts/{one}/anonymisation", new { reason = "Pedido 1" })).ShouldBe(200);
        }

        async Task<string?> ContactAsync(Guid lead) => (await Leads.GetAsync(company.Owner, lead))["lead"]!["person"]!.Text("contactId");
    }

    /// <summary>Of all but a quarter, which stay on today's day.</summary>
    private const string Some = "least(1, hashtext(id::text) >> 13 & 3)";

    /// <summary>As though it had happened over a year, most of it lately.</summary>
    private static Task SpreadAsync(TestTenant company) =>
        Behind.ExecuteAsync(
            $"""
            update leads set created_at = created_at - {Some} * (hashtext(id::text) & 255) * interval '1 hour' * (1 + (hashtext(id::text) >> 8 & 31)) where tenant_id = '{company.Id}';
            update opportunities o set created_at = created_at - {Some} * (hashtext(id::text) & 255) * interval '1 hour' * (1 + (hashtext(id::text) >> 8 & 31)),
                closed_at = closed_at - {Some} * (hashtext(id::text) & 255) * interval '1 hour',
                lead_at = (select created_at from leads l where l.tenant_id = o.tenant_id and l.opportunity_id = o.id)
            where tenant_id = '{company.Id}';
            """
        );

    /// <summary>What a figure leads to is what it counts.</summary>
    private static async Task LeadsToRecordsAsync(ApiClient by, DateOnly from, DateOnly to)
    {
        var shown = await AskAsync(by, from, to);
        var (opened, closed) = ($"openedFrom={from:yyyy-MM-dd}&openedTo={to:yyyy-MM-dd}", $"closedFrom={from:yyyy-MM-dd}&closedTo={to:yyyy-MM-dd}");
        foreach (var row in shown["sources"]!.AsArray().Select(s => s!).Where(s => s.Text("source") is not null))
        {
            var leads = (await AllAsync(by, $"{Leads.Route}?source={row.Text("source")}&{opened}")).FindAll(l => l.Text("status") != "merged");
            leads.Count.ShouldBe(row["now"]!["leads"]!.GetValue<int>());
            leads.Select(l => l.Text("createdAt")).ShouldBeInOrder(SortDirection.Descending);
            (await AllAsync(by, $"{Leads.Route}?source={row.Text("source")}&status=converted&{opened}")).Count.ShouldBe(
                row["now"]!["converted"]!.GetValue<int>()
            );
            (await AllAsync(by, $"{Funnel.Opportunities}?source={row.Text("source")}&status=won&{closed}")).Count.ShouldBe(
                row["now"]!["won"]!.GetValue<int>()
            );
        }
        foreach (var row in shown["stages"]!.AsArray().Select(row => row!))
            (await AllAsync(by, $"{Funnel.Opportunities}?stageId={row["stage"]!.Text("id")}&status=open&{opened}")).Count.ShouldBe(
                row["standing"]!.GetValue<int>()
            );
        (await AllAsync(by, $"{Funnel.Opportunities}?status=lost&{closed}")).Count.ShouldBe(shown["total"]!["lost"]!.GetValue<int>());
    }

    private static async Task<JsonNode> AskAsync(ApiClient by, DateOnly from, DateOnly to) =>
        (await by.GetAsync($"{Route}?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}")).ShouldBe(200).Json;

    private static async Task ChangeDaysAsync(TestTenant company, string timeZone, string businessDayCutoff) =>
        (
            await company.Owner.PutAsync(
                "/api/v1/tenant",
                new
                {
                    name = "Loja",
                    timeZone,
                    businessDayCutoff,
                }
            )
        ).ShouldBe(200);

    private static async Task FoldAndDieAsync(Guid company)
    {
        await using var connection = await Behind.OpenAsync();
        await using var command = new NpgsqlCommand(
            $"begin; select fold_sales_figures('{company}', 7); select pg_terminate_backend(pg_backend_pid())",
            connection
        );
        await Should.ThrowAsync<NpgsqlException>(() => command.ExecuteNonQueryAsync());
    }
}
