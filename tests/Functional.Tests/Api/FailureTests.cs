using System.Net.Sockets;
using System.Text;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Api;

/// <summary>Every failure has one shape: problem+json with a stable code, whoever noticed it.</summary>
public sealed class FailureTests(TestHost host)
{
    [Theory]
    [InlineData("GET", "/api/v1/nothing", 404, "request.not_found")]
    [InlineData("GET", "/api/nothing", 404, "request.not_found")]
    [InlineData("GET", "/nothing/at/all", 404, "request.not_found")]
    [InlineData("GET", "/api/v1/counter/tickets/not-an-id", 404, "request.not_found")]
    [InlineData("PUT", "/api/v1/counter/desks/1", 404, "request.not_found")]
    [InlineData("DELETE", "/api/v1/counter/desks", 405, "request.method_not_allowed")]
    [InlineData("PATCH", "/api/v1/auth/login", 405, "request.method_not_allowed")]
    [InlineData("GET", "/api/v1/auth/login", 405, "request.method_not_allowed")]
    public async Task What_does_not_exist_says_so(string method, string path, int status, string code)
    {
        var company = await host.NewTenantAsync();
        (await company.Owner.SendAsync(new HttpMethod(method), path, null)).ShouldFail(status, code);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data")]
    public async Task A_body_that_is_no_JSON_by_its_type_is_415(string type)
    {
        var company = await host.NewTenantAsync();
        var content = new StringContent("""{"name":"Guichê"}""", Encoding.UTF8, type);
        (await company.Owner.PostAsync("/api/v1/counter/desks", content)).ShouldFail(415, "request.unsupported_media_type");
        (await company.Owner.PostAsync("/api/v1/counter/desks", new ByteArrayContent([123, 125]))).ShouldFail(415, "request.unsupported_media_type");
    }

    [Fact]
    public async Task A_body_of_a_megabyte_and_a_byte_is_413()
    {
        var company = await host.NewTenantAsync();
        (await company.Owner.PostAsync("/api/v1/counter/desks", Json(new string(' ', 1024 * 1024 + 1)))).ShouldFail(413, "request.too_large");
        var body = """{"name":"Guichê 1"}""";
        (
            await company.Owner.PostAsync("/api/v1/counter/desks", Json(body + new string(' ', 1024 * 1024 - Encoding.UTF8.GetByteCount(body))))
        ).ShouldBe(201);
    }

    [Fact]
    public async Task Whoever_still_sends_what_is_too_large_reads_why_it_is_refused()
    {
        var company = await host.NewTenantAsync();
        const int length = 3 * 1024 * 1024;
        using var client = new TcpClient();
        await client.ConnectAsync(host.BaseAddress.Host, host.BaseAddress.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /api/v1/counter/desks HTTP/1.1\r\nHost: {host.BaseAddress.Authority}\r\nAuthorization: Bearer {company.Owner.Http.DefaultRequestHeaders.Authorization!.Parameter}\r\n"
                    + $"Content-Type: application/json\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
            ),
            TestContext.Current.CancellationToken
        );
        for (var part = 0; part < 3; part++)
        {
            client.Client.Poll(TimeSpan.FromMilliseconds(200), SelectMode.SelectRead).ShouldBeFalse("answered before all was sent");
            await stream.WriteAsync(new byte[length / 3], TestContext.Current.CancellationToken);
        }

        using var reader = new StreamReader(stream);
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldSatisfyAllConditions(
            answer => answer.ShouldStartWith("HTTP/1.1 413"),
            answer => answer.ShouldContain("request.too_large")
        );
    }

