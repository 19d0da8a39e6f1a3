using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Identity;

/// <summary>The second factor: set up, shown when signing in, required by a company, given up.</summary>
public sealed class SecondFactorTests(TestHost host) : IAsyncLifetime
{
    private readonly StandingClock _clock = new();
    private SideHost _side = null!;

    /// <summary>A token is for the present, whatever a test's clock says: it begins a little ago, and stays within what a token lives.</summary>
    public async ValueTask InitializeAsync()
    {
        _clock.Advance(TimeSpan.FromMinutes(-10));
        _side = await host.StartAsync([], clock: _clock);
    }

    public ValueTask DisposeAsync() => _side.DisposeAsync();

    [Fact]
    public async Task Once_a_first_code_has_confirmed_it_signing_in_takes_two_steps()
    {
        var person = await RegisterAsync();
        (await person.Api.BeginFactorAsync("uma frase bem errada")).ShouldFail(422, "identity.password.wrong");
        var begun = (await person.Api.BeginFactorAsync()).ShouldBe(200);
        var secret = begun["secret"]!;
        begun["uri"]!.ShouldStartWith("otpauth://totp/CleanApp:");
        begun["uri"]!.ShouldContain($"secret={secret}");
        // Begun and not confirmed: nothing is asked for.
        (await _side.Anonymous().LoginAsync(person.Email)).ShouldBe(200);
        (await person.Api.ConfirmFactorAsync(Wrong(secret))).ShouldFail(422, "identity.second_factor.code_wrong");

        var codes = (await person.Api.ConfirmFactorAsync(secret.CodeAt(_clock.GetUtcNow()))).ShouldBe(200).Json["codes"]!.AsArray();

        codes.Select(c => c!.ToString()).Distinct().Count().ShouldBe(10);
        codes.ShouldAllBe(c => System.Text.RegularExpressions.Regex.IsMatch(c!.ToString(), "^[A-Z2-9]{5}-[A-Z2-9]{5}$"));
        (await person.Api.BeginFactorAsync()).ShouldFail(409, "identity.second_factor.already_on");
        Next();
        var offered = (await _side.Anonymous().LoginAsync(person.Email)).ShouldFail(401, "identity.second_factor.code_needed");
        offered.Text.ShouldNotContain("accessToken");
        (await _side.Anonymous().LoginAsync(person.Email, "uma frase bem errada")).ShouldFail(401, "identity.credentials.invalid");
        var session = (await _side.Anonymous().SecondStepAsync(offered["token"]!, secret.CodeAt(_clock.GetUtcNow()))).ShouldBe(200);
        (await _side.SignedIn(session["accessToken"]!).MeAsync()).ShouldBe(200);
        (await person.Api.GetAsync("/api/v1/me/second-factor")).ShouldBe(200)["recoveryCodesLeft"].ShouldBe("10");
        (await new Mailbox(host, person.Email).WaitForAsync())["subject"]!.ToString().ShouldBe("Verificação em duas etapas ligada");
    }

    [Fact]
    public async Task A_code_is_accepted_once_also_by_two_at_once_and_a_step_is_taken_once()
    {
        var person = await EnrolledAsync();
        var tokens = new[] { await OfferAsync(person), await OfferAsync(person) };
        var code = person.Secret.CodeAt(_clock.GetUtcNow());

        var answers = await Task.WhenAll(tokens.Select(token => _side.Anonymous().SecondStepAsync(token, code)));

        answers.Select(a => a.Status).Order().ShouldBe([200, 422]);
        var used = tokens[Array.FindIndex(answers, a => a.Status == 200)];
        Next();
        (await _side.Anonymous().SecondStepAsync(used, person.Secret.CodeAt(_clock.GetUtcNow()))).ShouldFail(401, "identity.second_factor.step_over");
    }

    [Theory]
    [InlineData(-2, 422)]
    [InlineData(-1, 200)]
    [InlineData(1, 200)]
    [InlineData(2, 422)]
    public async Task A_clock_may_be_off_by_one_step(int steps, int status)
    {
        var person = await EnrolledAsync();
        for (var i = 0; i < 4; i++)
            Next();
        var token = await OfferAsync(person);

        (await _side.Anonymous().SecondStepAsync(token, person.Secret.CodeAt(_clock.GetUtcNow() + steps * TimeSpan.FromSeconds(30)))).ShouldBe(
            status
        );
    }

