using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>What is asked of leads over HTTP.</summary>
internal static class Leads
{
    public const string Route = "/api/v1/sales/leads";

    public static Task<Answer> OpenedAsync(
        ApiClient by,
        string name,
        string? phone = null,
        string? email = null,
        string? cpf = null,
        string? cnpj = null,
        Guid? ownerId = null
    ) =>
        by.PostAsync(
            Route,
            new
            {
                source = "phone",
                person = new
                {
                    name,
                    phone,
                    email,
                    cpf,
                    cnpj,
                },
                interest = $"Interesse de {name}",
                ownerId,
            }
        );

    public static async Task<Guid> OpenAsync(ApiClient by, string name, string phone, Guid? ownerId = null) =>
        (await OpenedAsync(by, name, phone, ownerId: ownerId)).ShouldBe(201).Id;

    public static Task<Answer> FromConversationAsync(ApiClient by, Guid conversationId) => by.PutAsync($"{Route}/of-conversations/{conversationId}");

    public static Task<Answer> StatusAsync(ApiClient by, Guid id, string status) => by.PutAsync($"{Route}/{id}/status", new { status });

    public static async Task<JsonNode> GetAsync(ApiClient by, Guid id) => (await by.GetAsync($"{Route}/{id}")).ShouldBe(200).Json;

    public static async Task<List<Guid>> IdsAsync(ApiClient by, string query = "") =>
        [.. (await by.GetAsync($"{Route}{query}")).ShouldBe(200).Json["items"]!.AsArray().Select(l => Guid.Parse(l!.Text("id")!))];

    public static async Task<List<Guid>> FoundAsync(ApiClient by, string text) =>
        [.. (await by.PostAsync($"{Route}/searches", new { text })).ShouldBe(200).Json["items"]!.AsArray().Select(l => Guid.Parse(l!.Text("id")!))];

    /// <summary>In the order in which it happened.</summary>
    public static async Task<List<JsonNode>> EventsAsync(ApiClient by, Guid id) =>
        [.. (await by.GetAsync($"{Route}/{id}/events")).ShouldBe(200).Json["items"]!.AsArray().Select(e => e!).Reverse()];
}
