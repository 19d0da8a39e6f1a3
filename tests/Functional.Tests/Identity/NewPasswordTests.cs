using System.Diagnostics;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Identity;

/// <summary>A forgotten password: asked for without telling who has an account, set once by a mailed link.</summary>
public sealed class NewPasswordTests(TestHost host)
{
    [Fact]
    public async Task A_mailed_link_sets_a_new_password_once_and_ends_every_session()
    {
        var company = await host.NewTenantAsync();
        var box = new Mailbox(host, company.Email);
        await using var socket = await HubSocket.OpenAsync(host.BaseAddress, company.Session["accessToken"]!);

        (await host.Anonymous().AskForPasswordAsync(company.Email.ToUpperInvariant())).ShouldBe(202);
        var link = (await box.WaitForAsync())["links"]![0]!.ToString();
        // Behind the sharp: no server on the way, ours included, gets to see it.
        link.ShouldContain("/nova-senha#");
        var token = link.Split('#')[^1];
        (await host.Anonymous().OpenResetAsync(token)).ShouldBe(200);

        (await host.Anonymous().SetPasswordAsync(token)).ShouldBe(204);

        (await host.Anonymous().LoginAsync(company.Email)).ShouldFail(401, "identity.credentials.invalid");
        (await host.Anonymous().LoginAsync(company.Email, AccountCalls.OtherPassword)).ShouldBe(200);
        (await company.Owner.MeAsync()).ShouldFail(401, "auth.required");
        (await host.Anonymous().RefreshAsync(company.Session["refreshToken"])).ShouldFail(401, "identity.refresh_token.invalid");
        await socket.WaitUntilClosedAsync();
        (await host.Anonymous().SetPasswordAsync(token, "mais uma frase bem longa")).ShouldFail(404, "identity.link.not_found");
        (await host.Anonymous().OpenResetAsync(token)).ShouldFail(404, "identity.link.not_found");
        (await box.WaitForAsync(2))["subject"]!.ToString().ShouldBe("Sua senha foi trocada");
    }

