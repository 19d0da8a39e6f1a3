using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Identity;

public sealed class MembersTests(TestHost host)
{
    [Fact]
    public async Task An_invitation_is_shown_then_accepted_once()
    {
        var company = await host.NewTenantAsync();
        var token = await company.InviteAsync("manager");
        var anonymous = host.Anonymous();

        var shown = (await anonymous.GetAsync($"/api/v1/auth/invites/{token}")).ShouldBe(200);
        (shown["role"], shown["email"], shown["tenantName"]).ShouldBe(("manager", null, company.Session.Json["tenant"]!["name"]!.ToString()));

        var joined = (await anonymous.AcceptAsync(token, AuthCalls.NewEmail())).ShouldBe(200);
        (joined["role"], joined.TenantId()).ShouldBe(("manager", company.Id));

        (await anonymous.GetAsync($"/api/v1/auth/invites/{token}")).ShouldFail(404, "identity.invite.not_found");
        (await anonymous.AcceptAsync(token, AuthCalls.NewEmail())).ShouldFail(404, "identity.invite.not_found");
        (await MembersOf(company)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task An_invitation_made_out_to_somebody_is_theirs_alone()
    {
        var company = await host.NewTenantAsync();
        var email = AuthCalls.NewEmail();
        var body = new { role = "agent", email = email.ToUpperInvariant() };
        var token = (await company.Owner.PostAsync("/api/v1/members/invites", body)).ShouldBe(201)["url"]!.Split('/')[^1];
        var other = await host.NewTenantAsync();

        (await other.Owner.AcceptAsync(token)).ShouldFail(409, "identity.invite.for_another");
        var stranger = AuthCalls.NewEmail();
        (await host.Anonymous().AcceptAsync(token, stranger)).ShouldFail(409, "identity.invite.for_another");
        (await host.Anonymous().LoginAsync(stranger)).ShouldFail(401, "identity.credentials.invalid");

        (await host.Anonymous().AcceptAsync(token, email)).ShouldBe(200)["role"].ShouldBe("agent");
    }

    [Fact]
    public async Task Of_many_who_accept_one_invitation_at_once_one_joins()
    {
        var company = await host.NewTenantAsync();
        var token = await company.InviteAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => host.Anonymous().AcceptAsync(token, AuthCalls.NewEmail())));

        answers.Count(a => a.Status == 200).ShouldBe(1);
        foreach (var late in answers.Where(a => a.Status != 200))
            late.ShouldFail(404, "identity.invite.not_found");
        (await MembersOf(company)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_revoked_invitation_is_worth_nothing_and_cannot_be_revoked_again()
    {
        var company = await host.NewTenantAsync();
        var token = await company.InviteAsync();
        var listed = (await company.Owner.GetAsync("/api/v1/members/invites")).ShouldBe(200).Json["items"]!.AsArray().Single()!;
        listed.ToJsonString().ShouldNotContain(token);
        var path = $"/api/v1/members/invites/{listed["id"]}";

        (await company.Owner.DeleteAsync(path)).ShouldBe(204);

        (await company.Owner.DeleteAsync(path)).ShouldFail(404, "identity.invite.not_found");
        (await host.Anonymous().GetAsync($"/api/v1/auth/invites/{token}")).ShouldFail(404, "identity.invite.not_found");
        (await host.Anonymous().AcceptAsync(token, AuthCalls.NewEmail())).ShouldFail(404, "identity.invite.not_found");
        (await company.Owner.GetAsync("/api/v1/members/invites")).ShouldBe(200).Json["items"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_companys_invitation_cannot_be_revoked()
    {
        var ours = await host.NewTenantAsync();
        var theirs = await host.NewTenantAsync();
        var token = await theirs.InviteAsync();
        var id = (await theirs.Owner.GetAsync("/api/v1/members/invites")).Json["items"]!.AsArray().Single()!["id"];

        (await ours.Owner.DeleteAsync($"/api/v1/members/invites/{id}")).ShouldFail(404, "identity.invite.not_found");

        (await host.Anonymous().GetAsync($"/api/v1/auth/invites/{token}")).ShouldBe(200);
    }

    [Theory]
    [InlineData(-1, 200)]
    [InlineData(0, 404)]
    public async Task An_invitation_lives_exactly_seven_days(int millisecondsAfter, int status)
    {
        var clock = new StandingClock();
        await using var side = await host.StartAsync([], clock: clock);
        var owner = (await side.Anonymous().RegisterAsync()).ShouldBe(201);
        var invite = (await side.SignedIn(owner["accessToken"]!).PostAsync("/api/v1/members/invites", new { role = "agent" })).ShouldBe(201);
        var token = invite["url"]!.Split('/')[^1];

        clock.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMilliseconds(millisecondsAfter));

        (await side.Anonymous().GetAsync($"/api/v1/auth/invites/{token}")).ShouldBe(status);
        (await side.Anonymous().AcceptAsync(token, AuthCalls.NewEmail())).ShouldBe(status);
    }

    [Fact]
    public async Task Whoever_is_not_signed_in_gives_name_e_mail_and_password()
    {
        var company = await host.NewTenantAsync();
        var path = $"/api/v1/auth/invites/{await company.InviteAsync()}/accept";
        var anonymous = host.Anonymous();

        (await anonymous.PostAsync(path, new { })).ShouldFail(422, "identity.invite.account_needed");
        (await anonymous.PostAsync(path, new { name = "Ana", email = AuthCalls.NewEmail() })).ShouldFail(422, "identity.invite.account_needed");
        (await anonymous.AcceptAsync(path.Split('/')[^2], company.Email)).ShouldFail(409, "identity.user.email_taken");
        (await company.Owner.PostAsync(path, new { })).ShouldFail(409, "identity.invite.already_member");
        // None of the refusals used the invitation up.
        (await anonymous.AcceptAsync(path.Split('/')[^2], AuthCalls.NewEmail())).ShouldBe(200);
    }

    [Fact]
    public async Task Members_are_listed_in_pages_in_the_order_they_joined()
    {
        var company = await host.NewTenantAsync();
        foreach (var role in new[] { "manager", "agent", "operator" })
            await company.AddMemberAsync(role);

        var first = (await company.Owner.GetAsync("/api/v1/members?limit=3")).ShouldBe(200);
        var second = (await company.Owner.GetAsync($"/api/v1/members?limit=3&after={first["next"]}")).ShouldBe(200);

        first.Json["items"]!.AsArray().Select(m => m!["role"]!.ToString()).ShouldBe(["owner", "manager", "agent"]);
        second.Json["items"]!.AsArray().Select(m => m!["role"]!.ToString()).ShouldBe(["operator"]);
        second["next"].ShouldBeNull();
        first.Json["items"]![0]!.AsObject().Select(p => p.Key).ShouldBe(["userId", "name", "email", "role", "active", "avatar", "secondFactor"]);
    }

    [Fact]
    public async Task A_deactivated_member_is_signed_out_at_once_and_signs_in_anew_when_restored()
    {
        var company = await host.NewTenantAsync();
        var session = (await host.Anonymous().AcceptAsync(await company.InviteAsync(), AuthCalls.NewEmail())).ShouldBe(200);
        var member = host.Anonymous().SignedIn(session["accessToken"]!);
        (await member.MeAsync()).ShouldBe(200);
        await using var socket = await HubSocket.OpenAsync(host.BaseAddress, session["accessToken"]!);

        (await company.Owner.ChangeMemberAsync(session.UserId(), "operator", active: false)).ShouldBe(200)["active"].ShouldBe("false");
        (await member.MeAsync()).ShouldFail(401, "auth.required");
        await socket.WaitUntilClosedAsync();
        (await host.Anonymous().LoginAsync(session.Json["user"]!["email"]!.ToString())).ShouldFail(401, "identity.credentials.invalid");

        (await company.Owner.ChangeMemberAsync(session.UserId(), "operator")).ShouldBe(200);
        (await member.MeAsync()).ShouldFail(401, "auth.required");
        (await host.Anonymous().RefreshAsync(session["refreshToken"])).ShouldFail(401, "identity.refresh_token.invalid");
        (await host.Anonymous().LoginAsync(session.Json["user"]!["email"]!.ToString())).ShouldBe(200);
    }

    [Fact]
    public async Task Out_of_one_company_a_person_stays_signed_in_to_the_other()
    {
        var ours = await host.NewTenantAsync();
        var theirs = await host.NewTenantAsync();
        (await theirs.Owner.AcceptAsync(await ours.InviteAsync())).ShouldBe(200);

        (await ours.Owner.ChangeMemberAsync(theirs.Session.UserId(), "operator", active: false)).ShouldBe(200);

        (await theirs.Owner.MeAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task A_new_role_holds_with_the_next_request()
    {
        var company = await host.NewTenantAsync();
        var session = (await host.Anonymous().AcceptAsync(await company.InviteAsync("agent"), AuthCalls.NewEmail())).ShouldBe(200);
        var member = host.Anonymous().SignedIn(session["accessToken"]!);
        var desk = new { name = "Guichê" };
        (await member.PostAsync("/api/v1/counter/desks", desk)).ShouldFail(403, "auth.forbidden");

        (await company.Owner.ChangeMemberAsync(session.UserId(), "manager")).ShouldBe(200);
        (await member.PostAsync("/api/v1/counter/desks", desk)).ShouldBe(201);

        (await company.Owner.ChangeMemberAsync(session.UserId(), "agent")).ShouldBe(200);
        (await member.PostAsync("/api/v1/counter/desks", desk)).ShouldFail(403, "auth.forbidden");
    }

    [Fact]
    public async Task Another_node_hears_of_a_removal()
    {
        await using var other = await host.StartAsync([]);
        var company = await host.NewTenantAsync();
        var session = (await host.Anonymous().AcceptAsync(await company.InviteAsync(), AuthCalls.NewEmail())).ShouldBe(200);
        var there = other.SignedIn(session["accessToken"]!);
        (await there.MeAsync()).ShouldBe(200);

        (await company.Owner.ChangeMemberAsync(session.UserId(), "operator", active: false)).ShouldBe(200);

        await Eventually.Async(() => there.MeAsync(), answer => answer.Status == 401, "the other node to refuse", seconds: 3);
    }

    [Theory]
    [InlineData("manager", true)]
    [InlineData("owner", false)]
    public async Task The_last_owner_stays(string role, bool active)
    {
        var company = await host.NewTenantAsync();
        await company.AddMemberAsync("manager");

        (await company.Owner.ChangeMemberAsync(company.Session.UserId(), role, active)).ShouldFail(409, "identity.member.last_owner");

        (await company.Owner.MeAsync()).ShouldBe(200)["role"].ShouldBe("owner");
    }

    [Fact]
    public async Task Two_owners_who_remove_each_other_at_once_leave_one()
    {
        for (var round = 0; round < 5; round++)
        {
            var company = await host.NewTenantAsync();
            var session = (await host.Anonymous().AcceptAsync(await company.InviteAsync("owner"), AuthCalls.NewEmail())).ShouldBe(200);
            var second = host.Anonymous().SignedIn(session["accessToken"]!);

            var answers = await Task.WhenAll(
                company.Owner.ChangeMemberAsync(session.UserId(), "owner", active: false),
                second.ChangeMemberAsync(company.Session.UserId(), "owner", active: false)
            );

            // The slower one is stopped by the rule, or was removed before its request was looked at.
            answers.Count(a => a.Status == 200).ShouldBe(1);
            answers.Single(a => a.Status != 200).Status.ShouldBeOneOf(401, 409);
            var winner = answers[0].Status == 200 ? company.Owner : second;
            (await winner.GetAsync("/api/v1/members")).ShouldBe(200).Json["items"]!
                .AsArray()
                .Count(m => m!["role"]!.ToString() == "owner" && (bool)m["active"]!)
                .ShouldBe(1);
        }
    }

    [Fact]
    public async Task Another_companys_member_does_not_exist_for_us()
    {
        var ours = await host.NewTenantAsync();
        var theirs = await host.NewTenantAsync();
        (await ours.Owner.ChangeMemberAsync(theirs.Session.UserId(), "agent")).ShouldFail(404, "identity.member.not_found");
        (await theirs.Owner.MeAsync())["role"].ShouldBe("owner");
    }

    [Theory]
    [InlineData("admin")]
    [InlineData("OWNER")]
    [InlineData("manager, agent")]
    [InlineData("0")]
    [InlineData("")]
    public async Task An_unknown_role_is_refused(string role)
    {
        var company = await host.NewTenantAsync();
        (await company.Owner.PostAsync("/api/v1/members/invites", new { role })).ShouldFail(400, "request.malformed");
        (await company.Owner.ChangeMemberAsync(company.Session.UserId(), role)).ShouldFail(400, "request.malformed");
    }

    [Fact]
    public async Task The_link_of_an_invitation_is_nowhere_in_the_database()
    {
        var company = await host.NewTenantAsync();
        var invite = (
            await company.Owner.PostAsync("/api/v1/members/invites", new { role = "agent" }, idempotencyKey: Guid.CreateVersion7().ToString())
        ).ShouldBe(201);
        var token = invite["url"]!.Split('/')[^1];

        (
            await OwnerConnection.ScalarAsync(
                """
                select (select count(*) from invites i where i::text like $1) + (select count(*) from idempotency_records r where r::text like $1)
                """,
                $"%{token}%"
            )
        ).ShouldBe(0L);
    }

    private static async Task<System.Text.Json.Nodes.JsonArray> MembersOf(TestTenant company) =>
        (await company.Owner.GetAsync("/api/v1/members")).ShouldBe(200).Json["items"]!.AsArray();
}