    [Fact]
    public async Task Five_wrong_codes_end_the_step_and_five_minutes_do_too()
    {
        var person = await EnrolledAsync();
        var token = await OfferAsync(person);
        for (var i = 0; i < 5; i++)
            (await _side.Anonymous().SecondStepAsync(token, Wrong(person.Secret))).ShouldFail(422, "identity.second_factor.code_wrong");
        (await _side.Anonymous().SecondStepAsync(token, person.Secret.CodeAt(_clock.GetUtcNow()))).ShouldFail(
            401,
            "identity.second_factor.step_over"
        );

        token = await OfferAsync(person);
        _clock.Advance(TimeSpan.FromMinutes(5));
        (await _side.Anonymous().SecondStepAsync(token, person.Secret.CodeAt(_clock.GetUtcNow()))).ShouldFail(
            401,
            "identity.second_factor.step_over"
        );
    }

    [Fact]
    public async Task Whoever_has_the_password_tries_ten_codes_an_hour_over_all_their_sign_ins()
    {
        var person = await EnrolledAsync();
        await using var strict = await host.StartAsync(new() { ["RateLimits:WrongCodesPerHour"] = null }, clock: _clock);
        var statuses = new List<int>();
        for (var i = 0; i < 11; i++)
        {
            var token = (await strict.Anonymous().LoginAsync(person.Email)).ShouldBe(401)["token"]!;
            statuses.Add((await strict.Anonymous().SecondStepAsync(token, Wrong(person.Secret))).Status);
        }

        statuses.ShouldBe([.. Enumerable.Repeat(422, 10), 429]);
        var right = (await strict.Anonymous().LoginAsync(person.Email)).ShouldBe(401)["token"]!;
        (await strict.Anonymous().SecondStepAsync(right, person.Secret.CodeAt(_clock.GetUtcNow()))).ShouldFail(
            429,
            "identity.second_factor.too_many"
        );
        _clock.Advance(TimeSpan.FromHours(1));
        right = (await strict.Anonymous().LoginAsync(person.Email)).ShouldBe(401)["token"]!;
        (await strict.Anonymous().SecondStepAsync(right, person.Secret.CodeAt(_clock.GetUtcNow()))).ShouldBe(200);
    }

    [Fact]
    public async Task A_recovery_code_works_once_in_whatever_spelling_and_not_for_another_person()
    {
        var person = await EnrolledAsync();
        var other = await EnrolledAsync();
        var code = person.Codes[3];
        (await _side.Anonymous().SecondStepAsync(await OfferAsync(other), code)).ShouldFail(422, "identity.second_factor.code_wrong");

        var tokens = new[] { await OfferAsync(person), await OfferAsync(person) };
        var answers = await Task.WhenAll(
            _side.Anonymous().SecondStepAsync(tokens[0], code),
            _side.Anonymous().SecondStepAsync(tokens[1], code.ToLowerInvariant().Replace("-", " "))
        );

        answers.Select(a => a.Status).Order().ShouldBe([200, 422]);
        (await person.Api.GetAsync("/api/v1/me/second-factor")).ShouldBe(200)["recoveryCodesLeft"].ShouldBe("9");
    }

    [Fact]
    public async Task New_recovery_codes_and_turning_it_off_need_password_and_code()
    {
        var person = await EnrolledAsync();
        Next();
        const string renew = "/api/v1/me/second-factor/recovery-codes";
        const string disable = "/api/v1/me/second-factor/disable";
        object Body(string password, string code) => new { password, code };
        foreach (var path in new[] { renew, disable })
        {
            (await person.Api.PostAsync(path, Body("uma frase bem errada", person.Secret.CodeAt(_clock.GetUtcNow())))).ShouldFail(
                422,
                "identity.password.wrong"
            );
            (await person.Api.PostAsync(path, Body(TestTenant.Password, Wrong(person.Secret)))).ShouldFail(422, "identity.second_factor.code_wrong");
        }

        var renewed = (await person.Api.PostAsync(renew, Body(TestTenant.Password, person.Secret.CodeAt(_clock.GetUtcNow())))).ShouldBe(200);
        renewed.Json["codes"]!.AsArray().Select(c => c!.ToString()).Intersect(person.Codes).ShouldBeEmpty();
        (await _side.Anonymous().SecondStepAsync(await OfferAsync(person), person.Codes[0])).ShouldFail(422, "identity.second_factor.code_wrong");
        (await person.Api.PostAsync(disable, Body(TestTenant.Password, person.Secret.CodeAt(_clock.GetUtcNow())))).ShouldFail(
            422,
            "identity.second_factor.code_wrong"
        );
        Next();
        (await person.Api.PostAsync(disable, Body(TestTenant.Password, person.Secret.CodeAt(_clock.GetUtcNow())))).ShouldBe(204);

        (await _side.Anonymous().LoginAsync(person.Email)).ShouldBe(200);
        (await person.Api.PostAsync(disable, Body(TestTenant.Password, "000000"))).ShouldFail(409, "identity.second_factor.off");
        (await OwnerConnection.ScalarAsync("select count(*) from recovery_codes where user_id::text = $1", person.UserId.ToString())).ShouldBe(0L);
    }

