using System.Diagnostics;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Security;
using Microsoft.AspNetCore.Identity;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Identity;

public sealed class PasswordTests(TestHost host)
{
    [Theory]
    [InlineData(9, 422)]
    [InlineData(10, 201)]
    [InlineData(128, 201)]
    [InlineData(129, 422)]
    public async Task A_password_has_10_to_128_characters(int length, int status)
    {
        const string phrase = "uma frase que ninguém mais tem; ";
        var password = string.Concat(Enumerable.Repeat(phrase, 5).Select((p, i) => p + i))[..length];
        var email = AuthCalls.NewEmail();

        var answer = await host.Anonymous().RegisterAsync(email, password);

        if (status == 422)
            answer.ShouldFail(422, "identity.password.length").Json["errors"]!["password"].ShouldNotBeNull();
        else
            (await host.Anonymous().LoginAsync(email, answer.ShouldBe(201) is not null ? password : "")).ShouldBe(200);
    }

    [Theory]
    [InlineData("1234567890")]
    [InlineData("0987654321")]
    [InlineData("senha12345")]
    [InlineData("SENHA12345")]
    [InlineData("qwertyuiop")]
    [InlineData("Password123!")]
    [InlineData("P@ssw0rd123")]
    [InlineData("p4ssw0rd!!")]
    [InlineData("aaaaaaaaaa")]
    [InlineData("flamengo2024")]
    [InlineData("corinthians")]
    [InlineData("abcabcabcabc")]
    [InlineData("Administrador")]
    [InlineData("   senha12345   ")]
    public async Task A_common_password_is_refused_by_name(string password)
    {
        var answer = await host.Anonymous().RegisterAsync(password: password);
        answer.ShouldFail(422, "identity.password.too_common").Json["errors"]!["password"].ShouldNotBeNull();
    }

    [Fact]
    public async Task A_password_is_taken_as_it_is_with_accents_spaces_and_case()
    {
        var email = AuthCalls.NewEmail();
        const string password = " Coração de 東京 🙂 ";
        (await host.Anonymous().RegisterAsync(email, password)).ShouldBe(201);

        (await host.Anonymous().LoginAsync(email, password)).ShouldBe(200);
        (await host.Anonymous().LoginAsync(email, password.Trim())).ShouldFail(401, "identity.credentials.invalid");
        (await host.Anonymous().LoginAsync(email, password.ToLowerInvariant())).ShouldFail(401, "identity.credentials.invalid");
    }

    [Fact]
    public async Task It_is_stored_with_Argon2id()
    {
        Argon2.IsAvailable.ShouldBeTrue("libargon2 (package libargon2-1) is part of the product's environment");
        var company = await host.NewTenantAsync();
        (await HashOf(company.Email)).ShouldStartWith("$argon2id$v=19$m=19456,t=2,p=1$");
    }

    [Fact]
    public async Task A_hash_from_before_Argon2id_still_lets_in_and_is_replaced_on_signing_in()
    {
        var company = await host.NewTenantAsync();
        var old = new PasswordHasher<object>().HashPassword(new object(), TestTenant.Password);
        await OwnerConnection.ScalarAsync("update users set password_hash = $1 where email = $2", old, company.Email);

        (await host.Anonymous().LoginAsync(company.Email, "uma frase bem errada")).ShouldFail(401, "identity.credentials.invalid");
        (await HashOf(company.Email)).ShouldBe(old);

        (await host.Anonymous().LoginAsync(company.Email)).ShouldBe(200);
        (await HashOf(company.Email)).ShouldStartWith("$argon2id$");
        (await host.Anonymous().LoginAsync(company.Email)).ShouldBe(200);
        (await company.Owner.MeAsync()).ShouldBe(200);
    }

    [Fact]
    public async Task An_unknown_e_mail_and_a_wrong_password_cannot_be_told_apart()
    {
        var company = await host.NewTenantAsync();
        // Load only ever adds, so the quickest answer is the one that shows the work; as many pairs as it takes to see it. Without the
        // dummy hash the quickest of the unknown stays a fraction of the other however long one looks.
        var (known, unknown) = (double.MaxValue, double.MaxValue);
        for (var i = 0; i < 12 || (i < 100 && known / unknown is < 0.5 or > 2); i++)
        {
            var (wrong, wrongTime) = await TimedAsync(company.Email);
            var (nobody, nobodyTime) = await TimedAsync(AuthCalls.NewEmail());
            (known, unknown) = (Math.Min(known, wrongTime), Math.Min(unknown, nobodyTime));
            wrong.ShouldFail(401, "identity.credentials.invalid");
            nobody.Status.ShouldBe(wrong.Status);
            WithoutTrace(nobody).ShouldBe(WithoutTrace(wrong));
            nobody.Headers.Keys.Order().ShouldBe(wrong.Headers.Keys.Order());
        }
        (known / unknown).ShouldBeInRange(0.5, 2, $"known {known:0} ms, unknown {unknown:0} ms");
    }

    private async Task<(Answer Answer, double Milliseconds)> TimedAsync(string email)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await host.Anonymous().LoginAsync(email, "uma frase bem errada");
        return (answer, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static string WithoutTrace(Answer answer)
    {
        var json = answer.Json.AsObject();
        json.Remove("traceId");
        return json.ToJsonString();
    }

    private static async Task<string> HashOf(string email) =>
        (string)(await OwnerConnection.ScalarAsync("select password_hash from users where email = $1", email))!;
}
