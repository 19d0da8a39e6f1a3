using System.Globalization;
using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using CleanApp.Infrastructure.Persistence;
using Shouldly;
using Xunit;
using static CleanApp.Functional.Tests.Sales.Funnel;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>Where each opportunity stands among the others, and what a board tells of them all.</summary>
public sealed class BoardTests(TestHost host)
{
    [Fact]
    public async Task A_card_stands_where_it_was_put_whoever_puts_others_there_at_once()
    {
        var company = await host.NewTenantAsync();
        var owner = company.Owner;
        var (pipeline, stages) = await BeginAsync(owner);
        var ids = new Dictionary<string, Guid>();
        foreach (var title in new[] { "D", "C", "B", "A" })
            ids[title] = (await OpenAsync(owner, title)).Id;
        (await ColumnAsync(owner, pipeline, 0)).ShouldBe(["A", "B", "C", "D"]);

        (await MoveAsync(owner, ids["D"], stages[0], ids["A"])).ShouldBe(200);
        (await ColumnAsync(owner, pipeline, 0)).ShouldBe(["A", "D", "B", "C"]);
        (await MoveAsync(owner, ids["A"], stages[0], ids["C"])).ShouldBe(200);
        (await MoveAsync(owner, ids["C"], stages[0])).ShouldBe(200);
        (await ColumnAsync(owner, pipeline, 0)).ShouldBe(["C", "D", "B", "A"]);
        // Where it stands already, nothing changes.
        var seen = (await owner.GetAsync($"{Opportunities}/{ids["D"]}")).ShouldBe(200).Tag();
        (await MoveAsync(owner, ids["D"], stages[0], ids["C"])).ShouldBe(200).Tag().ShouldBe(seen);
        (await MoveAsync(owner, ids["D"], stages[0], ids["D"])).ShouldBe(200);
        (await ColumnAsync(owner, pipeline, 0)).ShouldBe(["D", "C", "B", "A"]);
        // Behind one that has gone from there meanwhile: before all others.
        (await MoveAsync(owner, ids["B"], stages[1])).ShouldBe(200);
        (await MoveAsync(owner, ids["A"], stages[0], ids["B"])).ShouldBe(200);
        (await ColumnAsync(owner, pipeline, 0)).ShouldBe(["A", "D", "C"]);

        var many = await Task.WhenAll(Enumerable.Range(0, 12).Select(async i => (await OpenAsync(owner, $"E{i}", stages[2])).Id));
        var answers = await Task.WhenAll(many.Select(id => MoveAsync(owner, id, stages[1], ids["B"])));
        answers.ShouldAllBe(a => a.Status == 200);
        (await ColumnAsync(owner, pipeline, 1))[0].ShouldBe("B");
        (await ColumnAsync(owner, pipeline, 1)).Length.ShouldBe(13);
        (await Behind.ScalarAsync<long>($"select count(distinct order_key) from opportunities where stage_id = '{stages[1]}'")).ShouldBe(13);
    }

    [Fact]
    public async Task A_place_that_grew_long_is_numbered_anew_and_the_order_stays()
    {
        var company = await host.NewTenantAsync();
        var owner = company.Owner;
        var (pipeline, stages) = await BeginAsync(owner);
        var ids = new List<Guid>();
        foreach (var title in new[] { "C", "B", "A" })
            ids.Insert(0, (await OpenAsync(owner, title)).Id);
        var tag = (await owner.GetAsync($"{Opportunities}/{ids[0]}")).ShouldBe(200).Tag();
        // As after hundreds of moves to the same place.
        await Behind.ExecuteAsync(
            $"""
            update opportunities set order_key = 'd0000' where id = '{ids[0]}';
            update opportunities set order_key = 'd0000' || repeat('0', 70) || '1' where id = '{ids[1]}';
            update opportunities set order_key = 'd0005' where id = '{ids[2]}';
            """
        );

        (await MoveAsync(owner, ids[2], stages[0], ids[0])).ShouldBe(200);

        (await ColumnAsync(owner, pipeline, 0)).ShouldBe(["A", "C", "B"]);
        (await Behind.ScalarAsync<int>($"select max(length(order_key)) from opportunities where stage_id = '{stages[0]}'")).ShouldBeLessThan(10);
        (await owner.GetAsync($"{Opportunities}/{ids[0]}")).ShouldBe(200).Tag().ShouldBe(tag, "nobody who saw it is late by that");
    }

