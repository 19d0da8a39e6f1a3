using CleanApp.Application.Identity.Auth;

namespace CleanApp.Api.Common;

/// <summary>
/// Browsers ask, by header, to keep the refresh token in a cookie no script can read; other clients get it in the body.
/// </summary>
internal sealed class RefreshCookie(InstanceOptions instance)
{
    public const string TransportHeader = "X-Refresh-Transport";
    private const string Path = "/api/v1/auth";

    private string Name => $"cleanapp_{instance.Id}_refresh";

    /// <summary>The token in the body wins; the cookie counts only for callers that ask for it.</summary>
    public string? Read(HttpContext http, string? inBody) => inBody ?? (IsAskedFor(http) ? http.Request.Cookies[Name] : null);

    public SessionView Deliver(HttpContext http, SessionView session)
    {
        if (!IsAskedFor(http) || session.RefreshToken is not { } token)
            return session;
        http.Response.Cookies.Append(Name, token, Options(http, Domain.Identity.RefreshToken.Lifetime));
        return session with { RefreshToken = null };
    }

    public void Clear(HttpContext http) => http.Response.Cookies.Delete(Name, Options(http, maxAge: null));

    private static bool IsAskedFor(HttpContext http) => http.Request.Headers[TransportHeader] == "cookie";

    private static CookieOptions Options(HttpContext http, TimeSpan? maxAge) =>
        new()
        {
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = http.Request.IsHttps,
            Path = Path,
            MaxAge = maxAge,
        };
}
