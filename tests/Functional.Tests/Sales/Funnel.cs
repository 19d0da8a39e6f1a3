using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>What is asked of pipelines and opportunities over HTTP.</summary>
internal static class Funnel
{
    public const string Pipelines = "/api/v1/sales/pipelines";
    public const string Opportunities = "/api/v1/sales/opportunities";
    public const string Reasons = "/api/v1/sales/loss-reasons";

    public static async Task<JsonNode> FirstAsync(ApiClient by) => (await by.GetAsync(Pipelines)).ShouldBe(200).Json["items"]![0]!;

    /// <summary>Of the pipeline a company begins with, in their order.</summary>
    public static async Task<(Guid Pipeline, Guid[] Stages)> BeginAsync(ApiClient by)
    {
        var first = await FirstAsync(by);
        return (Guid.Parse(first.Text("id")!), [.. first["stages"]!.AsArray().Select(s => Guid.Parse(s!.Text("id")!))]);
    }

    public static object Money(decimal amount) => TestTenant.Money(amount);

    public static async Task<Answer> OpenAsync(
        ApiClient by,
        string title,
        Guid? stageId = null,
        decimal? amount = null,
        Guid? ownerId = null,
        Guid? contactId = null,
        string? expectedOn = null
    ) =>
        (
            await by.PostAsync(
                Opportunities,
                new
                {
                    title,
                    stageId,
                    amount = amount is { } some ? Money(some) : null,
                    ownerId,
                    contactId,
                    expectedOn,
                }
            )
        ).ShouldBe(201);

    public static Task<Answer> MoveAsync(ApiClient by, Guid id, Guid stageId, Guid? afterId = null, string? tag = null) =>
        SendAsync(by, HttpMethod.Put, $"{Opportunities}/{id}/place", new { stageId, afterId }, tag);

    public static Task<Answer> AssignAsync(ApiClient by, Guid id, Guid? ownerId, string? tag = null) =>
        SendAsync(by, HttpMethod.Put, $"{Opportunities}/{id}/owner", new { ownerId }, tag);

    public static Task<Answer> DoAsync(ApiClient by, Guid id, string verb, object? body = null, string? tag = null) =>
        SendAsync(by, HttpMethod.Post, $"{Opportunities}/{id}/{verb}", body, tag);

    public static Task<Answer> SendAsync(ApiClient by, HttpMethod method, string path, object? body, string? tag)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        if (tag is not null)
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        return by.SendAsync(request);
    }

    public static async Task<JsonNode> BoardAsync(ApiClient by, Guid pipeline, string query = "") =>
        (await by.GetAsync($"{Pipelines}/{pipeline}/board{query}")).ShouldBe(200).Json;

    /// <summary>The titles in one column, from the top.</summary>
    public static async Task<string[]> ColumnAsync(ApiClient by, Guid pipeline, int column, string query = "") =>
        [.. (await BoardAsync(by, pipeline, query))["stages"]![column]!["cards"]!.AsArray().Select(c => c!.Text("title")!)];

    /// <summary>In the order in which it happened.</summary>
    public static async Task<List<JsonNode>> EventsAsync(ApiClient by, Guid id) =>
        [.. (await by.GetAsync($"{Opportunities}/{id}/events")).ShouldBe(200).Json["items"]!.AsArray().Select(e => e!).Reverse()];

    public static async Task<Guid> ReasonAsync(ApiClient by, string name) =>
        Guid.Parse((await by.GetAsync(Reasons)).ShouldBe(200).Json["items"]!.AsArray().Single(r => r!.Text("name") == name)!.Text("id")!);

    public static string Tag(this Answer answer) => answer.Headers["ETag"];
}