    [Fact]
    public async Task Won_and_lost_leave_the_board_and_reopened_they_are_back_where_they_stood()
    {
        var company = await host.NewTenantAsync();
        var owner = company.Owner;
        var (pipeline, stages) = await BeginAsync(owner);
        foreach (var title in new[] { "C", "B", "A" })
            await OpenAsync(owner, title, amount: 10m);
        var board = await BoardAsync(owner, pipeline);
        var b = Guid.Parse(board["stages"]![0]!["cards"]![1]!.Text("id")!);

        (await DoAsync(owner, b, "win")).ShouldBe(200);
        (await ColumnAsync(owner, pipeline, 0)).ShouldBe(["A", "C"]);
        (await BoardAsync(owner, pipeline))["sum"]!.Text("value").ShouldBe("20.00");
        (await DoAsync(owner, b, "reopen")).ShouldBe(200);
        (await ColumnAsync(owner, pipeline, 0)).ShouldBe(["A", "B", "C"]);
        // Unless somebody else stands there by now.
        (await DoAsync(owner, b, "lose", new { lossReasonId = await ReasonAsync(owner, "Desistiu") })).ShouldBe(200);
        var d = (await OpenAsync(owner, "D", stages[1])).Id;
        var a = Guid.Parse(board["stages"]![0]!["cards"]![0]!.Text("id")!);
        (await MoveAsync(owner, d, stages[0], a)).ShouldBe(200);
        (await DoAsync(owner, b, "reopen")).ShouldBe(200);
        (await ColumnAsync(owner, pipeline, 0)).Order().ShouldBe(["A", "B", "C", "D"]);
    }

