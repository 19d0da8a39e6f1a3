using System.Security.Claims;
using System.Text.Encodings.Web;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Identity;
using CleanApp.Infrastructure.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace CleanApp.Api.Common;

/// <summary>Who may call an endpoint: exactly one rule each, checked when the host starts.</summary>
/// <param name="Permission">Null for the rules that are not permissions.</param>
public sealed record AccessRule(string Kind, string? Permission = null)
{
    public static readonly AccessRule Anonymous = new("anonymous");

    /// <summary>Any member, whatever the role.</summary>
    public static readonly AccessRule SignedIn = new("signed_in");

    /// <summary>A paired screen.</summary>
    public static readonly AccessRule Panel = new("panel");

    /// <summary>Who runs the installation, by a secret of its configuration.</summary>
    public static readonly AccessRule Operator = new("operator");
}

internal static class Access
{
    public const string UserScheme = JwtBearerDefaults.AuthenticationScheme;
    public const string PanelScheme = "Panel";
    public const string PanelClaim = "panel";

    public static TBuilder RequirePermission<TBuilder>(this TBuilder builder, string permission)
        where TBuilder : IEndpointConventionBuilder =>
        builder
            .WithMetadata(new AccessRule("permission", permission))
            .RequireAuthorization(policy =>
                policy.AddAuthenticationSchemes(UserScheme).RequireAuthenticatedUser().RequireAssertion(context => context.User.May(permission))
            );

    /// <summary>Whether the role that was found for the token's person has this permission.</summary>
    public static bool May(this ClaimsPrincipal user, string permission) =>
        user.FindFirst("role")?.Value is { } role && Permissions.Has(Enum.Parse<Role>(role), permission);

    public static TBuilder RequireSignedIn<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder
            .WithMetadata(AccessRule.SignedIn)
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(UserScheme).RequireAuthenticatedUser());

    public static TBuilder RequirePanel<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder =>
        builder
            .WithMetadata(AccessRule.Panel)
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(PanelScheme).RequireAuthenticatedUser());

    public static TBuilder AllowAnybody<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(AccessRule.Anonymous).AllowAnonymous();

    /// <summary>Deny by default: an endpoint without a rule stops the host from starting.</summary>
    public static void RequireAccessRules(this IEndpointRouteBuilder app)
    {
        foreach (var endpoint in app.DataSources.SelectMany(source => source.Endpoints))
            if (endpoint.Metadata.GetOrderedMetadata<AccessRule>().Count != 1)
                throw new InvalidOperationException($"{endpoint.DisplayName} needs exactly one access rule.");
    }

    public static IServiceCollection AddTokenAuthentication(this IServiceCollection services)
    {
        services.AddSingleton<RememberedTokens>();
        services
            .AddAuthentication(UserScheme)
            .AddJwtBearer(UserScheme, _ => { })
            .AddScheme<AuthenticationSchemeOptions, PanelTokenHandler>(PanelScheme, _ => { })
            .AddScheme<AuthenticationSchemeOptions, OperatorTokenHandler>(Metrics.Scheme, _ => { });
        services
            .AddOptions<JwtBearerOptions>(UserScheme)
            .Configure<KeyRing, RememberedTokens>(
                (options, keys, tokens) =>
                {
                    options.TokenHandlers.Clear();
                    options.TokenHandlers.Add(tokens);
                    options.TokenValidationParameters = new TokenValidationParameters
                    {
                        ValidIssuer = AccessTokens.Issuer,
                        ValidAudience = AccessTokens.Audience,
                        ValidTypes = [AccessTokens.Type],
                        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
                        IssuerSigningKeys = AccessTokens.VerificationKeys(keys),
                        // A token names its key; one that names another is not tried with ours.
                        TryAllIssuerSigningKeys = false,
                        RequireSignedTokens = true,
                        RequireExpirationTime = true,
                        ClockSkew = TimeSpan.FromSeconds(10),
                        NameClaimType = "sub",
                        RoleClaimType = "role",
                    };
                    options.Events = new JwtBearerEvents { OnMessageReceived = ReadHubToken, OnTokenValidated = CheckAccessAsync };
                }
            );
        return services.AddAuthorization();
    }

    /// <summary>Browsers cannot put a header on a WebSocket; only the hub reads the token from the query.</summary>
    public static string? HubToken(HttpRequest request) =>
        request.Path.StartsWithSegments("/hubs") && request.Query["access_token"] is [{ Length: > 0 } token] ? token : null;

    public static string? BearerToken(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.StartsWith("Bearer ", StringComparison.Ordinal) ? header["Bearer ".Length..].Trim() : HubToken(request);
    }

    private static Task ReadHubToken(MessageReceivedContext context)
    {
        context.Token = HubToken(context.Request);
        return Task.CompletedTask;
    }

    /// <summary>A signature says what was true up to fifteen minutes ago; person, membership and session are checked now.</summary>
    private static async Task CheckAccessAsync(TokenValidatedContext context)
    {
        var principal = context.Principal!;
        if (
            !Guid.TryParse(principal.FindFirst("sub")?.Value, out var userId)
            || !Guid.TryParse(principal.FindFirst(AccessTokenClaims.Tenant)?.Value, out var tenantId)
            || !Guid.TryParse(principal.FindFirst(AccessTokenClaims.Session)?.Value, out var sessionId)
            || !int.TryParse(principal.FindFirst(AccessTokenClaims.TokenVersion)?.Value, out var version)
        )
        {
            context.Fail("The token lacks a claim.");
            return;
        }
        var services = context.HttpContext.RequestServices;
        var role = await services
            .GetRequiredService<IAccessCheck>()
            .RoleOfAsync(userId, tenantId, sessionId, version, context.HttpContext.RequestAborted);
        if (role is null)
        {
            context.Fail("The session has ended.");
            return;
        }
        ((ClaimsIdentity)principal.Identity!).AddClaim(new Claim("role", role.Value.ToString()));
        services.GetRequiredService<ITenantContext>().Enter(tenantId);
    }
}

/// <summary>A paired screen's opaque token, looked up by its hash on every request.</summary>
internal sealed class PanelTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    IAccessCheck access,
    ITokenSource tokens
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var token = Access.BearerToken(Request);
        if (token is null or { Length: 0 or > 200 } || token.Contains('.'))
            return AuthenticateResult.NoResult();

        if (await access.PanelOfAsync(tokens.Hash(token), Context.RequestAborted) is not { } known)
            return AuthenticateResult.Fail("The screen is not paired any more.");
        var (tenantId, panelId) = known;

        Context.RequestServices.GetRequiredService<ITenantContext>().Enter(tenantId);
        var identity = new ClaimsIdentity(
            [new Claim(AccessTokenClaims.Tenant, tenantId.ToString("D")), new Claim(Access.PanelClaim, panelId.ToString("D"))],
            Access.PanelScheme
        );
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Access.PanelScheme));
    }
}
