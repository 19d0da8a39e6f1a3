using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>What somebody finds in the inbox.</summary>
internal static class MessageSearch
{
    public const string Address = "/api/v1/inbox/messages/searches";

    public static async Task<JsonNode> SearchAsync(this ApiClient by, string text, object? filter = null)
    {
        var body = new JsonObject { ["text"] = text };
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(filter ?? new { })!.AsObject())
            body[name] = value?.DeepClone();
        return (await by.PostAsync(Address, body)).ShouldBe(200).Json;
    }

    /// <summary>The snippets, newest first.</summary>
    public static async Task<List<string>> FindAsync(this ApiClient by, string text, object? filter = null) =>
        [.. (await by.SearchAsync(text, filter))["items"]!.AsArray().Select(i => i!["snippet"]!.Text("text")!)];
}
