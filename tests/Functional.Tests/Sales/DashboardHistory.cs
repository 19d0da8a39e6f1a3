using System.Globalization;
using System.Text.Json.Nodes;
using CleanApp.Api.Host;
using CleanApp.Functional.Tests.Hosting;
using Xunit;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>What the dashboard says, and what it ought to say by the lists of leads and opportunities: two ways to the same figures.</summary>
internal static class DashboardHistory
{
    public const string Route = "/api/v1/sales/dashboard";
    private static readonly double[] CycleDays = [1, 7, 30, 90];

    /// <summary>Every figure by its name; those that are zero are left out.</summary>
    public static Dictionary<string, decimal> Shown(JsonNode dashboard)
    {
        var figures = new Dictionary<string, decimal>();
        AddAll("total", dashboard["total"]!);
        foreach (var row in dashboard["sources"]!.AsArray())
            AddAll($"source {row!.Text("source") ?? "none"}", row!["now"]!);
        foreach (var row in dashboard["owners"]!.AsArray())
            AddAll($"owner {row!["owner"]?.Text("id") ?? "none"}", row!["now"]!);
        foreach (var row in dashboard["stages"]!.AsArray().Select(row => row!))
        foreach (var measure in new[] { "standing", "won", "lost" })
            Put($"stage {row["stage"]!.Text("id")} {measure}", Number(row[measure]));
        foreach (var point in dashboard["won"]!.AsArray().Select(point => point!))
        {
            Put($"won {point.Text("from")} number", Number(point["won"]));
            Put($"won {point.Text("from")} value", Number(point["value"]!["value"]));
        }
        foreach (var (band, place) in dashboard["cycleTimes"]!.AsArray().Select((band, place) => (band!, place)))
            Put($"cycle {place}", Number(band["won"]));
        return figures;

        void AddAll(string of, JsonNode row)
        {
            foreach (var (name, value) in row.AsObject())
                if (value is not null && name != "cycleSeconds")
                    Put($"{of} {name}", Number(value is JsonObject money ? money["value"] : value));
        }
        void Put(string name, decimal value)
        {
            if (value != 0)
                figures.Add(name, value);
        }
    }

    /// <summary>By what is listed, of a company whose days are those of UTC. By day.</summary>
    public static Dictionary<string, decimal> Counted(List<JsonNode> leads, List<JsonNode> opportunities, DateOnly from, DateOnly to)
    {
        var figures = new Dictionary<string, decimal>();
        foreach (var lead in leads.Where(l => l.Text("status") != "merged" && IsIn(l, "createdAt")))
        {
            var (status, of) = (lead.Text("status"), Of(lead));
            Add(of, "leads", 1);
            Add(of, "qualified", status is "qualified" or "converted" ? 1 : 0);
            Add(of, "converted", status == "converted" ? 1 : 0);
        }
        var leadAt = leads.Where(l => l.Text("opportunityId") is not null).ToDictionary(l => l.Text("opportunityId")!);
        foreach (var opportunity in opportunities)
        {
            var (status, of) = (opportunity.Text("status"), Of(opportunity));
            var amount = Number(opportunity["amount"]?["value"]);
            if (IsIn(opportunity, "createdAt"))
            {
                Add(of, "opened", 1);
                Add(of, "openedValue", amount);
                Add([$"stage {opportunity["stage"]!.Text("id")}"], status == "open" ? "standing" : status!, 1);
            }
            if (status == "won" && leadAt.TryGetValue(opportunity.Text("id")!, out var lead) && IsIn(lead, "createdAt"))
                Add(of, "leadsWon", 1);
            if (status == "open" || !IsIn(opportunity, "closedAt"))
                continue;
            Add(of, status!, 1);
            Add(of, $"{status}Value", amount);
            if (status != "won")
                continue;
            Add([$"won {Day(opportunity, "closedAt"):yyyy-MM-dd}"], "number", 1);
            Add([$"won {Day(opportunity, "closedAt"):yyyy-MM-dd}"], "value", amount);
            var took = At(opportunity, "closedAt") - At(opportunity, "createdAt");
            Add(["cycle"], $"{CycleDays.Count(days => took >= TimeSpan.FromDays(days))}", 1);
        }
        return figures.Where(f => f.Value != 0).ToDictionary();

        bool IsIn(JsonNode record, string what) => Day(record, what) is var day && day >= from && day <= to;
        void Add(string[] of, string measure, decimal value)
        {
            foreach (var one in of)
                figures[$"{one} {measure}"] = figures.GetValueOrDefault($"{one} {measure}") + value;
        }
    }

    public static async Task<List<JsonNode>> AllAsync(ApiClient by, string route)
    {
        var all = new List<JsonNode>();
        for (string? after = null; ; )
        {
            var page = (await by.GetAsync($"{route}{(route.Contains('?') ? '&' : '?')}limit=200{(after is null ? "" : $"&after={after}")}"))
                .ShouldBe(200)
                .Json;
            all.AddRange(page["items"]!.AsArray().Select(row => row!));
            if ((after = page.Text("next")) is null)
                return all;
        }
    }

    /// <summary>What was noted, into the sums.</summary>
    public static async Task FoldAsync(Guid company, bool all = false) =>
        await Behind.ExecuteAsync(
            all
                ? $"begin; select pg_advisory_xact_lock(hashtextextended('sales.figures|' || '{company}', 0)); select fold_sales_figures('{company}', null); commit"
                : $"select fold_sales_figures('{company}', 7)"
        );

    public static async Task<(int ExitCode, string Output)> RebuildAsync(TestHost host, Guid? company)
    {
        await using var app = host.Build(TestHost.FreePort(), new Dictionary<string, string?> { ["tenant"] = $"{company}" });
        var output = new StringWriter();
        var exitCode = await RebuildDashboard.RunAsync(app.Services, output, TestContext.Current.CancellationToken);
        return (exitCode, output.ToString().Trim());
    }

    private static string[] Of(JsonNode record) =>
        ["total", $"source {record.Text("source") ?? "none"}", $"owner {record["owner"]?.Text("id") ?? "none"}"];

    private static DateTimeOffset At(JsonNode record, string what) => DateTimeOffset.Parse(record.Text(what)!, CultureInfo.InvariantCulture);

    private static DateOnly Day(JsonNode record, string what) => DateOnly.FromDateTime(At(record, what).UtcDateTime);

    private static decimal Number(JsonNode? value) => value is null ? 0 : decimal.Parse(value.ToString(), CultureInfo.InvariantCulture);
}
