using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using CleanApp.Infrastructure.Telemetry;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace CleanApp.Api.Common;

internal static class Metrics
{
    public const string Scheme = "Operator";

    /// <summary>Only where a secret is configured; without one the address does not exist.</summary>
    public static void MapMetrics(this IEndpointRouteBuilder app)
    {
        if (!app.ServiceProvider.GetRequiredService<MetricsOptions>().IsOn)
            return;
        // It listens from the start, not from the first question.
        app.ServiceProvider.GetRequiredService<IOperatorMetrics>();
        app.MapGet("/metrics", WriteAsync)
            .WithMetadata(AccessRule.Operator)
            .RequireAuthorization(policy => policy.AddAuthenticationSchemes(Scheme).RequireAuthenticatedUser())
            .ExcludeFromDescription();
    }

    /// <summary>Figures for operators, in Prometheus' text format.</summary>
    private static async Task<ContentHttpResult> WriteAsync(IOperatorMetrics metrics, CancellationToken ct) =>
        TypedResults.Text(await metrics.WriteAsync(ct), "text/plain; version=0.0.4", Encoding.UTF8);
}

/// <summary>The operator's secret, as Prometheus shows it: <c>Authorization: Bearer …</c>.</summary>
internal sealed class OperatorTokenHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    MetricsOptions metrics
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var header = Request.Headers.Authorization.ToString();
        if (!metrics.IsOn || !header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return Task.FromResult(AuthenticateResult.NoResult());
        // Hashed, so that the time tells nothing of the length either.
        var isRight = CryptographicOperations.FixedTimeEquals(Hash(header[Prefix.Length..].Trim()), Hash(metrics.Secret!));
        return Task.FromResult(
            isRight
                ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity(Metrics.Scheme)), Metrics.Scheme))
                : AuthenticateResult.Fail("Not the operator's secret.")
        );
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
