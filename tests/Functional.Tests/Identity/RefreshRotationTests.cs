using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Identity;

public sealed class RefreshRotationTests(TestHost host)
{
    [Fact]
    public async Task A_refresh_token_gives_a_new_one_each_time()
    {
        var api = host.Anonymous();
        var first = (await api.RegisterAsync()).ShouldBe(201)["refreshToken"];
        var second = (await api.RefreshAsync(first)).ShouldBe(200)["refreshToken"];
        var third = (await api.RefreshAsync(second)).ShouldBe(200)["refreshToken"];
        new[] { first, second, third }.Distinct().Count().ShouldBe(3);
    }

    [Fact]
    public async Task Parallel_refreshes_of_one_token_all_get_the_same_child()
    {
        var api = host.Anonymous();
        var parent = (await api.RegisterAsync()).ShouldBe(201)["refreshToken"];

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => host.Anonymous().RefreshAsync(parent)));

        answers.ShouldAllBe(a => a.Status == 200);
        answers.Select(a => a["refreshToken"]).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Once_the_child_was_used_the_parent_ends_the_family()
    {
        var api = host.Anonymous();
        var session = (await api.RegisterAsync()).ShouldBe(201);
        var parent = session["refreshToken"];
        var child = (await api.RefreshAsync(parent)).ShouldBe(200)["refreshToken"];
        var grandchild = (await api.RefreshAsync(child)).ShouldBe(200);

        (await api.RefreshAsync(parent)).ShouldFail(401, "identity.refresh_token.reused");

        (await api.RefreshAsync(grandchild["refreshToken"])).ShouldFail(401, "identity.refresh_token.invalid");
        (await api.SignedIn(grandchild["accessToken"]!).MeAsync()).ShouldFail(401, "auth.required");
        (await api.SignedIn(session["accessToken"]!).MeAsync()).ShouldFail(401, "auth.required");
    }

    [Fact]
    public async Task The_end_of_a_family_leaves_the_persons_other_sessions()
    {
        var company = await host.NewTenantAsync();
        var api = host.Anonymous();
        var family = (await api.LoginAsync(company.Email)).ShouldBe(200)["refreshToken"];
        var child = (await api.RefreshAsync(family)).ShouldBe(200)["refreshToken"];
        await api.RefreshAsync(child);

        (await api.RefreshAsync(family)).ShouldFail(401, "identity.refresh_token.reused");

        (await company.Owner.MeAsync()).ShouldBe(200);
        (await api.RefreshAsync(company.Session["refreshToken"])).ShouldBe(200);
    }

    [Theory]
    [InlineData(15_000, 200)]
    [InlineData(15_001, 401)]
    public async Task The_parent_gets_the_same_child_for_exactly_fifteen_seconds(int milliseconds, int status)
    {
        var clock = new StandingClock();
        await using var side = await host.StartAsync([], clock: clock);
        var api = side.Anonymous();
        var parent = (await api.RegisterAsync()).ShouldBe(201)["refreshToken"];
        var child = (await api.RefreshAsync(parent)).ShouldBe(200)["refreshToken"];

        clock.Advance(TimeSpan.FromMilliseconds(milliseconds));
        var again = await api.RefreshAsync(parent);

        again.ShouldBe(status);
        if (status == 200)
            again["refreshToken"].ShouldBe(child);
        else
            (await api.RefreshAsync(child)).ShouldFail(401, "identity.refresh_token.invalid");
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 401)]
    public async Task A_refresh_token_lives_exactly_thirty_days(int millisecondsAfter, int status)
    {
        var clock = new StandingClock();
        await using var side = await host.StartAsync([], clock: clock);
        var api = side.Anonymous();
        var token = (await api.RegisterAsync()).ShouldBe(201)["refreshToken"];

        clock.Advance(TimeSpan.FromDays(30) + TimeSpan.FromMilliseconds(millisecondsAfter));

        (await api.RefreshAsync(token)).ShouldBe(status);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("unknown")]
    [InlineData("✗ não é token")]
    public async Task What_is_no_refresh_token_is_refused(string? token) =>
        (await host.Anonymous().RefreshAsync(token)).ShouldFail(401, "identity.refresh_token.invalid");

    [Fact]
    public async Task An_access_token_is_no_refresh_token_and_the_other_way_round()
    {
        var company = await host.NewTenantAsync();
        (await host.Anonymous().RefreshAsync(company.Session["accessToken"])).ShouldFail(401, "identity.refresh_token.invalid");
        (await host.Anonymous().RefreshAsync(new string('a', 5000))).ShouldFail(401, "identity.refresh_token.invalid");
        (await host.Anonymous().SignedIn(company.Session["refreshToken"]!).MeAsync()).ShouldFail(401, "auth.required");
    }

    [Fact]
    public async Task Somebody_removed_from_the_company_cannot_refresh_into_it()
    {
        var company = await host.NewTenantAsync();
        var member = (await host.Anonymous().AcceptAsync(await company.InviteAsync(), AuthCalls.NewEmail())).ShouldBe(200);
        (await company.Owner.ChangeMemberAsync(member.UserId(), "operator", active: false)).ShouldBe(200);

        (await host.Anonymous().RefreshAsync(member["refreshToken"])).ShouldFail(401, "identity.refresh_token.invalid");
    }
}
