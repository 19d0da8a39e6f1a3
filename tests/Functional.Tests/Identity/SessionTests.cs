using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Identity;

public sealed class SessionTests(TestHost host)
{
    private static readonly string[] SessionFields = ["accessToken", "expiresIn", "permissions", "refreshToken", "role", "tenant", "tenants", "user"];

    [Fact]
    public async Task Registering_answers_201_with_a_whole_session_of_the_owner()
    {
        var email = AuthCalls.NewEmail();

        var session = (await host.Anonymous().RegisterAsync($"  {email.ToUpperInvariant()} ", tenantName: " Padaria São João ")).ShouldBe(201);

        session.Json.AsObject().Select(p => p.Key).Order().ShouldBe(SessionFields);
        session["expiresIn"].ShouldBe("900");
        session["role"].ShouldBe("owner");
        session.Json["tenant"]!["name"]!.ToString().ShouldBe("Padaria São João");
        session.Json["user"]!["email"]!.ToString().ShouldBe(email);
        session.Json["tenants"]!.AsArray().Count.ShouldBe(1);
        session.Json["permissions"]!.AsArray().Count.ShouldBe(49);
        session["refreshToken"]!.Length.ShouldBeGreaterThan(40);
    }

    [Fact]
    public async Task Signing_in_refreshing_and_asking_who_I_am_tell_the_same_story()
    {
        var company = await host.NewTenantAsync();

        var login = (await host.Anonymous().LoginAsync(company.Email.ToUpperInvariant())).ShouldBe(200);
        var refreshed = (await host.Anonymous().RefreshAsync(login["refreshToken"])).ShouldBe(200);
        var me = (await host.Anonymous().SignedIn(refreshed["accessToken"]!).MeAsync()).ShouldBe(200);

        me.Json.AsObject().Select(p => p.Key).Order().ShouldBe(["permissions", "role", "tenant", "tenants", "user"]);
        foreach (var field in me.Json.AsObject())
        {
            field.Value!.ToJsonString().ShouldBe(login.Json[field.Key]!.ToJsonString());
            field.Value!.ToJsonString().ShouldBe(company.Session.Json[field.Key]!.ToJsonString());
        }
    }

    [Fact]
    public async Task An_e_mail_registers_once_whatever_its_case()
    {
        var company = await host.NewTenantAsync();
        (await host.Anonymous().RegisterAsync(company.Email.ToUpperInvariant())).ShouldFail(409, "identity.user.email_taken");
    }

