using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Api;

public sealed class OpenApiTests(TestHost host)
{
    private static readonly string Checker = Path.Combine(ApiDocument.RepositoryRoot, "tests", "Functional.Tests", "openapi-check");

    [Fact]
    public async Task The_committed_document_is_what_the_API_serves()
    {
        var served = (await host.Anonymous().GetAsync("/swagger/v1/swagger.json")).ShouldBe(200);
        JsonNode.DeepEquals(served.Json, ApiDocument.Json).ShouldBeTrue("docs/api/openapi.json is not what the API serves: make api-docs");
    }

    [Fact]
    public async Task The_page_that_shows_the_document_is_served() =>
        (await host.Anonymous().GetAsync("/swagger/index.html")).ShouldBe(200).ContentType.ShouldBe("text/html");

    [Fact]
    public void Every_operation_has_a_name_a_summary_a_permission_examples_and_its_failures()
    {
        var lacking = new List<string>();
        foreach (var operation in ApiDocument.Operations)
        {
            void Need(bool has, string what)
            {
                if (!has)
                    lacking.Add($"{operation}: {what}");
            }
            var node = operation.Node;
            Need(node["summary"]?.ToString() is { Length: > 5 }, "summary");
            Need(node["operationId"]?.ToString() is { Length: > 3 }, "operationId");
            Need(node["x-permission"]?.ToString() is { Length: > 3 }, "x-permission");
            Need(node["description"]?.ToString().Contains("Permission:") == true, "the permission in words");
            Need((node["security"] is not null) == (operation.Access != "anonymous"), "security as the permission says");
            Need(node["requestBody"] is null || operation.BodyExample is not null, "an example of its body");
            foreach (var parameter in node["parameters"]?.AsArray() ?? [])
                Need(char.IsLower(parameter!["name"]!.ToString()[0]) || parameter["in"]!.ToString() == "header", $"{parameter["name"]} in camelCase");
            var responses = node["responses"]!.AsObject();
            Need(responses.Any(r => r.Key[0] == '2'), "a success");
            foreach (var (status, response) in responses)
            {
                var content = response!["content"]?.AsObject();
                Need(response["description"]?.ToString().Length > 0, $"a description of {status}");
                if (status[0] == '2')
                    Need(content is null || content.All(c => c.Value!["example"] is not null), $"an example of {status}");
                else if (operation.Path != "/health/ready")
                    Need(content?["application/problem+json"]?["example"] is not null, $"{status} as a problem, with an example");
            }
            Need(responses.ContainsKey("401") || operation.Access == "anonymous", "401");
            Need(responses.ContainsKey("403") || !operation.NeedsPermission, "403");
            Need(responses.ContainsKey("404") || !operation.Path.Contains('{'), "404");
            if (node["requestBody"] is not null)
                foreach (var status in new[] { "400", "413", "415", "422" })
                    Need(responses.ContainsKey(status), status);
        }
        lacking.ShouldBeEmpty();
        ApiDocument.Operations.Select(o => o.Id).Distinct().Count().ShouldBe(ApiDocument.Operations.Count);
        ApiDocument.Operations.Count.ShouldBeGreaterThan(50);
    }

    [Fact]
    public async Task Every_example_is_valid_by_its_schema() =>
        (await CheckAsync(ApiDocument.File)).Output.ShouldMatch("^[0-9]{3,4} examples are valid\\.$");

    [Fact]
    public async Task The_checker_would_notice()
    {
        var bent = ApiDocument.Json.DeepClone();
        bent["components"]!["schemas"]!["DeskView"]!["required"]!.AsArray().Add("colour");
        var file = Path.GetTempFileName();
        File.WriteAllText(file, bent.ToJsonString());
        var (exitCode, output) = await CheckAsync(file);
        (exitCode, output.Contains("GET /api/v1/counter/desks 200/items/0: must have required property 'colour'")).ShouldBe((1, true), output);
        File.Delete(file);
    }

