using System.Net.Http.Headers;
using System.Text;
using CleanApp.Application.Common;
using CleanApp.Functional.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>Spreadsheets of leads over HTTP.</summary>
internal static class LeadImports
{
    public const string Route = "/api/v1/sales/lead-imports";

    public static Task<Answer> UploadAsync(ApiClient by, byte[] content, string name = "leads.csv")
    {
        var file = new ByteArrayContent(content);
        file.Headers.ContentType = new MediaTypeHeaderValue("text/csv");
        return by.PostAsync(Route, new MultipartFormDataContent { { file, "file", name } });
    }

    public static async Task<Guid> UploadedAsync(ApiClient by, string text) => (await UploadAsync(by, Encoding.UTF8.GetBytes(text))).ShouldBe(201).Id;

    public static Task<Answer> StartAsync(ApiClient by, Guid id) => by.PutAsync($"{Route}/{id}/start");

    public static async Task<(Guid Id, Answer Import)> ImportAsync(ApiClient by, string text)
    {
        var id = await UploadedAsync(by, text);
        (await StartAsync(by, id)).ShouldBe(200);
        return (id, await OverAsync(by, id, "done"));
    }

    public static async Task<Answer> UndoneAsync(ApiClient by, Guid id)
    {
        (await by.PutAsync($"{Route}/{id}/undo")).ShouldBe(200);
        return await OverAsync(by, id, "undone");
    }

    public static Task<Answer> OverAsync(ApiClient by, Guid id, string status) =>
        Eventually.Async(() => by.GetAsync($"{Route}/{id}"), a => a.Json["import"]!.Text("status") == status, $"the import to be {status}");

    /// <summary>made, of new people, already open, failed.</summary>
    public static string Counts(Answer answer)
    {
        var import = answer.Json["import"]!;
        return $"{import["made"]} {import["newPeople"]} {import["alreadyOpen"]} {import["failed"]}";
    }

    public static async Task<string[]> ProblemsAsync(ApiClient by, Guid id) =>
        (await by.GetAsync($"{Route}/{id}/problems/csv")).ShouldBe(200).Text.TrimStart('\uFEFF').Trim().Split("\r\n");

    /// <summary>As the worker would, whether or not somebody else does.</summary>
    public static async Task HandleAsync(IServiceProvider services, Guid company, string kind, Guid subject)
    {
        while (true)
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(company);
            var handler = scope.ServiceProvider.GetServices<IWorkHandler>().Single(h => h.Kind == kind);
            if ((await handler.HandleAsync(subject, TestContext.Current.CancellationToken)).Again is null)
                return;
        }
    }
}
