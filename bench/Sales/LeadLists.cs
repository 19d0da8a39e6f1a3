using System.Globalization;
using System.Text.Json.Nodes;

namespace CleanApp.Bench.Sales;

/// <summary>
/// The lists of leads as the web asks for them, and looking for somebody by name and telephone, while other companies look at theirs, which are
/// short: what is planned for one of them answers the company with many.
/// </summary>
internal static class LeadLists
{
    public static async Task<int> MeasureAsync(SalesWorld world, JsonArray results)
    {
        await world.Company.SignInAsync();
        var (http, owner) = (world.Http, world.Company.Token);
        var seller = await Company.SignInAsync(http, world.SellerEmail);
        var others = new List<string>();
        foreach (var (email, _) in world.Others.Take(10))
            others.Add(await Company.SignInAsync(http, email));
        // In the middle of all there are.
        var behind = "";
        for (var page = 0; page < 5; page++)
            behind = (await SalesWorld.AnswerAsync(http, SalesWorld.Get($"/leads?limit=200{behind}", owner)))["next"] is { } next
                ? $"&after={next}"
                : throw new InvalidOperationException("There are too few leads.");

        Asked[] all =
        [
            List("all, newest", owner, ""),
            List("all, newest, after a thousand", owner, behind),
            List("all, open", owner, "&open=true"),
            List("all, by status", owner, "&status=qualified"),
            List("all, by score", owner, "&order=score"),
            List("all, overdue", owner, "&overdue=true"),
            List("own and nobody's, open", seller, "&open=true"),
            List("mine, open", seller, "&view=mine&open=true"),
            List("own and nobody's, by score", seller, "&order=score"),
            List("mine, next steps", seller, "&view=mine&order=next_step"),
            Search("by a name that one has", owner, n => PersonNames.Own(n % (world.Leads / 500))),
            Search("by a name and a surname", owner, n => string.Join(' ', PersonNames.Of(n).Split(' ')[..2])),
            Search("by a name that every tenth has", owner, n => PersonNames.Of(n).Split(' ')[0]),
            Search("by a name and a surname, own", seller, n => string.Join(' ', PersonNames.Of(n * 7).Split(' ')[..2])),
            Search("by a telephone", owner, n => world.Telephone(n * 7919)),
            new("other companies, newest, by status, by name", Other),
        ];
        // Theirs first, until what is planned for them stands.
        for (var n = 0; n < 300; n++)
            using (var response = await http.SendAsync(Other(n)))
                response.EnsureSuccessStatusCode();
        foreach (var search in all.Where(a => a.Name.StartsWith("search", StringComparison.Ordinal)))
            if ((await SalesWorld.AnswerAsync(http, search.Next(20)))["items"]!.AsArray().Count == 0)
                throw new InvalidOperationException($"Nobody is found: {search.Name}.");
        return await Asked.MeasureAsync(world, results, Of(world), perSecond: 2, all);

        Asked List(string name, string token, string query) => new($"list, {name}", _ => SalesWorld.Get($"/leads?limit=40{query}", token));
        Asked Search(string name, string token, Func<int, string> text) =>
            new($"search, {name}", n => SalesWorld.Ask(HttpMethod.Post, "/leads/searches?limit=40", token, new { text = text(n) }));
        HttpRequestMessage Other(int n)
        {
            var token = others[n % others.Count];
            return (n / others.Count % 6) switch
            {
                0 => SalesWorld.Get("/leads?limit=40", token),
                1 => SalesWorld.Get("/leads?limit=40&status=qualified", token),
                2 => SalesWorld.Get("/leads?limit=40&open=true", token),
                3 => SalesWorld.Get("/leads?limit=40&order=score", token),
                4 => SalesWorld.Get("/leads?limit=40&overdue=true", token),
                _ => SalesWorld.Ask(HttpMethod.Post, "/leads/searches?limit=40", token, new { text = PersonNames.Of(n % 20) }),
            };
        }
    }

    private static string Of(SalesWorld world) =>
        string.Create(CultureInfo.InvariantCulture, $"{world.Leads:N0} leads beside {world.Others.Count} companies");
}
