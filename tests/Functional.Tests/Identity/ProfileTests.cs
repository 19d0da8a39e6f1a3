using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Identity;

/// <summary>One's own account: name, language, password, address.</summary>
public sealed class ProfileTests(TestHost host)
{
    [Fact]
    public async Task Name_and_language_are_one_s_own_to_change()
    {
        var company = await host.NewTenantAsync();
        var profile = (await company.Owner.ProfileAsync()).ShouldBe(200);
        (profile["name"], profile["language"], profile["avatar"], profile["newEmail"], profile["mail"]).ShouldBe(
            ("Dona Teste", "pt_br", null, null, "true")
        );

        (await company.Owner.PutAsync("/api/v1/me/profile", new { name = " Dona Ana ", language = "en" })).ShouldBe(204);

        (await company.Owner.ProfileAsync())["name"].ShouldBe("Dona Ana");
        var session = (await host.Anonymous().LoginAsync(company.Email)).ShouldBe(200);
        (session.Json["user"]!["name"]!.ToString(), session.Json["user"]!["language"]!.ToString()).ShouldBe(("Dona Ana", "en"));
        (await company.Owner.PutAsync("/api/v1/me/profile", new { name = "  ", language = "en" })).ShouldFail(422, "request.invalid");
        (await company.Owner.PutAsync("/api/v1/me/profile", new { name = "Ana", language = "fr" })).ShouldFail(400, "request.malformed");
    }

    [Fact]
    public async Task A_new_password_needs_the_present_one_and_signs_every_other_device_out()
    {
        var company = await host.NewTenantAsync();
        var elsewhere = (await host.Anonymous().LoginAsync(company.Email)).ShouldBe(200);
        await using var socket = await HubSocket.OpenAsync(host.BaseAddress, elsewhere["accessToken"]!);
        await using var own = await HubSocket.OpenAsync(host.BaseAddress, company.Session["accessToken"]!);

        (await ChangeAsync(company, "uma frase bem errada")).ShouldFail(422, "identity.password.wrong");
        (await company.Owner.PutAsync("/api/v1/me/password", new { currentPassword = TestTenant.Password, newPassword = "curta" })).ShouldFail(
            422,
            "identity.password.length"
        );
        (await ChangeAsync(company, TestTenant.Password)).ShouldBe(204);

        await socket.WaitUntilClosedAsync();
        (await host.Anonymous().SignedIn(elsewhere["accessToken"]!).MeAsync()).ShouldFail(401, "auth.required");
        (await company.Owner.MeAsync()).ShouldBe(200);
        own.IsOpen.ShouldBeTrue();
        (await host.Anonymous().LoginAsync(company.Email)).ShouldFail(401, "identity.credentials.invalid");
        (await host.Anonymous().LoginAsync(company.Email, AccountCalls.OtherPassword)).ShouldBe(200);
        (await new Mailbox(host, company.Email).WaitForAsync())["subject"]!.ToString().ShouldBe("Sua senha foi trocada");
    }

    [Fact]
    public async Task A_new_password_makes_a_link_of_before_worthless()
    {
        var company = await host.NewTenantAsync();
        await host.Anonymous().AskForPasswordAsync(company.Email);
        var token = await new Mailbox(host, company.Email).WaitForTokenAsync();

        (await ChangeAsync(company, TestTenant.Password)).ShouldBe(204);

        (await host.Anonymous().SetPasswordAsync(token)).ShouldFail(404, "identity.link.not_found");
    }