    [Fact]
    public async Task Of_many_who_use_one_link_at_once_one_sets_the_password()
    {
        var company = await host.NewTenantAsync();
        await host.Anonymous().AskForPasswordAsync(company.Email);
        var token = await new Mailbox(host, company.Email).WaitForTokenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => host.Anonymous().SetPasswordAsync(token, $"frase bem longa número {i}")));

        var winner = answers.ToList().FindIndex(a => a.Status == 204);
        foreach (var late in answers.Where((_, i) => i != winner))
            late.ShouldFail(404, "identity.link.not_found");
        (await host.Anonymous().LoginAsync(company.Email, $"frase bem longa número {winner}")).ShouldBe(200);
    }

    [Theory]
    [InlineData(-1, 204)]
    [InlineData(0, 404)]
    public async Task A_link_lives_exactly_half_an_hour(int millisecondsAfter, int status)
    {
        var clock = new StandingClock();
        await using var side = await host.StartAsync([], clock: clock);
        var company = await host.NewTenantAsync();
        await side.Anonymous().AskForPasswordAsync(company.Email);
        var token = await new Mailbox(host, company.Email).WaitForTokenAsync();

        clock.Advance(TimeSpan.FromMinutes(30) + TimeSpan.FromMilliseconds(millisecondsAfter));

        (await side.Anonymous().SetPasswordAsync(token)).ShouldBe(status);
    }

    [Fact]
    public async Task Of_two_links_the_newer_works()
    {
        var company = await host.NewTenantAsync();
        await host.Anonymous().AskForPasswordAsync(company.Email);
        var first = await new Mailbox(host, company.Email).WaitForTokenAsync();
        await host.Anonymous().AskForPasswordAsync(company.Email);
        var second = await new Mailbox(host, company.Email).WaitForTokenAsync(2);

        (await host.Anonymous().SetPasswordAsync(first)).ShouldFail(404, "identity.link.not_found");
        (await host.Anonymous().SetPasswordAsync(second)).ShouldBe(204);
    }

    [Fact]
    public async Task A_link_is_for_its_purpose_alone()
    {
        var company = await host.NewTenantAsync();
        await host.Anonymous().AskForPasswordAsync(company.Email);
        var token = await new Mailbox(host, company.Email).WaitForTokenAsync();
        var anonymous = host.Anonymous();

        (await anonymous.PostAsync("/api/v1/auth/email-changes/confirm", new { token })).ShouldFail(404, "identity.link.not_found");
        (await anonymous.SecondStepAsync(token, "000000")).ShouldFail(401, "identity.second_factor.step_over");
        (await anonymous.PostAsync("/api/v1/auth/second-factor", new { token })).ShouldFail(401, "identity.second_factor.step_over");
        (await anonymous.SetPasswordAsync(token, "1234567890")).ShouldFail(422, "identity.password.too_common");
        (await anonymous.SetPasswordAsync(token)).ShouldBe(204);
    }

    [Fact]
    public async Task Whether_an_address_has_an_account_neither_the_answer_nor_its_time_tells()
    {
        var company = await host.NewTenantAsync();
        var stranger = AuthCalls.NewEmail();
        await host.Anonymous().AskForPasswordAsync(stranger);
        var (known, unknown) = (new List<double>(), new List<double>());
        // Load only ever adds: the quickest answers are compared, of as many pairs as it takes. What takes longer on purpose never agrees.
        for (var i = 0; i < 6 || (i < 60 && Math.Abs(known.Min() - unknown.Min()) >= 100); i++)
        {
            var one = await TimedAsync(company.Email, known);
            var other = await TimedAsync(stranger, unknown);
            one.Text.ShouldBe(other.Text);
            one.Headers.Keys.Order().ShouldBe(other.Headers.Keys.Order());
        }

        // Every answer waits for the same moment; writing a mail down takes a small part of it.
        known.Concat(unknown).Min().ShouldBeGreaterThanOrEqualTo(390);
        Math.Abs(known.Min() - unknown.Min()).ShouldBeLessThan(100);
        (await new Mailbox(host, stranger).ReadAsync()).ShouldBeEmpty();
        await new Mailbox(host, company.Email).WaitForAsync();
    }

    [Fact]
    public async Task Whoever_works_nowhere_gets_no_mail()
    {
        var company = await host.NewTenantAsync();
        var email = AuthCalls.NewEmail();
        var session = (await host.Anonymous().AcceptAsync(await company.InviteAsync(), email)).ShouldBe(200);
        (await company.Owner.ChangeMemberAsync(session.UserId(), "operator", active: false)).ShouldBe(200);

        (await host.Anonymous().AskForPasswordAsync(email)).ShouldBe(202);

        (await OwnerConnection.ScalarAsync("select count(*) from person_tokens where user_id::text = $1", session.UserId().ToString())).ShouldBe(0L);
    }

    [Fact]
    public async Task The_link_is_nowhere_in_the_database_and_the_mail_is_empty_once_it_is_sent()
    {
        var company = await host.NewTenantAsync();
        var box = new Mailbox(host, company.Email);
        await box.FailAsync("later", 1);
        await host.Anonymous().AskForPasswordAsync(company.Email);
        await Eventually.Async(
            () => OwnerConnection.ScalarAsync("select last_error from mails where tenant_id::text = $1", company.Id.ToString()),
            error => error is "451",
            "the first attempt"
        );
        var sealedRow = (string)(await OwnerConnection.ScalarAsync("select m::text from mails m where tenant_id::text = $1", company.Id.ToString()))!;
        sealedRow.ShouldContain("queued");

        var token = await box.WaitForTokenAsync();
        await Eventually.Async(
            () => OwnerConnection.ScalarAsync("select status from mails where tenant_id::text = $1 and content is null", company.Id.ToString()),
            status => status is "sent",
            "the mail to be emptied"
        );

        foreach (var secret in new[] { token, Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(token)) })
        {
            sealedRow.ShouldNotContain(secret, Case.Insensitive);
            foreach (var table in new[] { "person_tokens", "mails", "work_items", "idempotency_records" })
                (await OwnerConnection.ScalarAsync($"select count(*) from {table} t where t::text ilike $1", $"%{secret}%")).ShouldBe(0L, table);
        }
        sealedRow.ShouldNotContain(company.Email);
    }

    private async Task<Answer> TimedAsync(string email, List<double> times)
    {
        var began = Stopwatch.GetTimestamp();
        var answer = (await host.Anonymous().AskForPasswordAsync(email)).ShouldBe(202);
        times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
        return answer;
    }
}
