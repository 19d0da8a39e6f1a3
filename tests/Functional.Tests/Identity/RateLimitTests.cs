using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Identity;

/// <summary>
/// The limits as delivered. Every host of these tests believes 127.0.0.1 to be a proxy, so each test comes from an address of its own
/// and the tests do not meet in the counters.
/// </summary>
public sealed class RateLimitTests(TestHost host)
{
    private static int _address = Random.Shared.Next(1 << 17);

    [Fact]
    public async Task After_five_wrong_passwords_the_account_is_closed_to_this_address_for_a_minute()
    {
        var clock = new StandingClock();
        await using var side = await DefaultsAsync(clock);
        var company = await host.NewTenantAsync();
        var attacker = From(side, NewAddress());

        for (var i = 0; i < 5; i++)
            (await attacker.LoginAsync(company.Email, "uma frase bem errada")).ShouldFail(401, "identity.credentials.invalid");

        var closed = (await attacker.LoginAsync(company.Email, "uma frase bem errada")).ShouldFail(429, "identity.sign_in.too_many");
        closed.Headers["Retry-After"].ShouldBe("60");
        // Even the right password, or guessing on would still pay.
        (await attacker.LoginAsync(company.Email)).ShouldFail(429, "identity.sign_in.too_many");
        (await attacker.LoginAsync($" {company.Email.ToUpperInvariant()} ")).ShouldFail(429, "identity.sign_in.too_many");

        clock.Advance(TimeSpan.FromSeconds(60) - TimeSpan.FromMilliseconds(1));
        (await attacker.LoginAsync(company.Email)).ShouldFail(429, "identity.sign_in.too_many").Headers["Retry-After"].ShouldBe("1");
        clock.Advance(TimeSpan.FromMilliseconds(1));
        (await attacker.LoginAsync(company.Email)).ShouldBe(200);
    }

    [Fact]
    public async Task Neither_another_account_nor_another_address_is_closed()
    {
        await using var side = await DefaultsAsync(new StandingClock());
        var company = await host.NewTenantAsync();
        var other = await host.NewTenantAsync();
        var attacker = From(side, NewAddress());
        for (var i = 0; i < 5; i++)
            (await attacker.LoginAsync(company.Email, "uma frase bem errada")).ShouldBe(401);

        (await attacker.LoginAsync(company.Email)).ShouldBe(429);
        (await attacker.LoginAsync(other.Email)).ShouldBe(200);
        (await From(side, NewAddress()).LoginAsync(company.Email)).ShouldBe(200);
    }

    [Fact]
    public async Task The_right_password_starts_the_count_again()
    {
        await using var side = await DefaultsAsync();
        var company = await host.NewTenantAsync();
        var person = From(side, NewAddress());
        for (var round = 0; round < 3; round++)
        {
            for (var i = 0; i < 4; i++)
                (await person.LoginAsync(company.Email, "uma frase bem errada")).ShouldBe(401);
            (await person.LoginAsync(company.Email)).ShouldBe(200);
        }
    }

