using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Identity;

/// <summary>Invitations by e-mail: to one person, with a link that only the mailbox has.</summary>
public sealed class InvitationMailTests(TestHost host)
{
    [Fact]
    public async Task A_mailed_invitation_is_read_followed_and_accepted_once()
    {
        var company = await host.NewTenantAsync();
        var email = AuthCalls.NewEmail("bia");
        var box = new Mailbox(host, email);

        var invited = (await company.Owner.InviteByMailAsync(email, "manager")).ShouldBe(201);
        (invited["url"], invited["email"], invited["name"]).ShouldBe((null, email, "Bia"));

        var mail = await box.WaitForAsync();
        var name = company.Session.Json["tenant"]!["name"]!.ToString();
        mail["subject"]!.ToString().ShouldBe($"Convite para entrar em {name}");
        mail["from"]!.ToString().ShouldContain(name);
        mail["text"]!.ToString().ShouldContain("Olá, Bia!");
        mail["text"]!.ToString().ShouldContain("Dona Teste convidou você");
        mail["text"]!.ToString().ShouldContain("gerente");
        var html = await box.HtmlAsync(mail);
        html.ShouldContain(mail["links"]![0]!.ToString());
        // Nothing is fetched when it is opened, so nobody learns that it was.
        html.ShouldNotContain("<img");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("<link");

        var token = await box.WaitForTokenAsync();
        var shown = (await host.Anonymous().GetAsync($"/api/v1/auth/invites/{token}")).ShouldBe(200);
        (shown["name"], shown["email"], shown["role"]).ShouldBe(("Bia", email, "manager"));
        (await host.Anonymous().AcceptAsync(token, email)).ShouldBe(200)["role"].ShouldBe("manager");
        (await host.Anonymous().AcceptAsync(token, email)).ShouldFail(404, "identity.invite.not_found");
        (await company.Owner.InvitesAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_list_says_what_became_of_each_mail()
    {
        var company = await host.NewTenantAsync();
        var (good, bad) = (AuthCalls.NewEmail(), AuthCalls.NewEmail());
        await new Mailbox(host, bad).FailAsync("refuse");
        await company.Owner.InviteByMailAsync(good);
        await company.Owner.InviteByMailAsync(bad);
        await company.InviteAsync();

        var invites = await Eventually.Async(
            company.Owner.InvitesAsync,
            all => all.Select(i => i["mail"]?.ToString()).ToHashSet().SetEquals([null, "sent", "refused"]),
            "the fates of the mails"
        );

        invites.Single(i => i["email"]?.ToString() == bad)["mailError"]!.ToString().ShouldBe("550");
        invites.Single(i => i["email"]?.ToString() == good)["mailError"].ShouldBeNull();
        (await new Mailbox(host, bad).ReadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Sent_again_it_has_a_new_link_and_the_old_one_is_worth_nothing()
    {
        var clock = new StandingClock();
        // A token is for the present, whatever a test's clock says.
        clock.Advance(TimeSpan.FromMinutes(-2));
        await using var side = await host.StartAsync([], clock: clock);
        var owner = side.SignedIn((await side.Anonymous().RegisterAsync()).ShouldBe(201)["accessToken"]!);
        var email = AuthCalls.NewEmail();
        var box = new Mailbox(host, email);
        (await owner.InviteByMailAsync(email)).ShouldBe(201);
        var first = await box.WaitForTokenAsync();
        var invite = (await owner.InvitesAsync()).Single();

        (await owner.ResendAsync(invite)).ShouldFail(429, "identity.invite.just_sent").Headers["Retry-After"].ShouldBe("60");
        clock.Advance(TimeSpan.FromMinutes(1));
        (await owner.ResendAsync(invite)).ShouldBe(204);
        var second = await box.WaitForTokenAsync(2);

        second.ShouldNotBe(first);
        (await side.Anonymous().GetAsync($"/api/v1/auth/invites/{first}")).ShouldFail(404, "identity.invite.not_found");
        (await side.Anonymous().AcceptAsync(second, email)).ShouldBe(200);
    }

    [Fact]
    public async Task One_that_has_run_out_is_still_listed_and_lives_again_when_sent_again()
    {
        var company = await host.NewTenantAsync();
        var email = AuthCalls.NewEmail();
        await company.Owner.InviteByMailAsync(email);
        var token = await new Mailbox(host, email).WaitForTokenAsync();
        await Behind.ExecuteAsync(
            $"update invites set expires_at = expires_at - interval '7 days', mailed_at = mailed_at - interval '7 days' where tenant_id = '{company.Id}'"
        );

        (await host.Anonymous().AcceptAsync(token, email)).ShouldFail(404, "identity.invite.not_found");
        var invite = (await company.Owner.InvitesAsync()).Single();
        (await company.Owner.ResendAsync(invite)).ShouldBe(204);

        (await host.Anonymous().AcceptAsync(await new Mailbox(host, email).WaitForTokenAsync(2), email)).ShouldBe(200);
    }

    [Fact]
    public async Task Nobody_is_invited_twice_at_once_nor_when_they_are_in()
    {
        var company = await host.NewTenantAsync();
        var email = AuthCalls.NewEmail();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => company.Owner.InviteByMailAsync(email)));

        answers.Count(a => a.Status == 201).ShouldBe(1);
        foreach (var late in answers.Where(a => a.Status != 201))
            late.ShouldFail(409, "identity.invite.pending");
        var token = await new Mailbox(host, email).WaitForTokenAsync();
        (await host.Anonymous().AcceptAsync(token, email)).ShouldBe(200);
        (await company.Owner.InviteByMailAsync(email.ToUpperInvariant())).ShouldFail(409, "identity.invite.already_member");
        (await new Mailbox(host, email).ReadAsync()).Count.ShouldBe(1);
        // Another company may, and neither hears of the other.
        (await (await host.NewTenantAsync()).Owner.InviteByMailAsync(email)).ShouldBe(201);
    }

    [Fact]
    public async Task Whoever_has_an_account_joins_with_it_and_no_new_password()
    {
        var ours = await host.NewTenantAsync();
        var theirs = await host.NewTenantAsync();
        (await ours.Owner.InviteByMailAsync(theirs.Email, "operator", name: null)).ShouldBe(201);
        var mail = await new Mailbox(host, theirs.Email).WaitForAsync();
        mail["text"]!.ToString().ShouldContain("Olá!");
        var token = await new Mailbox(host, theirs.Email).WaitForTokenAsync();

        var joined = (await theirs.Owner.AcceptAsync(token)).ShouldBe(200);

        (joined.TenantId(), joined["role"]).ShouldBe((ours.Id, "operator"));
        joined.Json["tenants"]!.AsArray().Count.ShouldBe(2);
        (await host.Anonymous().LoginAsync(theirs.Email)).ShouldBe(200);
    }

    [Fact]
    public async Task Whoever_was_here_before_is_let_in_again_with_the_role_of_the_invitation()
    {
        var company = await host.NewTenantAsync();
        var email = AuthCalls.NewEmail();
        await company.Owner.InviteByMailAsync(email);
        var session = (await host.Anonymous().AcceptAsync(await new Mailbox(host, email).WaitForTokenAsync(), email)).ShouldBe(200);
        (await company.Owner.ChangeMemberAsync(session.UserId(), "agent", active: false)).ShouldBe(200);
        // Without any company they cannot sign in, and their address has an account.
        (await host.Anonymous().LoginAsync(email)).ShouldFail(401, "identity.credentials.invalid");
        (await company.Owner.InviteByMailAsync(email, "manager")).ShouldBe(201);
        var path = $"/api/v1/auth/invites/{await new Mailbox(host, email).WaitForTokenAsync(2)}/accept";
        (await host.Anonymous().AcceptAsync(path.Split('/')[^2], email)).ShouldFail(409, "identity.user.email_taken");

        (await host.Anonymous().PostAsync(path, new { email, password = "uma frase bem errada" })).ShouldFail(401, "identity.credentials.invalid");
        var back = (await host.Anonymous().PostAsync(path, new { email, password = TestTenant.Password })).ShouldBe(200);

        (back["role"], back.UserId()).ShouldBe(("manager", session.UserId()));
    }

    [Fact]
    public async Task A_revoked_invitation_takes_its_waiting_mail_along()
    {
        var company = await host.NewTenantAsync();
        var email = AuthCalls.NewEmail();
        await new Mailbox(host, email).FailAsync("later");
        (await company.Owner.InviteByMailAsync(email)).ShouldBe(201);
        var invite = (
            await Eventually.Async(company.Owner.InvitesAsync, all => all.Single()["mailError"]?.ToString() == "451", "the first attempt")
        ).Single();

        (await company.Owner.DeleteAsync($"/api/v1/members/invites/{invite["id"]}")).ShouldBe(204);
        await new Mailbox(host, email).WorkAgainAsync();

        (await company.Owner.ResendAsync(invite)).ShouldFail(404, "identity.invite.not_found");
        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from work_items where kind = 'identity.send_mail' and tenant_id = '{company.Id}'"),
            left => left == 0,
            "its work to end"
        );
        (await new Mailbox(host, email).ReadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Another_company_and_another_role_have_no_say_in_it()
    {
        var ours = await host.NewTenantAsync();
        var theirs = await host.NewTenantAsync();
        (await theirs.Owner.InviteByMailAsync(AuthCalls.NewEmail())).ShouldBe(201);
        var invite = (await theirs.Owner.InvitesAsync()).Single();

        (await ours.Owner.ResendAsync(invite)).ShouldFail(404, "identity.invite.not_found");
        foreach (var role in new[] { "manager", "agent", "operator" })
        {
            var member = await theirs.AddMemberAsync(role);
            (await member.ResendAsync(invite)).ShouldFail(403, "auth.forbidden");
            (await member.InviteByMailAsync(AuthCalls.NewEmail())).ShouldFail(403, "auth.forbidden");
            (await member.GetAsync("/api/v1/members/mail")).ShouldFail(403, "auth.forbidden");
        }
    }

    [Fact]
    public async Task Without_an_address_or_a_mail_server_nothing_is_mailed()
    {
        var company = await host.NewTenantAsync();
        (await company.Owner.PostAsync("/api/v1/members/invites", new { role = "agent", delivery = "email" })).ShouldFail(
            422,
            "identity.invite.without_address"
        );
        await company.InviteAsync();
        (await company.Owner.ResendAsync((await company.Owner.InvitesAsync()).Single())).ShouldFail(422, "identity.invite.without_address");

        await using var without = await host.StartAsync(new() { ["Mail:Host"] = null });
        var owner = without.SignedIn(company.Session["accessToken"]!);
        (await owner.InviteByMailAsync(AuthCalls.NewEmail())).ShouldFail(409, "identity.mail.not_configured");
        (await owner.GetAsync("/api/v1/members/mail")).ShouldBe(200)["configured"].ShouldBe("false");
        (await without.Anonymous().GetAsync("/config.json")).ShouldBe(200)["mail"].ShouldBe("false");
        (await host.Anonymous().GetAsync("/config.json")).ShouldBe(200)["mail"].ShouldBe("true");
    }
}
