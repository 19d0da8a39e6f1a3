using CleanApp.Functional.Tests.Hosting;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Api;

/// <summary>The host as a whole: production, health, the web application it serves.</summary>
public sealed class HostTests(TestHost host)
{
    private static readonly Dictionary<string, string?> NoSandbox = new()
    {
        ["Sandbox:Url"] = null,
        ["Sandbox:CertificateFolder"] = null,
        ["Sandbox:MetaUrl"] = null,
        ["Sandbox:PushUrl"] = null,
    };

    [Fact]
    public async Task Production_answers_failures_the_same_way_and_tells_nothing_of_its_inside()
    {
        await using var production = await host.StartAsync(NoSandbox, "Production");
        var session = (
            await production
                .Anonymous()
                .PostAsync(
                    "/api/v1/auth/register",
                    new
                    {
                        tenantName = "P",
                        name = "A",
                        email = $"{Guid.CreateVersion7():N}@p.example",
                        password = TestTenant.Password,
                    }
                )
        ).ShouldBe(201);
        var owner = production.SignedIn(session["accessToken"]!);
        var ours = (await host.NewTenantAsync()).Owner;
        var body = () => new StringContent("{", System.Text.Encoding.UTF8, "application/json");
        foreach (
            var (there, here) in new[]
            {
                (await owner.PostAsync("/api/v1/counter/desks", body()), await ours.PostAsync("/api/v1/counter/desks", body())),
                (await owner.PostAsync("/api/v1/counter/desks", new { }), await ours.PostAsync("/api/v1/counter/desks", new { })),
                (await owner.PostAsync("/api/v1/counter/desks", new { name = "" }), await ours.PostAsync("/api/v1/counter/desks", new { name = "" })),
                (await owner.GetAsync("/api/v1/nothing"), await ours.GetAsync("/api/v1/nothing")),
                (await owner.DeleteAsync("/api/v1/counter/desks"), await ours.DeleteAsync("/api/v1/counter/desks")),
                (await owner.GetAsync("/api/v1/counter/tickets?limit=x"), await ours.GetAsync("/api/v1/counter/tickets?limit=x")),
                (await production.Anonymous().GetAsync("/api/v1/me"), await host.Anonymous().GetAsync("/api/v1/me")),
            }
        )
        {
            there.ShouldFail(here.Status, here["code"]!);
            WithoutTrace(there).ShouldBe(WithoutTrace(here));
            there.Text.ShouldNotContain("Exception");
            there.Text.ShouldNotContain("System.");
            there.Text.ShouldNotContain("CleanApp.");
            there.Text.ShouldNotContain("   at ");
        }
        // No test bank is set up for companies here.
        (await owner.GetAsync("/api/v1/payments/sicredi")).Status.ShouldBe(409);
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task What_nobody_foresaw_is_500_with_a_code_and_without_its_text(string environment)
    {
        // A stored hash that is none: a state our own code never makes.
        await using var side = await host.StartAsync(environment == "Production" ? NoSandbox : [], environment);
        var company = await host.NewTenantAsync();
        var there = side.SignedIn(company.Session["accessToken"]!);
        await using var connection = new NpgsqlConnection(
            new Infrastructure.Persistence.DatabaseOptions { Url = TestHost.DatabaseUrl }.OwnerConnectionString()
        );
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await using var command = new NpgsqlCommand("update users set password_hash = 'no hash at all' where email = $1", connection);
        command.Parameters.AddWithValue(company.Email);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        // Around the client that holds answers against the document: 500 is in nobody's contract.
        using var response = await there.Http.PostAsync(
            "/api/v1/auth/login",
            System.Net.Http.Json.JsonContent.Create(new { email = company.Email, password = TestTenant.Password }),
            TestContext.Current.CancellationToken
        );
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        ((int)response.StatusCode).ShouldBe(500, text);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        text.ShouldContain("\"code\":\"service.failed\"");
        text.ShouldNotContain("Format");
        text.ShouldNotContain("   at ");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
    }

    [Fact]
    public void Production_refuses_to_start_with_a_test_bank() =>
        Should.Throw<InvalidOperationException>(() => host.Build(TestHost.FreePort(), [], "Production")).Message.ShouldContain("Sandbox:Url");

    [Fact]
    public async Task Production_refuses_to_start_without_its_keys_and_makes_none()
    {
        var missing = Path.Combine(Path.GetTempPath(), $"{Guid.CreateVersion7():N}.json");
        var refused = await Should.ThrowAsync<InvalidOperationException>(() =>
            host.StartAsync(new(NoSandbox) { ["Security:KeyFile"] = missing }, "Production")
        );
        refused.Message.ShouldContain(missing);
        File.Exists(missing).ShouldBeFalse();
        (
            await Should.ThrowAsync<InvalidOperationException>(() => host.StartAsync(new(NoSandbox) { ["Security:KeyFile"] = null }, "Production"))
        ).Message.ShouldContain("Security:KeyFile");
    }

    [Fact]
    public async Task Live_and_ready_say_so()
    {
        (await host.Anonymous().GetAsync("/health/live")).ShouldBe(200)["state"].ShouldBe("live");
        (await host.Anonymous().GetAsync("/health/ready")).ShouldBe(200)["state"].ShouldBe("ready");
    }

    [Fact]
    public async Task On_an_empty_database_a_host_lives_but_is_not_ready()
    {
        var name = $"empty_{Guid.CreateVersion7():N}";
        var owner = new NpgsqlConnectionStringBuilder(
            new Infrastructure.Persistence.DatabaseOptions { Url = TestHost.DatabaseUrl }.OwnerConnectionString()
        );
        await SqlAsync(owner.ToString(), $"create database {name}");
        try
        {
            var url = new UriBuilder(TestHost.DatabaseUrl) { Path = name }.Uri.ToString();
            await using var side = await host.StartAsync(new() { ["DATABASE_URL"] = url });
            (await side.Anonymous().GetAsync("/health/live")).ShouldBe(200)["state"].ShouldBe("live");
            (await side.Anonymous().GetAsync("/health/ready")).ShouldBe(503)["state"].ShouldBe("not_migrated");
            (await side.Anonymous().GetAsync("/api/v1/me")).ShouldFail(401, "auth.required");
        }
        finally
        {
            await SqlAsync(owner.ToString(), $"drop database {name} with (force)");
        }
    }

    [Fact]
    public async Task Without_a_database_a_host_lives_but_is_not_ready()
    {
        await using var side = await host.StartAsync(new() { ["DATABASE_URL"] = "postgres://nobody:x@127.0.0.1:9/none" });
        (await side.Anonymous().GetAsync("/health/live")).ShouldBe(200);
        (await side.Anonymous().GetAsync("/health/ready")).ShouldBe(503)["state"].ShouldBe("database_unavailable");
        (await side.Anonymous().PostAsync("/api/v1/auth/login", new { email = "a@b.example", password = "x" })).ShouldFail(
            503,
            "service.database_unavailable"
        );
    }

    [Fact]
    public async Task The_web_application_learns_where_it_is()
    {
        var config = (await host.Anonymous().GetAsync("/config.json")).ShouldBe(200);
        config["apiBase"].ShouldBe("");
        config["instanceId"].ShouldBe($"test{host.BaseAddress.Port}");
    }

    [Fact]
    public async Task The_web_application_answers_where_a_person_may_have_typed_an_address_and_nowhere_else()
    {
        var root = Directory.CreateTempSubdirectory("cleanapp-web-").FullName;
        File.WriteAllText(Path.Combine(root, "index.html"), "<title>CleanApp</title>");
        Directory.CreateDirectory(Path.Combine(root, "assets"));
        File.WriteAllText(Path.Combine(root, "assets", "app-1.js"), "1");
        File.WriteAllText(Path.Combine(Path.GetDirectoryName(root)!, $"{Path.GetFileName(root)}.txt"), "outside");
        await using var side = await host.StartAsync(new() { ["Instance:WebRoot"] = root });
        var web = side.Anonymous();

        foreach (var path in new[] { "/", "/balcao", "/balcao/senhas", "/convite/abc", "/pay/abc", "/painel?x=1" })
        {
            var index = (await web.GetAsync(path)).ShouldBe(200);
            (index.ContentType, index.Text).ShouldBe(("text/html", "<title>CleanApp</title>"));
            index.Headers["Cache-Control"].ShouldBe("no-cache");
            index.Headers["Content-Security-Policy"].ShouldContain("frame-ancestors 'none'");
        }
        (await web.GetAsync("/assets/app-1.js")).ShouldBe(200).Headers["Cache-Control"].ShouldContain("immutable");
        (await web.GetAsync("/missing.js")).ShouldFail(404, "request.not_found");
        (await web.GetAsync("/assets/missing.js")).ShouldFail(404, "request.not_found");
        (await web.GetAsync("/api/unknown")).ShouldFail(404, "request.not_found");
        (await web.GetAsync("/API/unknown")).ShouldFail(404, "request.not_found");
        (await web.GetAsync("/hubs/unknown")).ShouldFail(404, "request.not_found");
        (await web.GetAsync("/webhooks/unknown")).ShouldFail(404, "request.not_found");
        (await web.GetAsync("/api/v1/auth/login")).ShouldFail(405, "request.method_not_allowed");
        (await web.PostAsync("/balcao", new { })).Status.ShouldBeOneOf(404, 405);
        (await web.PostAsync("/balcao", new { })).ContentType.ShouldBe("application/problem+json");
        foreach (var path in new[] { $"/..%2f{Path.GetFileName(root)}.txt", $"/assets/..%2f..%2f{Path.GetFileName(root)}.txt" })
            (await web.GetAsync(path)).Text.ShouldNotContain("outside");
        Directory.Delete(root, recursive: true);
    }

    private static string WithoutTrace(Answer answer)
    {
        var json = answer.Json.AsObject();
        json.Remove("traceId");
        return json.ToJsonString();
    }

    private static async Task SqlAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