    [Fact]
    public async Task Twenty_guesses_at_once_are_five_guesses()
    {
        await using var side = await DefaultsAsync();
        var company = await host.NewTenantAsync();
        var address = NewAddress();

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => From(side, address).LoginAsync(company.Email, "uma frase bem errada")));

        answers.Count(a => a.Status == 401).ShouldBeLessThanOrEqualTo(5);
        answers.Count(a => a.Status is 401 or 429).ShouldBe(20);
    }

    [Fact]
    public async Task One_subscriber_of_an_IPv6_provider_is_one_address()
    {
        // A home or a server is given 2^64 addresses: counted one by one, they would be 2^64 times five guesses.
        await using var side = await DefaultsAsync();
        var company = await host.NewTenantAsync();
        var network = $"2001:db8:{Random.Shared.Next(0xffff):x}:{Random.Shared.Next(0xffff):x}";
        for (var i = 0; i < 5; i++)
            (await From(side, $"{network}::{i + 1}").LoginAsync(company.Email, "uma frase bem errada")).ShouldBe(401);

        (await From(side, $"{network}:1:2:3:4").LoginAsync(company.Email)).ShouldBe(429);
        (await From(side, "2001:db8:ffff:ffff::1").LoginAsync(company.Email)).ShouldBe(200);
    }

    [Fact]
    public async Task One_address_registers_three_companies_a_minute()
    {
        var clock = new StandingClock();
        await using var side = await DefaultsAsync(clock);
        var address = NewAddress();
        for (var i = 0; i < 3; i++)
            (await From(side, address).RegisterAsync()).ShouldBe(201);

        (await From(side, address).RegisterAsync()).ShouldFail(429, "identity.register.too_many").Headers["Retry-After"].ShouldBe("60");
        (await From(side, NewAddress()).RegisterAsync()).ShouldBe(201);
        clock.Advance(TimeSpan.FromMinutes(1));
        (await From(side, address).RegisterAsync()).ShouldBe(201);
    }

    [Fact]
    public async Task One_address_asks_for_five_new_passwords_a_minute()
    {
        await using var side = await DefaultsAsync();
        var address = NewAddress();
        for (var i = 0; i < 5; i++)
            (await From(side, address).AskForPasswordAsync(AuthCalls.NewEmail())).ShouldBe(202);

        (await From(side, address).AskForPasswordAsync(AuthCalls.NewEmail())).ShouldFail(429, "identity.password_reset.too_many");
        (await From(side, NewAddress()).AskForPasswordAsync(AuthCalls.NewEmail())).ShouldBe(202);
    }

    [Fact]
    public async Task A_mailbox_gets_three_links_an_hour_whoever_asks_and_nobody_is_told()
    {
        await using var side = await DefaultsAsync();
        var company = await host.NewTenantAsync();
        for (var i = 0; i < 5; i++)
            (await From(side, NewAddress()).AskForPasswordAsync(company.Email)).ShouldBe(202);

        var box = new Mailbox(host, company.Email);
        await box.WaitForAsync(3);
        (await OwnerConnection.ScalarAsync("select count(*) from mails where tenant_id::text = $1", company.Id.ToString())).ShouldBe(3L);
    }

    [Fact]
    public async Task A_company_mails_thirty_invitations_an_hour()
    {
        await using var side = await DefaultsAsync();
        var company = await host.NewTenantAsync();
        var owner = From(side, NewAddress()).SignedIn(company.Session["accessToken"]!);
        for (var i = 0; i < 30; i++)
            (await owner.InviteByMailAsync(AuthCalls.NewEmail())).ShouldBe(201);

        (await owner.InviteByMailAsync(AuthCalls.NewEmail())).ShouldFail(429, "identity.invite.too_many");
        (await owner.PostAsync("/api/v1/members/invites", new { role = "agent" })).ShouldBe(201);
        (await (await host.NewTenantAsync()).Owner.InviteByMailAsync(AuthCalls.NewEmail())).ShouldBe(201);
    }

    [Fact]
    public async Task Whoever_sits_at_an_open_screen_guesses_its_password_ten_times_an_hour()
    {
        await using var side = await DefaultsAsync();
        var company = await host.NewTenantAsync();
        var screen = From(side, NewAddress()).SignedIn(company.Session["accessToken"]!);
        object Body(string password) => new { currentPassword = password, newPassword = AccountCalls.OtherPassword };
        for (var i = 0; i < 10; i++)
            (await screen.PutAsync("/api/v1/me/password", Body("uma frase bem errada"))).ShouldFail(422, "identity.password.wrong");

        (await screen.PutAsync("/api/v1/me/password", Body(TestTenant.Password))).ShouldFail(429, "identity.password.too_many");
        (await screen.BeginFactorAsync()).ShouldFail(429, "identity.password.too_many");
    }

    [Fact]
    public async Task A_forwarded_address_from_a_stranger_is_not_believed()
    {
        await using var side = await host.StartAsync(new() { ["RateLimits:RegistrationsPerMinute"] = null, ["Proxy:Addresses:0"] = "192.0.2.1" });
        var statuses = new List<int>();
        for (var i = 0; i < 5; i++)
            statuses.Add((await From(side, NewAddress()).RegisterAsync()).Status);
        statuses.ShouldContain(429);
    }

    [Fact]
    public async Task A_host_whose_clock_is_ahead_takes_nothing_away_that_others_count()
    {
        await using var side = await DefaultsAsync();
        var address = NewAddress();
        for (var i = 0; i < 3; i++)
            (await From(side, address).RegisterAsync()).ShouldBe(201);
        var ahead = new StandingClock();
        ahead.Advance(TimeSpan.FromDays(1));
        await using var other = await DefaultsAsync(ahead);
        (await From(other, NewAddress()).LoginAsync(AuthCalls.NewEmail())).ShouldBe(401);

        (await From(side, address).RegisterAsync()).ShouldFail(429, "identity.register.too_many");
    }

    [Fact]
    public async Task Counters_of_long_ago_are_cleaned_away()
    {
        var key = $"old-{Guid.CreateVersion7():N}";
        await OwnerConnection.ScalarAsync("insert into rate_counters values ($1, now() - interval '1 hour', 1)", key);
        await using var side = await DefaultsAsync();
        (await From(side, NewAddress()).LoginAsync(AuthCalls.NewEmail())).ShouldBe(401);
        (await OwnerConnection.ScalarAsync("select count(*) from rate_counters where key = $1", key)).ShouldBe(0L);
    }

    [Theory]
    [InlineData("/api/v1/counter/panels")]
    [InlineData("/API/v1/Counter/PANELS/")]
    public async Task A_screens_code_cannot_be_guessed_by_spelling_the_address_in_many_ways(string other)
    {
        // Six digits: thirty tries a minute, however the path is written.
        await using var side = await DefaultsAsync();
        var owner = From(side, NewAddress()).SignedIn((await host.NewTenantAsync()).Session["accessToken"]!);
        foreach (var (name, values) in From(side, NewAddress()).Http.DefaultRequestHeaders)
            owner.Http.DefaultRequestHeaders.Add(name, values);
        var statuses = new List<int>();
        for (var i = 0; i < 31; i++)
            statuses.Add((await owner.PostAsync(i < 30 ? "/api/v1/counter/panels" : other, new { code = "000000", name = "TV" })).Status);

        statuses[..30].ShouldAllBe(s => s == 404);
        statuses[30].ShouldBe(429);
    }

    private Task<SideHost> DefaultsAsync(TimeProvider? clock = null) =>
        host.StartAsync(
            new()
            {
                ["RateLimits:SignInFailuresPerMinute"] = null,
                ["RateLimits:RegistrationsPerMinute"] = null,
                ["RateLimits:CodesPerMinute"] = null,
                ["RateLimits:ResetsPerMinute"] = null,
                ["RateLimits:ResetMailsPerHour"] = null,
                ["RateLimits:WrongCodesPerHour"] = null,
                ["RateLimits:InviteMailsPerHour"] = null,
                ["Proxy:Addresses:0"] = "127.0.0.1",
            },
            clock: clock
        );

    private static ApiClient From(SideHost side, string address)
    {
        var client = side.Anonymous();
        client.Http.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return client;
    }

    /// <summary>Of the range for documentation; new in every run, because the counters outlive it.</summary>
    private static string NewAddress()
    {
        var number = (uint)Interlocked.Increment(ref _address);
        return $"198.{18 + (number >> 16) % 2}.{number >> 8 & 255}.{number & 255}";
    }
}
