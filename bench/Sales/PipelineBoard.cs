using System.Globalization;
using System.Text.Json.Nodes;

namespace CleanApp.Bench.Sales;

/// <summary>The board of a pipeline in which two open opportunities stand for every ten leads, as the web asks for it, and a stage's following cards.</summary>
internal static class PipelineBoard
{
    public static async Task<int> MeasureAsync(SalesWorld world, JsonArray results)
    {
        await world.Company.SignInAsync();
        var (http, owner) = (world.Http, world.Company.Token);
        var seller = await Company.SignInAsync(http, world.SellerEmail);
        var others = new List<(string Token, Guid Pipeline)>();
        foreach (var (email, pipeline) in world.Others.Take(10))
            others.Add((await Company.SignInAsync(http, email), pipeline));
        var board = await SalesWorld.AnswerAsync(http, Board(world.Pipeline, owner));
        if ((int)board["count"]! != world.Leads / 5)
            throw new InvalidOperationException($"The board tells of {board["count"]} open opportunities.");
        var stage = board["stages"]![1]!;
        var cards = $"/pipelines/{world.Pipeline}/stages/{stage["stage"]!["id"]}/cards?limit=50&after={stage["next"]}";

        Asked[] all =
        [
            new("board, of all", _ => Board(world.Pipeline, owner)),
            new("board, of one seller", _ => Board(world.Pipeline, owner, $"&ownerId={world.Company.User}")),
            new("board, own and nobody's", _ => Board(world.Pipeline, seller)),
            new("following cards of a stage", _ => SalesWorld.Get(cards, owner)),
            new("board, of other companies", Other),
        ];
        for (var n = 0; n < 100; n++)
            using (var response = await http.SendAsync(Other(n)))
                response.EnsureSuccessStatusCode();
        var of = string.Create(CultureInfo.InvariantCulture, $"{world.Leads / 5:N0} open opportunities of {world.Leads * 3 / 10:N0} in one pipeline");
        return await Asked.MeasureAsync(world, results, of, perSecond: 2, all);

        HttpRequestMessage Other(int n) => Board(others[n % others.Count].Pipeline, others[n % others.Count].Token);
    }

    private static HttpRequestMessage Board(Guid pipeline, string token, string query = "") =>
        SalesWorld.Get($"/pipelines/{pipeline}/board?limit=50{query}", token);
}
