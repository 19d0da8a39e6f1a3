using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Identity;

/// <summary>What only browsers need: the cookie, other origins, headers.</summary>
public sealed class BrowserTests(TestHost host)
{
    [Fact]
    public async Task A_browser_keeps_the_refresh_token_in_a_cookie_no_script_can_read()
    {
        var answer = (await SendAsync(host.Anonymous(), "register", NewCompany())).ShouldBe(201);

        answer.Json["refreshToken"].ShouldBeNull();
        var cookie = answer.Headers["Set-Cookie"];
        var parts = cookie.Split("; ").Select(p => p.ToLowerInvariant()).ToArray();
        parts[0].ShouldStartWith($"cleanapp_test{host.BaseAddress.Port}_refresh=");
        parts[1..].Order().ShouldBe(["httponly", "max-age=2592000", "path=/api/v1/auth", "samesite=strict"]);
    }

    [Fact]
    public async Task Refreshing_switching_and_logging_out_work_by_the_cookie_alone()
    {
        var first = (await SendAsync(host.Anonymous(), "register", NewCompany())).ShouldBe(201);

        var second = (await SendAsync(host.Anonymous(), "refresh", null, CookieOf(first))).ShouldBe(200);
        second.Json["refreshToken"].ShouldBeNull();
        CookieOf(second).ShouldNotBe(CookieOf(first));
        var third = (await SendAsync(host.Anonymous(), "refresh", "{}", CookieOf(second))).ShouldBe(200);

        var access = host.Anonymous().SignedIn(third["accessToken"]!);
        var switched = await SendAsync(access, "switch-tenant", $$"""{"tenantId":"{{third.TenantId()}}"}""", CookieOf(third));
        switched.ShouldBe(200).Json["refreshToken"].ShouldBeNull();

        var bye = (await SendAsync(host.Anonymous(), "logout", null, CookieOf(switched))).ShouldBe(204);
        var cleared = bye.Headers["Set-Cookie"];
        cleared.ShouldStartWith($"cleanapp_test{host.BaseAddress.Port}_refresh=;");
        cleared.ShouldContain("01 Jan 1970");
        cleared.ShouldContain("path=/api/v1/auth");
        (await SendAsync(host.Anonymous(), "refresh", null, CookieOf(switched))).ShouldFail(401, "identity.refresh_token.invalid");
        (await access.MeAsync()).ShouldFail(401, "auth.required");
    }

    [Fact]
    public async Task Without_the_header_the_cookie_counts_for_nothing_so_another_site_cannot_use_it()
    {
        var session = (await SendAsync(host.Anonymous(), "register", NewCompany())).ShouldBe(201);
        foreach (var path in new[] { "refresh", "logout" })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/auth/{path}");
            request.Headers.Add("Cookie", CookieOf(session));
            (await host.Anonymous().SendAsync(request)).ShouldBe(path == "refresh" ? 401 : 204);
        }
        (await SendAsync(host.Anonymous(), "refresh", null, CookieOf(session))).ShouldBe(200);
    }

    [Theory]
    [InlineData("https", true)]
    [InlineData("http", false)]
    public async Task Behind_a_trusted_proxy_the_cookie_is_secure_exactly_when_the_browser_came_by_https(string scheme, bool secure)
    {
        await using var side = await host.StartAsync(new() { ["Proxy:Addresses:0"] = "127.0.0.1" });
        var answer = await SendAsync(side.Anonymous(), "register", NewCompany(), headers: ("X-Forwarded-Proto", scheme));
        answer.ShouldBe(201).Headers["Set-Cookie"].Contains("; secure", StringComparison.OrdinalIgnoreCase).ShouldBe(secure);
    }

    [Fact]
    public async Task Nobody_else_is_believed_about_the_scheme()
    {
        var answer = await SendAsync(host.Anonymous(), "register", NewCompany(), headers: ("X-Forwarded-Proto", "https"));
        answer.ShouldBe(201).Headers["Set-Cookie"].ShouldNotContain("secure", Case.Insensitive);
    }

    [Fact]
    public async Task Only_origins_on_the_list_may_read_answers_and_send_cookies()
    {
        await using var side = await host.StartAsync(new() { ["Cors:AllowedOrigins:0"] = "https://app.example" });

        var allowed = await PreflightAsync(side.Anonymous(), "https://app.example");
        allowed.Headers["Access-Control-Allow-Origin"].ShouldBe("https://app.example");
        allowed.Headers["Access-Control-Allow-Credentials"].ShouldBe("true");
        allowed.Headers["Access-Control-Allow-Headers"].ShouldContain("x-refresh-transport", Case.Insensitive);

        foreach (var origin in new[] { "https://evil.example", "https://app.example.evil.example", "http://app.example", "null" })
        {
            (await PreflightAsync(side.Anonymous(), origin)).Headers.ContainsKey("Access-Control-Allow-Origin").ShouldBeFalse();
            (await WithOriginAsync(side.Anonymous(), origin)).Headers.ContainsKey("Access-Control-Allow-Origin").ShouldBeFalse();
        }
        // A page must also be able to read what went wrong.
        (await WithOriginAsync(side.Anonymous(), "https://app.example"))
            .ShouldBe(401)
            .Headers["Access-Control-Allow-Origin"]
            .ShouldBe("https://app.example");
        // Without a list there is no other origin.
        (await PreflightAsync(host.Anonymous(), "https://app.example"))
            .Headers.ContainsKey("Access-Control-Allow-Origin")
            .ShouldBeFalse();
    }

    private static async Task<Answer> PreflightAsync(ApiClient api, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/auth/refresh");
        request.Headers.Add("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Headers", "content-type,x-refresh-transport");
        return await api.SendAsync(request);
    }

    private static async Task<Answer> WithOriginAsync(ApiClient api, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/auth/refresh");
        request.Headers.Add("Origin", origin);
        return await api.SendAsync(request);
    }

    private static string NewCompany() =>
        $$"""{"tenantName":"Padaria","name":"Ana","email":"{{AuthCalls.NewEmail()}}","password":"{{TestTenant.Password}}"}""";

    private static async Task<Answer> SendAsync(
        ApiClient api,
        string path,
        string? body,
        string? cookie = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/auth/{path}");
        request.Headers.Add("X-Refresh-Transport", "cookie");
        if (cookie is not null)
            request.Headers.Add("Cookie", cookie);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        if (body is not null)
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        return await api.SendAsync(request);
    }

    private static string CookieOf(Answer answer) => answer.Headers["Set-Cookie"].Split(';')[0];
}