    [Fact]
    public async Task Of_each_stage_a_board_tells_how_many_how_much_how_likely_and_the_first_and_the_rest_page_by_page()
    {
        var company = await host.NewTenantAsync();
        var owner = company.Owner;
        var me = await InboxCompany.IdOfAsync(owner);
        var (pipeline, stages) = await BeginAsync(owner);
        var ana = (await owner.PostAsync("/api/v1/people/contacts", new { name = "Ana Prado" })).ShouldBe(201).Id;
        for (var i = 5; i > 0; i--)
            await OpenAsync(owner, $"N{i}", stages[0], 100m, i == 2 ? me : null, i == 3 ? ana : null, i < 3 ? "2031-02-20" : null);
        await OpenAsync(owner, "Sem valor", stages[3]);
        var big = (await OpenAsync(owner, "Grande", stages[3], 9_999_999_999.99m, expectedOn: "2031-03-01")).Id;
        (await owner.PutAsync($"{Opportunities}/{big}/next-step", new { step = "Ligar", at = "2026-01-02T12:00:00Z" })).ShouldBe(200);

        var board = await BoardAsync(owner, pipeline, "?limit=2");

        var first = board["stages"]![0]!;
        (first["stage"]!.Text("name"), first["count"]!.GetValue<int>(), Sum(first), Weighted(first)).ShouldBe(("Novo contato", 5, "500.00", "50.00"));
        first["cards"]!.AsArray().Select(c => c!.Text("title")).ShouldBe(["N1", "N2"]);
        var (empty, last) = (board["stages"]![1]!, board["stages"]![3]!);
        (empty["count"]!.GetValue<int>(), Sum(empty), empty["cards"]!.AsArray().Count, empty.Text("next")).ShouldBe((0, "0.00", 0, null));
        (last["count"]!.GetValue<int>(), Sum(last), Weighted(last), last.Text("next")).ShouldBe((2, "9999999999.99", "7499999999.99", null));
        (board["count"]!.GetValue<int>(), Sum(board), Weighted(board)).ShouldBe((7, "10000000499.99", "7500000049.99"));

        var rest = new List<string>();
        for (var after = first.Text("next"); after is not null; )
        {
            var page = (await owner.GetAsync($"{Pipelines}/{pipeline}/stages/{stages[0]}/cards?limit=2&after={after}")).ShouldBe(200).Json;
            rest.AddRange(page["items"]!.AsArray().Select(c => c!.Text("title")!));
            after = page.Text("next");
        }
        rest.ShouldBe(["N3", "N4", "N5"]);
        (await owner.GetAsync($"{Pipelines}/{pipeline}/stages/{stages[0]}/cards?after=!")).ShouldFail(422, "request.cursor.invalid");

        (await ColumnAsync(owner, pipeline, 0, $"?ownerId={me}")).ShouldBe(["N2"]);
        (await ColumnAsync(owner, pipeline, 0, "?unowned=true")).ShouldBe(["N1", "N3", "N4", "N5"]);
        (await ColumnAsync(owner, pipeline, 0, "?person=ana")).ShouldBe(["N3"]);
        (await ColumnAsync(owner, pipeline, 3, "?overdue=true")).ShouldBe(["Grande"]);
        (await BoardAsync(owner, pipeline, "?overdue=true"))["count"]!.GetValue<int>().ShouldBe(1);

        var months = (await owner.GetAsync($"{Pipelines}/{pipeline}/forecast")).ShouldBe(200).Json["months"]!.AsArray();
        months
            .Select(m => (m!.Text("begins"), m!["count"]!.GetValue<int>(), Sum(m), Weighted(m)))
            .ShouldBe([("2031-02-01", 2, "200.00", "20.00"), ("2031-03-01", 1, "9999999999.99", "7499999999.99"), (null, 4, "300.00", "30.00")]);
    }