    [Fact]
    public async Task A_new_address_counts_once_its_mailbox_has_confirmed_it_and_the_old_one_is_told()
    {
        var company = await host.NewTenantAsync();
        var email = AuthCalls.NewEmail("nova");
        (await AskAsync(company.Owner, email, "uma frase bem errada")).ShouldFail(422, "identity.password.wrong");
        (await AskAsync(company.Owner, company.Email)).ShouldFail(422, "identity.email_change.same");

        (await AskAsync(company.Owner, email)).ShouldBe(202);
        var token = await new Mailbox(host, email).WaitForTokenAsync();
        var waiting = await Eventually.Async(
            () => company.Owner.ProfileAsync(),
            profile => profile.Json["newEmail"]!["mail"]!.ToString() == "sent",
            "the mail's fate"
        );
        (waiting["email"], waiting.Json["newEmail"]!["email"]!.ToString()).ShouldBe((company.Email, email));
        (await host.Anonymous().LoginAsync(email)).ShouldFail(401, "identity.credentials.invalid");
        await host.Anonymous().AskForPasswordAsync(company.Email);
        var reset = await new Mailbox(host, company.Email).WaitForTokenAsync();

        (await ConfirmAsync(token)).ShouldBe(200)["email"].ShouldBe(email);

        (await host.Anonymous().LoginAsync(email)).ShouldBe(200);
        (await host.Anonymous().LoginAsync(company.Email)).ShouldFail(401, "identity.credentials.invalid");
        (await company.Owner.MeAsync()).ShouldBe(200);
        (await company.Owner.ProfileAsync())["newEmail"].ShouldBeNull();
        (await ConfirmAsync(token)).ShouldFail(404, "identity.link.not_found");
        (await new Mailbox(host, company.Email).WaitForAsync(2))["subject"]!.ToString().ShouldBe("O e-mail da sua conta mudou");
        // Nor does a link to a new password that lay in the former mailbox.
        (await host.Anonymous().SetPasswordAsync(reset)).ShouldFail(404, "identity.link.not_found");
    }

    [Fact]
    public async Task An_address_that_is_taken_is_told_to_its_mailbox_alone()
    {
        var company = await host.NewTenantAsync();
        var other = await host.NewTenantAsync();

        (await AskAsync(company.Owner, other.Email)).ShouldBe(202);

        (await company.Owner.ProfileAsync()).Json["newEmail"]!["email"]!.ToString().ShouldBe(other.Email);
        var mail = await new Mailbox(host, other.Email).WaitForAsync();
        mail["subject"]!.ToString().ShouldBe("Este e-mail já tem conta");
        mail["links"]!.AsArray().ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_who_confirm_the_same_address_one_gets_it()
    {
        var (one, two) = (await host.NewTenantAsync(), await host.NewTenantAsync());
        var email = AuthCalls.NewEmail();
        await AskAsync(one.Owner, email);
        var first = await new Mailbox(host, email).WaitForTokenAsync();
        await AskAsync(two.Owner, email);
        var second = await new Mailbox(host, email).WaitForTokenAsync(2);

        var answers = await Task.WhenAll(ConfirmAsync(first), ConfirmAsync(second));

        answers.Select(a => a.Status).Order().ShouldBe([200, 409]);
        answers.Single(a => a.Status == 409).ShouldFail(409, "identity.user.email_taken");
    }

    [Fact]
    public async Task A_change_that_was_thought_better_of_leads_nowhere()
    {
        var company = await host.NewTenantAsync();
        var email = AuthCalls.NewEmail();
        (await company.Owner.DeleteAsync("/api/v1/me/email-change")).ShouldFail(404, "identity.email_change.not_found");
        await AskAsync(company.Owner, email);
        var token = await new Mailbox(host, email).WaitForTokenAsync();

        (await company.Owner.DeleteAsync("/api/v1/me/email-change")).ShouldBe(204);

        (await ConfirmAsync(token)).ShouldFail(404, "identity.link.not_found");
    }

    [Fact]
    public async Task A_new_address_that_the_mail_server_refuses_is_told_to_who_asked()
    {
        var company = await host.NewTenantAsync();
        var email = AuthCalls.NewEmail();
        await new Mailbox(host, email).FailAsync("refuse");

        await AskAsync(company.Owner, email);

        var waiting = await Eventually.Async(
            () => company.Owner.ProfileAsync(),
            profile => profile.Json["newEmail"]!["mail"]!.ToString() == "refused",
            "the refusal"
        );
        waiting.Json["newEmail"]!["mailError"]!.ToString().ShouldBe("550");
    }

    private static Task<Answer> ChangeAsync(TestTenant company, string current) =>
        company.Owner.PutAsync("/api/v1/me/password", new { currentPassword = current, newPassword = AccountCalls.OtherPassword });

    private static Task<Answer> AskAsync(ApiClient api, string email, string password = TestTenant.Password) =>
        api.PostAsync("/api/v1/me/email-change", new { email, password });

    private Task<Answer> ConfirmAsync(string token) => host.Anonymous().PostAsync("/api/v1/auth/email-changes/confirm", new { token });
}
