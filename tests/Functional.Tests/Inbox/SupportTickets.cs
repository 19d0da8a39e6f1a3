using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>What is asked of tickets over HTTP.</summary>
internal static class SupportTickets
{
    public const string Tickets = "/api/v1/inbox/support-tickets";

    public static Task<Answer> OpenedAsync(
        ApiClient by,
        string title,
        Guid? conversationId = null,
        string? description = null,
        Guid? teamId = null
    ) =>
        by.PostAsync(
            Tickets,
            new
            {
                title,
                type = "request",
                priority = "normal",
                description,
                conversationId,
                teamId,
            }
        );

    public static async Task<Guid> OpenAsync(ApiClient by, string title, Guid? conversationId = null, string? description = null) =>
        (await OpenedAsync(by, title, conversationId, description)).ShouldBe(201).Id;

    public static Task<Answer> StatusAsync(ApiClient by, Guid id, string status) => by.PutAsync($"{Tickets}/{id}/status", new { status });

    public static Task<Answer> MergeAsync(ApiClient by, Guid id, Guid intoId) => by.PostAsync($"{Tickets}/{id}/merge", new { intoId });

    public static async Task<string?> StatusOfAsync(ApiClient by, Guid id) =>
        (await by.GetAsync($"{Tickets}/{id}")).ShouldBe(200).Json["ticket"]!.Text("status");

    public static async Task<List<int>> NumbersAsync(ApiClient by, string query) =>
        [.. (await by.GetAsync($"{Tickets}{query}")).ShouldBe(200).Json["items"]!.AsArray().Select(t => t!["number"]!.GetValue<int>())];

    /// <summary>In the order in which it happened.</summary>
    public static async Task<List<JsonNode>> EventsAsync(ApiClient by, Guid id) =>
        [.. (await by.GetAsync($"{Tickets}/{id}/events")).ShouldBe(200).Json["items"]!.AsArray().Select(e => e!).Reverse()];
}
