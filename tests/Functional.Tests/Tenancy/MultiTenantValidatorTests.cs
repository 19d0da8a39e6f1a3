using System.Text.Json.Nodes;
using CleanApp.Api.Common;
using CleanApp.Api.Host;
using CleanApp.Functional.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Tenancy;

/// <summary>One scratch database, one host without a worker on it; what is planted is planted beside the API or taken back.</summary>
public sealed class MultiTenantValidatorTests(TestHost host, ScratchDatabase scratch) : IClassFixture<ScratchDatabase>, IAsyncLifetime
{
    private WebApplication _app = null!;

    private Uri Address => new(_app.Urls.First());

    public async ValueTask InitializeAsync()
    {
        _app = host.Build(TestHost.FreePort(), new() { ["DATABASE_URL"] = scratch.Url, ["Host:Role"] = "api" });
        Plant(_app);
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    [Fact]
    public async Task Every_operation_keeps_companies_apart_and_the_verb_says_so()
    {
        await using var app = host.Build(TestHost.FreePort(), new() { ["DATABASE_URL"] = scratch.Url });
        var output = new StringWriter();

        var exitCode = await MultiTenantValidator.RunAsync(app, output, CancellationToken.None);

        var lines = output.ToString().TrimEnd().Split('\n');
        exitCode.ShouldBe(0, output.ToString());
        lines.ShouldAllBe(l => l.StartsWith("ok ") || l.StartsWith("validate-multi-tenant: ok, "), output.ToString());
        lines.Length.ShouldBeGreaterThan(60);
        lines.ShouldContain(l => l.Contains("POST /api/v1/counter/tickets/{id}/transfer") && l.Contains("body serviceId=serviceId"));
    }

    [Fact]
    public async Task Without_row_level_security_on_one_table_the_verb_fails_on_a_host_that_runs_already()
    {
        await using var app = host.Build(TestHost.FreePort(), new() { ["DATABASE_URL"] = scratch.Url, ["url"] = Address.ToString() });
        var output = new StringWriter();
        await scratch.ExecuteAsync("alter table services disable row level security");
        // Which by itself refuses another company's change, since each is announced.
        await scratch.ExecuteAsync("alter table realtime_announcements disable row level security");
        try
        {
            (await MultiTenantValidator.RunAsync(app, output, CancellationToken.None)).ShouldBe(1);
        }
        finally
        {
            await scratch.ExecuteAsync("alter table services enable row level security");
            await scratch.ExecuteAsync("alter table realtime_announcements enable row level security");
        }

        var failures = output.ToString().Split('\n').Where(l => l.StartsWith("FAIL")).ToList();
        failures.ShouldContain(l => l.Contains(" PUT /api/v1/counter/services/{id} ") && l.Contains("answered what belongs to another company"));
        failures.ShouldContain(l => l.Contains(" PUT /api/v1/counter/services/{id} ") && l.Contains("company A's services") && l.Contains("changed"));
        failures.ShouldContain(l => l.Contains(" GET /api/v1/counter/services ") && l.Contains("shows company A's"));
    }

    [Fact]
    public async Task A_planted_hole_in_an_operation_is_named()
    {
        var report = await ValidateAsync(Document([.. Holes.Select(hole => Get(hole.Path))]));

        foreach (var (path, trouble, _) in Holes)
            report.ShouldFail($"GET {path}", trouble);
        report.Failures.Select(l => l.Operation).Distinct().Count().ShouldBe(Holes.Length, Text(report));
    }

    [Fact]
    public async Task What_cannot_be_tried_fails_by_name()
    {
        var (lead, opaque) = (Get("/api/v1/planets/{id}"), Get("/api/v1/files/{key}"));
        opaque.Operation["parameters"]![0]!["schema"] = new JsonObject { ["type"] = "string" };
        var bodyless = Get("/api/v1/sales/deals");
        bodyless.Operation["requestBody"] = JsonNode.Parse(
            """{"content":{"application/json":{"schema":{"type":"object","properties":{"contractId":{"type":"string","format":"uuid"},"apiKey":{"type":"string"}}}}}}"""
        );
        var unruled = Get("/api/v1/anything");
        unruled.Operation.Remove("x-permission");

        var report = await ValidateAsync(Document(lead, opaque, bodyless, unruled));

        report.ShouldFail("GET /api/v1/planets/{id}", "no foreign id for planetId");
        report.ShouldFail("GET /api/v1/files/{key}", "is {key} an id or a capability?");
        report.ShouldFail("GET /api/v1/sales/deals", "no foreign id for contractId");
        report.ShouldFail("GET /api/v1/sales/deals", "is the text apiKey an id or a capability?");
        report.ShouldFail("GET /api/v1/sales/deals", "no example in the document");
        report.ShouldFail("GET /api/v1/anything", "does not say who may call it");
    }

    [Fact]
    public async Task A_table_that_company_A_fills_with_nothing_fails_by_name()
    {
        await scratch.ExecuteAsync("create table planets (tenant_id uuid not null, id uuid not null, primary key (tenant_id, id))");
        try
        {
            (await ValidateAsync(Document(Get("/api/v1/me")))).ShouldFail("table planets", "has none");
        }
        finally
        {
            await scratch.ExecuteAsync("drop table planets");
        }
    }

    private Task<ValidationReport> ValidateAsync(JsonNode document) =>
        MultiTenantValidator.RunAsync(document, Address, scratch.Options, CancellationToken.None);

    /// <summary>What goes wrong behind each path, and how the validator should say it. They look as the owner, past every policy.</summary>
    private (string Path, string Trouble, Func<NpgsqlConnection, Guid, Task<IResult>> Answer)[] Holes =>
        [
            ("/planted/shown/{ticketId}", "answered what belongs to another company", async (db, id) => Results.Ok(await ExistsAsync(db, id))),
            (
                "/planted/told/{ticketId}",
                "differs from \"does not exist\"",
                async (db, id) => Results.Json(new { code = await ExistsAsync(db, id) ? "not_yours" : "not_found" }, statusCode: 404)
            ),
            ("/planted/broken/{ticketId}", "broke", async (db, id) => await ExistsAsync(db, id) ? Results.StatusCode(500) : Results.StatusCode(404)),
            (
                "/planted/forbidden/{ticketId}",
                "did not let company B's owner in",
                async (db, id) => await ExistsAsync(db, id) ? Results.StatusCode(403) : Results.StatusCode(404)
            ),
            ("/planted/unread/{ticketId}", "refused before the id was looked at", (_, _) => Task.FromResult(Results.StatusCode(422))),
            (
                "/planted/written/{ticketId}",
                "changed",
                async (db, id) =>
                {
                    await db.ExecuteAsync($"update queue_tickets set cancel_reason = 'x' where id = '{id}'");
                    return Results.StatusCode(404);
                }
            ),
            ("/planted/list", "shows company A's", async (db, _) => Results.Ok(await db.TextsAsync("select name from services"))),
        ];

    private void Plant(WebApplication app)
    {
        foreach (var (path, _, answer) in Holes)
            app.MapGet(
                    path,
                    async (HttpContext http) =>
                    {
                        await using var owner = await scratch.OpenAsync();
                        return await answer(owner, Guid.TryParse(http.Request.RouteValues["ticketId"]?.ToString(), out var id) ? id : default);
                    }
                )
                .AllowAnybody()
                .ExcludeFromDescription();
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection db, Guid id) =>
        (await db.TextsAsync($"select code from queue_tickets where id = '{id}'")).Count > 0;

    private sealed record Planted(string Path, JsonObject Operation);

    private static Planted Get(string path)
    {
        var parameters = new JsonArray();
        if (path.Contains('{'))
            parameters.Add(
                new JsonObject
                {
                    ["name"] = path[(path.IndexOf('{') + 1)..path.IndexOf('}')],
                    ["in"] = "path",
                    ["schema"] = new JsonObject { ["type"] = "string", ["format"] = "uuid" },
                }
            );
        return new Planted(path, new JsonObject { ["x-permission"] = "signed_in", ["parameters"] = parameters });
    }

    private static JsonObject Document(params Planted[] planted)
    {
        var paths = new JsonObject();
        foreach (var (path, operation) in planted)
            paths[path] = new JsonObject { ["get"] = operation };
        return new JsonObject { ["paths"] = paths };
    }

    private static string Text(ValidationReport report)
    {
        var text = new StringWriter();
        report.Print(text);
        return text.ToString();
    }
}

internal static class Reports
{
    public static void ShouldFail(this ValidationReport report, string operation, string trouble) =>
        report.Failures.ShouldContain(l => l.Operation == operation && l.Trouble!.Contains(trouble), $"{operation}: {trouble}");
}