    [Fact]
    public async Task What_a_board_comes_to_is_what_stands_there_for_whoever_looks_whatever_became_of_it()
    {
        var company = await host.NewTenantAsync();
        var owner = company.Owner;
        var (seller, colleague) = (await company.AddMemberAsync("agent"), await company.AddMemberAsync("agent"));
        var (me, them) = (await InboxCompany.IdOfAsync(seller), await InboxCompany.IdOfAsync(colleague));
        var (pipeline, stages) = await BeginAsync(owner);
        var ids = new List<Guid>();
        for (var i = 0; i < 9; i++)
            ids.Add((await OpenAsync(owner, $"V{i}", stages[i % 3], i == 8 ? null : 10 * i + 0.05m, new Guid?[] { me, them, null }[i / 3])).Id);
        var reason = await ReasonAsync(owner, "Desistiu");
        (await SumsAsync(owner, "")).ShouldBe([(3, "90.15"), (3, "120.15"), (3, "70.10"), (0, "0.00")]);
        await CompareAsync();

        // All at once, while some of it is folded: nobody's change takes another's along.
        var folded = DashboardHistory.FoldAsync(company.Id);
        await DoAllAsync(
            () => MoveAsync(owner, ids[0], stages[3]),
            () => MoveAsync(owner, ids[4], stages[0]),
            () => AssignAsync(owner, ids[1], them),
            () => AssignAsync(owner, ids[6], me),
            () => DoAsync(owner, ids[2], "win"),
            () => DoAsync(owner, ids[3], "lose", new { lossReasonId = reason }),
            () => owner.PutAsync($"{Opportunities}/{ids[5]}", new { title = "V5" }),
            () => owner.PutAsync($"{Opportunities}/{ids[8]}", new { title = "V8", amount = Money(0.99m) })
        );
        await folded;
        await CompareAsync();
        await DoAllAsync(() => DoAsync(owner, ids[2], "reopen"), () => DoAsync(owner, ids[3], "reopen"), () => DoAsync(owner, ids[7], "win"));
        await CompareAsync();

        await DashboardHistory.FoldAsync(company.Id, all: true);
        await CompareAsync();
        // A stage is emptied at once.
        (
            await owner.PutAsync(
                $"{Pipelines}/{pipeline}/stages/{stages[0]}",
                new
                {
                    name = "Novo contato",
                    probability = 10,
                    active = false,
                    moveToId = stages[1],
                }
            )
        ).ShouldBe(200);
        await CompareAsync();
        (await DashboardHistory.RebuildAsync(host, company.Id)).ExitCode.ShouldBe(0);
        await CompareAsync();

        static async Task DoAllAsync(params Func<Task<Answer>>[] acts) =>
            (await Task.WhenAll(acts.Select(act => act()))).ShouldAllBe(a => a.Status == 200);
        async Task<List<(int, string?)>> SumsAsync(ApiClient by, string query) =>
            [.. (await BoardAsync(by, pipeline, $"?{query}"))["stages"]!.AsArray().Select(s => (s!["count"]!.GetValue<int>(), Sum(s)))];
        // As the list has them.
        async Task CompareAsync()
        {
            foreach (
                var (by, query) in new[]
                {
                    (owner, ""),
                    (owner, $"ownerId={me}"),
                    (owner, "unowned=true"),
                    (seller, ""),
                    (seller, $"ownerId={me}"),
                    (seller, $"ownerId={them}"),
                    (colleague, ""),
                }
            )
            {
                var open = await DashboardHistory.AllAsync(by, $"{Opportunities}?status=open&{query}");
                (await BoardAsync(by, pipeline, $"?{query}"))["stages"]!
                    .AsArray()
                    .Select(s => (s!["stage"]!.Text("id"), s["count"]!.GetValue<int>(), Sum(s)))
                    .Where(s => s.Item2 > 0)
                    .ShouldBe(
                        open.GroupBy(o => o["stage"]!.Text("id"))
                            .Select(g => (g.Key, g.Count(), (string?)Total(g).ToString("0.00", CultureInfo.InvariantCulture))),
                        ignoreOrder: true,
                        query
                    );
            }
        }
        static decimal Total(IEnumerable<JsonNode> opportunities) =>
            opportunities.Sum(o => decimal.Parse(o["amount"]?.Text("value") ?? "0", CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task What_stood_on_boards_before_that_was_kept_is_kept_from_then_on()
    {
        await using var database = await OwnDatabase.CreateAsync();
        var port = TestHost.FreePort();
        await using var server = host.Build(port, new Dictionary<string, string?>(database.Settings()) { ["Host:Role"] = "api" });
        await server.StartAsync(TestContext.Current.CancellationToken);
        var company = await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{port}"))));
        var (pipeline, stages) = await BeginAsync(company.Owner);
        for (var i = 0; i < 5; i++)
            await OpenAsync(company.Owner, $"V{i}", stages[i % 2], i == 0 ? null : 10.05m * i, null);
        await DoAsync(company.Owner, (await OpenAsync(company.Owner, "Vendida", stages[1], 99m, null)).Id, "win");
        var before = (await BoardAsync(company.Owner, pipeline, "")).ToJsonString();

        await database.ExecuteAsync("delete from sales_figures where fact = 'open'; delete from sales_figure_changes where fact = 'open'");
        (await BoardAsync(company.Owner, pipeline, "")).ToJsonString().ShouldNotBe(before);
        await database.ExecuteAsync(EmbeddedSql.Read("20261130001600_board_sums.sql"));

        (await BoardAsync(company.Owner, pipeline, "")).ToJsonString().ShouldBe(before);
        (await database.ScalarAsync<int>($"select rebuild_sales_figures('{company.Id}')")).ShouldBe(0);
    }

    private static string? Sum(JsonNode of) => of["sum"]!.Text("value");

    private static string? Weighted(JsonNode of) => of["weighted"]!.Text("value");
}