    [Fact]
    public async Task What_a_whole_day_at_the_counter_sends_and_gets_is_valid_by_the_schemas()
    {
        var seen = new ConcurrentQueue<Exchange>();
        var company = await TestTenant.RegisterAsync(host, host.Anonymous(seen.Enqueue));
        var api = company.Owner;
        var anonymous = host.Anonymous(seen.Enqueue);

        var service = await company.AddServiceAsync("B", 12.50m);
        var free = await company.AddServiceAsync("C", 0, name: "Informações");
        await api.PutAsync(
            $"/api/v1/counter/services/{free}",
            new
            {
                name = "Informação",
                prefix = "C",
                price = TestTenant.Money(0),
                priorityWeight = 1,
                active = true,
            }
        );
        var desk = await company.AddDeskAsync();
        await api.PutAsync($"/api/v1/counter/desks/{desk}", new { name = "Guichê 9", active = true });
        var printer = await company.AddPrinterAsync();
        await api.PostAsync($"/api/v1/counter/printers/{printer}/test-page");
        var paid = await company.IssueAsync(service, priority: 3);
        var charge = (await company.ChargeAsync(paid.Id)).ShouldBe(201);
        (await company.ChargeAsync(paid.Id)).Status.ShouldBe(200);
        await anonymous.GetAsync($"/api/v1/public/pay/{charge["paymentUrl"]!.Split('/')[^1]}");
        await company.PayAsync(charge["txid"]!);
        await company.WaitForTicketAsync(paid.Id, "paid");
        var waiting = await company.IssueAsync(free);
        await anonymous.GetAsync($"/api/v1/public/queue/{waiting["followUrl"]!.Split('/')[^1]}");
        foreach (var read in new[] { "queue", "queue/next", "tickets?status=paid&limit=1", "services", "desks", "printers" })
            (await api.GetAsync($"/api/v1/counter/{read}")).ShouldBe(200);

        var offer = (await anonymous.PostAsync("/api/v1/counter/panel-pairings")).ShouldBe(201);
        await anonymous.PostAsync("/api/v1/counter/panel-pairings/claim", new { secret = offer["secret"] });
        var panel = (await api.PostAsync("/api/v1/counter/panels", new { code = offer["code"], name = "TV" })).ShouldBe(201);
        var claimed = await anonymous.PostAsync("/api/v1/counter/panel-pairings/claim", new { secret = offer["secret"] });
        await api.GetAsync("/api/v1/counter/panels");

        (await company.CallNextAsync(desk)).ShouldBe(200);
        (await api.PostAsync($"/api/v1/counter/tickets/{paid.Id}/recall")).ShouldBe(200);
        (await anonymous.SignedIn(claimed["panelToken"]!).GetAsync("/api/v1/counter/panel")).ShouldBe(200);
        (await api.PostAsync($"/api/v1/counter/tickets/{paid.Id}/complete")).ShouldBe(200);
        (await api.PostAsync($"/api/v1/counter/tickets/{waiting.Id}/transfer", new { serviceId = service })).ShouldBe(200);
        (await api.PostAsync($"/api/v1/counter/tickets/{waiting.Id}/call", new { deskId = desk })).ShouldBe(200);
        (await api.PostAsync($"/api/v1/counter/tickets/{waiting.Id}/no-show")).ShouldBe(200);
        var third = await company.IssueAsync(free);
        (await api.PostAsync($"/api/v1/counter/tickets/{third.Id}/cancel", new { reason = "Desistiu" })).ShouldBe(200);
        await api.GetAsync($"/api/v1/counter/tickets/{paid.Id}/history");
        await api.GetAsync($"/api/v1/counter/tickets/{third.Id}");
        var jobs = await Eventually.Async(
            () => api.GetAsync($"/api/v1/counter/print-jobs?ticketId={paid.Id}"),
            a => a.Json["items"]!.AsArray() is [{ } job] && job["status"]!.ToString() is "printed" or "sent_unconfirmed",
            "the slip"
        );
        await api.PostAsync($"/api/v1/counter/print-jobs/{jobs.Json["items"]![0]!["id"]}/reprint");
        await api.DeleteAsync($"/api/v1/counter/panels/{panel.Id}");

        await api.GetAsync("/api/v1/me");
        await api.GetAsync("/api/v1/tenant");
        await api.PutAsync(
            "/api/v1/tenant",
            new
            {
                name = "Padaria",
                timeZone = "America/Sao_Paulo",
                businessDayCutoff = "04:00",
            }
        );
        var invite = (await api.PostAsync("/api/v1/members/invites", new { role = "agent", email = "a@b.example" })).ShouldBe(201);
        await anonymous.GetAsync($"/api/v1/auth/invites/{invite["url"]!.Split('/')[^1]}");
        await api.GetAsync("/api/v1/members/invites");
        await api.DeleteAsync($"/api/v1/members/invites/{invite.Id}");
        await api.GetAsync("/api/v1/members");
        await api.GetAsync("/api/v1/payments/sicredi");
        await api.PostAsync("/api/v1/payments/sicredi/test");
        await api.GetAsync("/api/v1/payments/unmatched");
        await anonymous.PostAsync("/api/v1/auth/login", new { email = company.Email, password = TestTenant.Password });
        var refreshed = await anonymous.PostAsync("/api/v1/auth/refresh", new { refreshToken = company.Session["refreshToken"] });
        await api.PostAsync("/api/v1/auth/switch-tenant", new { tenantId = company.Id });
        await anonymous.GetAsync("/health/live");
        await anonymous.GetAsync("/health/ready");

        // And failures of every kind.
        await api.PostAsync("/api/v1/counter/desks", new { name = "" });
        await api.PostAsync("/api/v1/counter/desks", new { });
        await api.PostAsync("/api/v1/counter/desks", new StringContent("x"));
        await api.GetAsync($"/api/v1/counter/tickets/{Guid.CreateVersion7()}");
        await api.GetAsync("/api/v1/counter/tickets?limit=x");
        await anonymous.GetAsync("/api/v1/me");
        await api.PostAsync("/api/v1/auth/logout", new { refreshToken = refreshed["refreshToken"] });

        seen.Count.ShouldBeGreaterThan(60);
        seen.Select(e => e.Operation.Id).Distinct().Count().ShouldBeGreaterThan(45);
        var file = Path.GetTempFileName();
        File.WriteAllText(
            file,
            JsonSerializer.Serialize(
                seen.Select(e => new
                {
                    e.Operation.Method,
                    e.Operation.Path,
                    Request = e.Answer.Status < 400 && e.RequestBody is not null ? JsonNode.Parse(e.RequestBody) : null,
                    e.Answer.Status,
                    e.Answer.ContentType,
                    Response = e.Answer.Text.Length > 0 ? JsonNode.Parse(e.Answer.Text) : null,
                }),
                JsonSerializerOptions.Web
            )
        );
        var (exitCode, output) = await CheckAsync(ApiDocument.File, file);
        (exitCode, output.EndsWith($", {seen.Count} exchanges are valid.", StringComparison.Ordinal)).ShouldBe((0, true), output);
        File.Delete(file);
    }

    /// <summary>ajv, which knows nothing of how the document was made.</summary>
    private static async Task<(int ExitCode, string Output)> CheckAsync(params string[] arguments)
    {
        var (exitCode, output) = await Installed.Value;
        exitCode.ShouldBe(0, output);
        return await RunAsync("node", ["check.mjs", .. arguments]);
    }

    private static readonly Lazy<Task<(int ExitCode, string Output)>> Installed = new(() =>
        Directory.Exists(Path.Combine(Checker, "node_modules"))
            ? Task.FromResult((0, ""))
            : RunAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"])
    );

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Checker,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, $"{await output}{errors}".Trim());
    }
}
