using CleanApp.Functional.Tests.Hosting;

namespace CleanApp.Functional.Tests.Identity;

/// <summary>The sign-in operations by name.</summary>
internal static class AuthCalls
{
    public static string NewEmail(string who = "pessoa") => $"{who}-{Guid.CreateVersion7():N}@empresa.example";

    public static Task<Answer> RegisterAsync(
        this ApiClient api,
        string? email = null,
        string password = TestTenant.Password,
        string tenantName = "Padaria"
    ) =>
        api.PostAsync(
            "/api/v1/auth/register",
            new
            {
                tenantName,
                name = "Ana",
                email = email ?? NewEmail(),
                password,
            }
        );

    public static Task<Answer> LoginAsync(this ApiClient api, string email, string password = TestTenant.Password) =>
        api.PostAsync("/api/v1/auth/login", new { email, password });

    public static Task<Answer> RefreshAsync(this ApiClient api, string? refreshToken) => api.PostAsync("/api/v1/auth/refresh", new { refreshToken });

    public static Task<Answer> MeAsync(this ApiClient api) => api.GetAsync("/api/v1/me");

    public static Guid UserId(this Answer session) => Guid.Parse(session.Json["user"]!["id"]!.ToString());

    public static Guid TenantId(this Answer session) => Guid.Parse(session.Json["tenant"]!["id"]!.ToString());

    /// <summary>The token of a new invitation's link.</summary>
    public static async Task<string> InviteAsync(this TestTenant company, string role = "operator") =>
        (await company.Owner.PostAsync("/api/v1/members/invites", new { role })).ShouldBe(201)["url"]!.Split('/')[^1];

    public static Task<Answer> AcceptAsync(this ApiClient api, string token, string? email = null) =>
        api.PostAsync(
            $"/api/v1/auth/invites/{token}/accept",
            email is null
                ? new { }
                : new
                {
                    name = "Novo Membro",
                    email,
                    password = TestTenant.Password,
                }
        );

    public static Task<Answer> ChangeMemberAsync(this ApiClient api, Guid userId, string role, bool active = true) =>
        api.PutAsync($"/api/v1/members/{userId}", new { role, active });
}