    [Fact]
    public async Task A_company_requires_it_after_a_grace_and_leads_people_through_it_on_their_way_in()
    {
        var owner = await RegisterAsync();
        (await RequireAsync(owner, graceDays: 7)).ShouldFail(409, "identity.second_factor.off");
        owner = await EnrolAsync(owner);
        var invite = (await owner.Api.PostAsync("/api/v1/members/invites", new { role = "agent" })).ShouldBe(201)["url"]!.Split('/')[^1];
        var email = AuthCalls.NewEmail();
        var session = (await _side.Anonymous().AcceptAsync(invite, email)).ShouldBe(200);

        (await RequireAsync(owner, graceDays: 7)).ShouldBe(200)["secondFactorFrom"].ShouldNotBeNull();
        // In the grace everything goes on, and the person is told.
        var member = _side.SignedIn((await _side.Anonymous().LoginAsync(email)).ShouldBe(200)["accessToken"]!);
        (await member.GetAsync("/api/v1/me/second-factor")).ShouldBe(200)["requiredFrom"].ShouldNotBeNull();
        (await owner.Api.GetAsync("/api/v1/members")).Json["items"]!.AsArray().Select(m => (bool)m!["secondFactor"]!).ShouldBe([true, false]);

        await Behind.ExecuteAsync($"update tenants set second_factor_from = second_factor_from - interval '7 days' where id = '{owner.TenantId}'");
        (await _side.Anonymous().RefreshAsync(session["refreshToken"])).ShouldFail(401, "identity.refresh_token.invalid");
        var offered = (await _side.Anonymous().LoginAsync(email)).ShouldFail(401, "identity.second_factor.enrolment_needed");
        var token = offered["token"]!;
        (await _side.Anonymous().SecondStepAsync(token, "000000")).ShouldFail(401, "identity.second_factor.step_over");
        var secret = (await _side.Anonymous().PostAsync("/api/v1/auth/second-factor", new { token })).ShouldBe(200)["secret"]!;
        (await ConfirmAsync(token, Wrong(secret))).ShouldFail(422, "identity.second_factor.code_wrong");
        var enrolled = (await ConfirmAsync(token, secret.CodeAt(_clock.GetUtcNow()))).ShouldBe(200);

        enrolled.Json["recoveryCodes"]!.AsArray().Count.ShouldBe(10);
        var inside = _side.SignedIn(enrolled.Json["session"]!["accessToken"]!.ToString());
        (await inside.MeAsync()).ShouldBe(200);
        (await ConfirmAsync(token, secret.CodeAt(_clock.GetUtcNow()))).ShouldFail(401, "identity.second_factor.step_over");
        Next();
        (
            await inside.PostAsync(
                "/api/v1/me/second-factor/disable",
                new { password = TestTenant.Password, code = secret.CodeAt(_clock.GetUtcNow()) }
            )
        ).ShouldFail(409, "identity.second_factor.required");
    }

    [Fact]
    public async Task A_token_of_before_the_day_is_worth_nothing_after_it()
    {
        var owner = await EnrolAsync(await RegisterAsync());
        var invite = (await owner.Api.PostAsync("/api/v1/members/invites", new { role = "agent" })).ShouldBe(201)["url"]!.Split('/')[^1];
        var member = _side.SignedIn((await _side.Anonymous().AcceptAsync(invite, AuthCalls.NewEmail())).ShouldBe(200)["accessToken"]!);
        (await member.MeAsync()).ShouldBe(200);

        (await RequireAsync(owner, graceDays: 0)).ShouldBe(200);

        (await member.MeAsync()).ShouldFail(401, "auth.required");
        (await owner.Api.MeAsync()).ShouldBe(200);
        (await owner.Api.PutAsync("/api/v1/tenant/second-factor", new { required = false })).ShouldBe(200)["secondFactorFrom"].ShouldBeNull();
        (await member.MeAsync()).ShouldBe(200);
        var other = await owner.Api.PostAsync("/api/v1/members/invites", new { role = "manager" });
        var manager = await _side.Anonymous().AcceptAsync(other["url"]!.Split('/')[^1], AuthCalls.NewEmail());
        (await _side.SignedIn(manager.ShouldBe(200)["accessToken"]!).PutAsync("/api/v1/tenant/second-factor", new { required = true })).ShouldFail(
            403,
            "auth.forbidden"
        );
    }

