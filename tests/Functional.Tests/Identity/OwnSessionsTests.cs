using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Identity;

/// <summary>The devices one is signed in on: listed by what they are, signed out from afar.</summary>
public sealed class OwnSessionsTests(TestHost host)
{
    private const string Firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:127.0) Gecko/20100101 Firefox/127.0";
    private const string Phone = "Mozilla/5.0 (Linux; Android 14; SM-A055M) AppleWebKit/537.36 SamsungBrowser/25.0 Chrome/121.0 Mobile Safari/537.36";

    [Fact]
    public async Task Each_device_is_told_by_browser_and_system_and_the_own_one_is_marked()
    {
        var company = await host.NewTenantAsync();
        await LoginAsync(company, Firefox);
        await LoginAsync(company, Phone);

        var sessions = await company.Owner.SessionsAsync();

        sessions
            .Select(s => (s!["browser"]!.ToString(), s["platform"]!.ToString(), (bool)s["current"]!))
            .ShouldBe([("samsung", "android", false), ("firefox", "linux", false), ("other", "other", true)]);
        sessions.Select(s => s!.AsObject().Select(p => p.Key)).First().ShouldBe(["id", "browser", "platform", "createdAt", "lastUsedAt", "current"]);
        // What a browser calls itself is more than is needed, so it is not kept; nor is where it is.
        (
            await OwnerConnection.ScalarAsync("select count(*) from sessions s where s::text ilike '%SM-A055M%' or s::text like '%127.0.0.1%'")
        ).ShouldBe(0L);
    }

    [Fact]
    public async Task A_device_signed_out_from_afar_loses_its_next_request_its_refresh_and_its_socket()
    {
        var company = await host.NewTenantAsync();
        var lost = await LoginAsync(company, Phone);
        var there = host.Anonymous().SignedIn(lost["accessToken"]!);
        await using var socket = await HubSocket.OpenAsync(host.BaseAddress, lost["accessToken"]!);
        (await there.MeAsync()).ShouldBe(200);
        var id = (await company.Owner.SessionsAsync()).Single(s => s!["platform"]!.ToString() == "android")!["id"];

        (await company.Owner.DeleteAsync($"/api/v1/me/sessions/{id}")).ShouldBe(204);

        await socket.WaitUntilClosedAsync(seconds: 3);
        (await there.MeAsync()).ShouldFail(401, "auth.required");
        (await host.Anonymous().RefreshAsync(lost["refreshToken"])).ShouldFail(401, "identity.refresh_token.invalid");
        (await company.Owner.MeAsync()).ShouldBe(200);
        (await company.Owner.DeleteAsync($"/api/v1/me/sessions/{id}")).ShouldFail(404, "identity.session.not_found");
    }

    [Fact]
    public async Task Another_node_closes_the_socket_too()
    {
        await using var other = await host.StartAsync([]);
        var company = await host.NewTenantAsync();
        var lost = await LoginAsync(company, Phone);
        await using var socket = await HubSocket.OpenAsync(other.Address, lost["accessToken"]!);

        (await company.Owner.DeleteAsync("/api/v1/me/sessions")).ShouldBe(200)["ended"].ShouldBe("1");

        await socket.WaitUntilClosedAsync(seconds: 3);
    }

    [Fact]
    public async Task All_others_go_and_this_one_stays()
    {
        var company = await host.NewTenantAsync();
        var others = new[] { await LoginAsync(company, Phone), await LoginAsync(company, Firefox) };

        (await company.Owner.DeleteAsync("/api/v1/me/sessions")).ShouldBe(200)["ended"].ShouldBe("2");

        foreach (var session in others)
            (await host.Anonymous().SignedIn(session["accessToken"]!).MeAsync()).ShouldFail(401, "auth.required");
        (await company.Owner.SessionsAsync()).ShouldHaveSingleItem();
        (await company.Owner.DeleteAsync("/api/v1/me/sessions")).ShouldBe(200)["ended"].ShouldBe("0");
    }

    [Fact]
    public async Task Nobody_ends_another_persons_session_nor_sees_it()
    {
        var company = await host.NewTenantAsync();
        var manager = await company.AddMemberAsync("manager");
        var id = (await company.Owner.SessionsAsync()).Single()!["id"];

        (await manager.DeleteAsync($"/api/v1/me/sessions/{id}")).ShouldFail(404, "identity.session.not_found");

        (await manager.SessionsAsync()).ShouldNotContain(s => s!["id"]!.ToString() == id!.ToString());
        (await company.Owner.MeAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task The_last_use_is_that_of_its_last_token_and_who_was_away_too_long_is_not_listed()
    {
        var company = await host.NewTenantAsync();
        var lost = await LoginAsync(company, Phone);
        await AgeAsync("29 days");
        var session = (await host.Anonymous().RefreshAsync(company.Session["refreshToken"])).ShouldBe(200);
        var api = host.Anonymous().SignedIn(session["accessToken"]!);

        var rows = await api.SessionsAsync();
        rows.Select(r => Age(r!, "lastUsedAt").Days).ShouldBe([0, 29]);
        rows.Select(r => Age(r!, "createdAt").Days).ShouldBe([29, 29]);

        await AgeAsync("1 day");
        (await api.SessionsAsync()).ShouldHaveSingleItem()!["current"]!.GetValue<bool>().ShouldBeTrue();
        lost.ShouldNotBeNull();

        Task AgeAsync(string time) =>
            Behind.ExecuteAsync(
                $"update sessions set created_at = created_at - interval '{time}', last_used_at = last_used_at - interval '{time}' where user_id = '{company.Session.UserId()}'"
            );

        static TimeSpan Age(System.Text.Json.Nodes.JsonNode row, string name) =>
            TimeProvider.System.GetUtcNow() - DateTimeOffset.Parse(row[name]!.ToString(), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task<Answer> LoginAsync(TestTenant company, string userAgent)
    {
        var anonymous = host.Anonymous();
        anonymous.Http.DefaultRequestHeaders.TryAddWithoutValidation("User-Agent", userAgent);
        return (await anonymous.LoginAsync(company.Email)).ShouldBe(200);
    }
}