    [Fact]
    public async Task A_body_that_does_not_say_its_length_is_stopped_as_well()
    {
        var company = await host.NewTenantAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/counter/desks") { Content = Json(new string(' ', 1024 * 1024 + 1)) };
        request.Headers.TransferEncodingChunked = true;
        (await company.Owner.SendAsync(request)).ShouldFail(413, "request.too_large");
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("image/png")]
    [InlineData("application/json")]
    public async Task A_failure_is_told_whatever_the_caller_accepts(string accept)
    {
        var company = await host.NewTenantAsync();
        company.Owner.Http.DefaultRequestHeaders.Accept.ParseAdd(accept);
        (await company.Owner.GetAsync($"/api/v1/counter/tickets/{Guid.CreateVersion7()}")).ShouldFail(404, "counter.queue_ticket.not_found");
        (await company.Owner.GetAsync("/api/v1/nothing")).ShouldFail(404, "request.not_found");
        (await host.Anonymous().GetAsync("/api/v1/me")).ShouldFail(401, "auth.required");
    }

    [Fact]
    public async Task Every_answer_forbids_guessing_its_type_and_every_answer_of_the_API_forbids_keeping_it()
    {
        var company = await host.NewTenantAsync();
        foreach (
            var answer in new[]
            {
                await company.Owner.GetAsync("/api/v1/me"),
                await company.Owner.GetAsync("/api/v1/nothing"),
                await company.Owner.GetAsync($"/api/v1/counter/tickets/{Guid.CreateVersion7()}"),
                await company.Owner.PostAsync("/api/v1/counter/desks", new { }),
                await company.Owner.PostAsync("/api/v1/counter/desks", new { name = "" }),
                await host.Anonymous().GetAsync("/api/v1/me"),
                await host.Anonymous().GetAsync("/api/v1/public/pay/nothing"),
            }
        )
        {
            answer.Headers["X-Content-Type-Options"].ShouldBe("nosniff");
            answer.Headers["Cache-Control"].ShouldBe("no-store");
            answer.Headers["Referrer-Policy"].ShouldBe("no-referrer");
        }
        (await host.Anonymous().GetAsync("/health/live")).Headers["X-Content-Type-Options"].ShouldBe("nosniff");
        (await host.Anonymous().GetAsync("/config.json")).Headers["X-Content-Type-Options"].ShouldBe("nosniff");
        (await company.Owner.GetAsync("/api/v1/me")).Headers.ContainsKey("Server").ShouldBeFalse();
    }

    [Fact]
    public async Task NUL_in_the_query_is_refused()
    {
        var company = await host.NewTenantAsync();
        foreach (var path in new[] { "/api/v1/counter/tickets?after=a%00b", "/api/v1/counter/tickets?status=%00", "/api/v1/members?%00=1" })
            (await company.Owner.GetAsync(path)).ShouldFail(400, "request.malformed");
    }

    [Fact]
    public async Task NUL_in_the_path_is_refused_by_the_server_itself()
    {
        // It ends the connection before any of our code runs; what matters is that nothing is asked of the database.
        using var client = new TcpClient();
        await client.ConnectAsync(host.BaseAddress.Host, host.BaseAddress.Port, TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes("GET /api/v1/public/pay/a%00b HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
            TestContext.Current.CancellationToken
        );
        using var reader = new StreamReader(stream);
        (await reader.ReadToEndAsync(TestContext.Current.CancellationToken)).ShouldStartWith("HTTP/1.1 400 ");
    }

    [Theory]
    [InlineData("%FF%FE")]
    [InlineData("%ED%A0%80")]
    [InlineData("..%2F..%2Fetc")]
    [InlineData("'%20or%201=1--")]
    [InlineData("%25s%25n")]
    public async Task Strange_tokens_in_public_addresses_are_simply_not_found(string token)
    {
        foreach (var path in new[] { "public/pay", "public/queue", "auth/invites" })
        {
            var answer = await host.Anonymous().GetAsync($"/api/v1/{path}/{token}");
            answer.Status.ShouldBeOneOf(400, 404);
            answer.ShouldFail(answer.Status, answer["code"]!);
        }
        var long404 = await host.Anonymous().GetAsync($"/api/v1/public/pay/{new string('a', 4000)}");
        long404.ShouldFail(404, long404["code"]!);
    }

    private static StringContent Json(string text) => new(text, Encoding.UTF8, "application/json");
}