    [Fact]
    public async Task Whoever_has_none_neither_joins_nor_switches_to_a_company_that_requires_it_without_setting_it_up()
    {
        var owner = await EnrolAsync(await RegisterAsync());
        var other = await RegisterAsync();
        var invite = (await owner.Api.PostAsync("/api/v1/members/invites", new { role = "agent" })).ShouldBe(201)["url"]!.Split('/')[^1];
        (await RequireAsync(owner, graceDays: 0)).ShouldBe(200);
        (await other.Api.MeAsync()).ShouldBe(200);

        var offered = (await other.Api.AcceptAsync(invite)).ShouldFail(401, "identity.second_factor.enrolment_needed");

        // They have joined; what is missing is the second factor.
        (await other.Api.PostAsync("/api/v1/auth/switch-tenant", new { tenantId = owner.TenantId })).ShouldFail(
            409,
            "identity.second_factor.required"
        );
        var token = offered["token"]!;
        var secret = (await _side.Anonymous().PostAsync("/api/v1/auth/second-factor", new { token })).ShouldBe(200)["secret"]!;
        var inside = (await ConfirmAsync(token, secret.CodeAt(_clock.GetUtcNow()))).ShouldBe(200);
        inside.Json["session"]!["tenant"]!["id"]!.ToString().ShouldBe(owner.TenantId.ToString());
    }

    [Fact]
    public async Task The_second_step_ends_in_the_company_the_first_one_chose()
    {
        var (person, second) = (await EnrolledAsync(), await RegisterAsync());
        var invite = (await second.Api.PostAsync("/api/v1/members/invites", new { role = "agent" })).ShouldBe(201)["url"]!.Split('/')[^1];
        (await person.Api.AcceptAsync(invite)).ShouldBe(200);
        foreach (var company in new[] { second.TenantId, person.TenantId })
        {
            var offered = await _side.Anonymous().PostAsync("/api/v1/auth/login", Login(company));
            var token = offered.ShouldFail(401, "identity.second_factor.code_needed")["token"]!;

            var session = (await _side.Anonymous().SecondStepAsync(token, person.Secret.CodeAt(_clock.GetUtcNow()))).ShouldBe(200);

            session.TenantId().ShouldBe(company);
            Next();
        }
        (await _side.Anonymous().PostAsync("/api/v1/auth/login", Login(Guid.CreateVersion7()))).ShouldFail(404, "identity.tenant.not_found");

        object Login(Guid tenantId) =>
            new
            {
                person.Email,
                TestTenant.Password,
                tenantId,
            };
    }

    [Fact]
    public async Task Neither_secret_nor_recovery_code_is_in_the_database_in_clear()
    {
        var person = await EnrolledAsync();
        var (secret, code) = (person.Secret, person.Codes[0].Replace("-", ""));
        foreach (var table in new[] { "second_factors", "recovery_codes", "person_tokens", "mails", "idempotency_records" })
        foreach (var text in new[] { secret, code, Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(secret)) })
            (await OwnerConnection.ScalarAsync($"select count(*) from {table} t where t::text ilike $1", $"%{text}%")).ShouldBe(0L, table);
    }

    private sealed record Person(ApiClient Api, string Email, Guid UserId, Guid TenantId, string Secret, IReadOnlyList<string> Codes);

    private async Task<Person> RegisterAsync()
    {
        var email = AuthCalls.NewEmail("dona");
        var session = (await _side.Anonymous().RegisterAsync(email)).ShouldBe(201);
        return new Person(_side.SignedIn(session["accessToken"]!), email, session.UserId(), session.TenantId(), "", []);
    }

    private async Task<Person> EnrolledAsync() => await EnrolAsync(await RegisterAsync());

    private async Task<Person> EnrolAsync(Person person)
    {
        var secret = (await person.Api.BeginFactorAsync()).ShouldBe(200)["secret"]!;
        var codes = (await person.Api.ConfirmFactorAsync(secret.CodeAt(_clock.GetUtcNow()))).ShouldBe(200).Json["codes"]!.AsArray();
        Next();
        return person with { Secret = secret, Codes = [.. codes.Select(c => c!.ToString())] };
    }

    private async Task<string> OfferAsync(Person person) =>
        (await _side.Anonymous().LoginAsync(person.Email)).ShouldFail(401, "identity.second_factor.code_needed")["token"]!;

    private static Task<Answer> RequireAsync(Person owner, int graceDays) =>
        owner.Api.PutAsync("/api/v1/tenant/second-factor", new { required = true, graceDays });

    private Task<Answer> ConfirmAsync(string token, string code) =>
        _side.Anonymous().PostAsync("/api/v1/auth/second-factor/confirm", new { token, code });

    /// <summary>A code of the app is accepted once; the next one comes after thirty seconds.</summary>
    private void Next() => _clock.Advance(TimeSpan.FromSeconds(30));

    /// <summary>Six digits that none of the steps around now shows.</summary>
    private string Wrong(string secret)
    {
        var shown = Enumerable.Range(-3, 7).Select(step => secret.CodeAt(_clock.GetUtcNow() + step * TimeSpan.FromSeconds(30))).ToHashSet();
        return Enumerable.Range(0, 10).Select(i => $"00000{i}").First(code => !shown.Contains(code));
    }
}