    [Fact]
    public async Task Of_two_registrations_of_one_e_mail_at_once_one_wins_and_the_other_leaves_nothing()
    {
        var email = AuthCalls.NewEmail();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.Anonymous().RegisterAsync(email)));

        answers.Count(a => a.Status == 201).ShouldBe(1);
        foreach (var refused in answers.Where(a => a.Status != 201))
            refused.ShouldFail(409, "identity.user.email_taken");
        (await host.Anonymous().LoginAsync(email)).ShouldBe(200).Json["tenants"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Logging_out_ends_access_and_refresh_at_once_and_only_this_session()
    {
        var company = await host.NewTenantAsync();
        var other = (await host.Anonymous().LoginAsync(company.Email)).ShouldBe(200);
        (await company.Owner.MeAsync()).ShouldBe(200);

        (await company.Owner.PostAsync("/api/v1/auth/logout", new { })).ShouldBe(204).Text.ShouldBeEmpty();

        (await company.Owner.MeAsync()).ShouldFail(401, "auth.required");
        (await host.Anonymous().RefreshAsync(company.Session["refreshToken"])).ShouldFail(401, "identity.refresh_token.invalid");
        (await host.Anonymous().SignedIn(other["accessToken"]!).MeAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task Logging_out_by_the_refresh_token_alone_ends_the_access_token_too()
    {
        var company = await host.NewTenantAsync();
        (await company.Owner.MeAsync()).ShouldBe(200);

        (await host.Anonymous().PostAsync("/api/v1/auth/logout", new { refreshToken = company.Session["refreshToken"] })).ShouldBe(204);

        (await company.Owner.MeAsync()).ShouldFail(401, "auth.required");
    }

    [Fact]
    public async Task Logging_out_without_a_session_is_no_failure()
    {
        (await host.Anonymous().PostAsync("/api/v1/auth/logout")).ShouldBe(204);
        (await host.Anonymous().PostAsync("/api/v1/auth/logout", new { refreshToken = "nobody's" })).ShouldBe(204);
    }

    [Fact]
    public async Task One_person_in_two_companies_switches_between_them_and_sees_each_alone()
    {
        var first = await host.NewTenantAsync();
        var second = await host.NewTenantAsync();
        var joined = (await first.Owner.AcceptAsync(await second.InviteAsync("manager"))).ShouldBe(200);
        joined.TenantId().ShouldBe(second.Id);
        joined.UserId().ShouldBe(first.Session.UserId());
        joined["role"].ShouldBe("manager");
        joined.Json["tenants"]!
            .AsArray()
            .Select(t => (t!["id"]!.ToString(), t["role"]!.ToString()))
            .ShouldBe([(first.Id.ToString(), "owner"), (second.Id.ToString(), "manager")]);
        await second.AddDeskAsync("Guichê da segunda");

        var back = (await host.Anonymous().SignedIn(joined["accessToken"]!).PostAsync("/api/v1/auth/switch-tenant", new { tenantId = first.Id }));
        back.ShouldBe(200)["role"].ShouldBe("owner");
        var there = (
            await host.Anonymous().SignedIn(back["accessToken"]!).PostAsync("/api/v1/auth/switch-tenant", new { tenantId = second.Id })
        ).ShouldBe(200);

        (await host.Anonymous().SignedIn(back["accessToken"]!).GetAsync("/api/v1/counter/desks")).ShouldBe(200).Text.ShouldNotContain("segunda");
        (await host.Anonymous().SignedIn(there["accessToken"]!).GetAsync("/api/v1/counter/desks")).ShouldBe(200).Text.ShouldContain("segunda");
        // The session remembers where it is.
        (await host.Anonymous().RefreshAsync(there["refreshToken"]))
            .ShouldBe(200)
            .TenantId()
            .ShouldBe(second.Id);
        // Signing in names the company, or gets the one joined first.
        (await host.Anonymous().LoginAsync(first.Email))
            .ShouldBe(200)
            .TenantId()
            .ShouldBe(first.Id);
        (
            await host.Anonymous()
                .PostAsync(
                    "/api/v1/auth/login",
                    new
                    {
                        email = first.Email,
                        password = TestTenant.Password,
                        tenantId = second.Id,
                    }
                )
        ).ShouldBe(200).TenantId().ShouldBe(second.Id);
    }

    [Fact]
    public async Task A_company_one_is_no_member_of_cannot_be_switched_to_or_signed_in_to()
    {
        var ours = await host.NewTenantAsync();
        var theirs = await host.NewTenantAsync();

        (await ours.Owner.PostAsync("/api/v1/auth/switch-tenant", new { tenantId = theirs.Id })).ShouldFail(404, "identity.tenant.not_found");
        (
            await host.Anonymous()
                .PostAsync(
                    "/api/v1/auth/login",
                    new
                    {
                        email = ours.Email,
                        password = TestTenant.Password,
                        tenantId = theirs.Id,
                    }
                )
        ).ShouldFail(404, "identity.tenant.not_found");
        (await ours.Owner.MeAsync()).ShouldBe(200).TenantId().ShouldBe(ours.Id);
    }

    [Fact]
    public async Task The_company_is_described_and_changed_by_its_owner()
    {
        var company = await host.NewTenantAsync();
        var body = new
        {
            name = "Padaria Nova",
            timeZone = "America/Manaus",
            businessDayCutoff = "05:30",
        };

        (await company.Owner.PutAsync("/api/v1/tenant", body)).ShouldBe(200);

        var read = (await company.Owner.GetAsync("/api/v1/tenant")).ShouldBe(200);
        (read.Id, read["name"], read["timeZone"], read["businessDayCutoff"]).ShouldBe((company.Id, "Padaria Nova", "America/Manaus", "05:30"));
    }

    [Theory]
    [InlineData("America/Nowhere", "05:00", "timeZone")]
    [InlineData("../../etc/passwd", "05:00", "timeZone")]
    [InlineData("", "05:00", "timeZone")]
    [InlineData("America/Sao_Paulo", "24:00", "businessDayCutoff")]
    [InlineData("America/Sao_Paulo", "5:00", "businessDayCutoff")]
    [InlineData("America/Sao_Paulo", "", "businessDayCutoff")]
    public async Task A_company_needs_a_real_time_zone_and_time(string timeZone, string businessDayCutoff, string field)
    {
        var company = await host.NewTenantAsync();
        var refused = await company.Owner.PutAsync(
            "/api/v1/tenant",
            new
            {
                name = "X",
                timeZone,
                businessDayCutoff,
            }
        );
        refused.ShouldFail(422, "request.invalid").Json["errors"]!.AsObject().Select(e => e.Key).ShouldBe([field]);
    }
}
