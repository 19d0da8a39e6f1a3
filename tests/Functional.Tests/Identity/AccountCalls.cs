using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using OtpNet;

namespace CleanApp.Functional.Tests.Identity;

/// <summary>What a person does about an account, by name.</summary>
internal static class AccountCalls
{
    public const string OtherPassword = "outra frase bem longa";

    public static Task<Answer> InviteByMailAsync(this ApiClient api, string email, string role = "agent", string? name = "Bia") =>
        api.PostAsync(
            "/api/v1/members/invites",
            new
            {
                role,
                email,
                name,
                delivery = "email",
            }
        );

    public static async Task<IReadOnlyList<JsonNode>> InvitesAsync(this ApiClient api) =>
        [.. (await api.GetAsync("/api/v1/members/invites")).ShouldBe(200).Json["items"]!.AsArray().Select(i => i!)];

    public static Task<Answer> ResendAsync(this ApiClient api, JsonNode invite) => api.PostAsync($"/api/v1/members/invites/{invite["id"]}/mails");

    public static Task<Answer> AskForPasswordAsync(this ApiClient api, string email) => api.PostAsync("/api/v1/auth/password-resets", new { email });

    public static Task<Answer> OpenResetAsync(this ApiClient api, string token) => api.PostAsync("/api/v1/auth/password-resets/open", new { token });

    public static Task<Answer> SetPasswordAsync(this ApiClient api, string token, string password = OtherPassword) =>
        api.PostAsync("/api/v1/auth/password-resets/use", new { token, password });

    public static Task<Answer> ProfileAsync(this ApiClient api) => api.GetAsync("/api/v1/me/profile");

    public static async Task<JsonArray> SessionsAsync(this ApiClient api) =>
        (await api.GetAsync("/api/v1/me/sessions")).ShouldBe(200).Json["items"]!.AsArray();

    public static Task<Answer> SetAvatarAsync(this ApiClient api, byte[] picture, string name = "eu.png", string type = "image/png")
    {
        var file = new ByteArrayContent(picture);
        file.Headers.ContentType = new MediaTypeHeaderValue(type);
        return api.PutAsync("/api/v1/me/avatar", new MultipartFormDataContent { { file, "file", name } });
    }

    public static Task<Answer> BeginFactorAsync(this ApiClient api, string password = TestTenant.Password) =>
        api.PostAsync("/api/v1/me/second-factor", new { password });

    public static Task<Answer> ConfirmFactorAsync(this ApiClient api, string code) => api.PostAsync("/api/v1/me/second-factor/confirm", new { code });

    public static Task<Answer> SecondStepAsync(this ApiClient api, string token, string code) =>
        api.PostAsync("/api/v1/auth/second-step", new { token, code });

    /// <summary>What an authenticator app shows at a time.</summary>
    public static string CodeAt(this string secret, DateTimeOffset at) => new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(at.UtcDateTime);
}
