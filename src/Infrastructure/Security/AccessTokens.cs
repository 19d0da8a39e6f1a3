using System.Security.Claims;
using CleanApp.Application.Identity;
using CleanApp.Domain.Identity;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace CleanApp.Infrastructure.Security;

public static class AccessTokenClaims
{
    public const string Tenant = "tid";
    public const string Session = "sid";
    public const string TokenVersion = "ver";
}

/// <summary>HS256, type <c>at+jwt</c>, one issuer and audience; every live signing key is accepted.</summary>
public sealed class AccessTokens(KeyRing keys, TimeProvider clock) : IAccessTokens
{
    public const string Issuer = "cleanapp";
    public const string Audience = "cleanapp-api";
    public const string Type = "at+jwt";
    private static readonly JsonWebTokenHandler Handler = new();

    public TimeSpan Lifetime { get; } = TimeSpan.FromMinutes(15);

    public static IEnumerable<SecurityKey> VerificationKeys(KeyRing keys) =>
        keys.Signing.Select(k => new SymmetricSecurityKey(k.Secret) { KeyId = k.Id });

    public string Issue(User user, Guid tenantId, Guid sessionId, Role role)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var (id, secret) = keys.Signing[0];
        return Handler.CreateToken(
            new SecurityTokenDescriptor
            {
                Issuer = Issuer,
                Audience = Audience,
                TokenType = Type,
                IssuedAt = now,
                NotBefore = now,
                Expires = now + Lifetime,
                Subject = new ClaimsIdentity([
                    new Claim("sub", user.Id.ToString("D")),
                    new Claim(AccessTokenClaims.Tenant, tenantId.ToString("D")),
                    new Claim(AccessTokenClaims.Session, sessionId.ToString("D")),
                    new Claim(AccessTokenClaims.TokenVersion, user.TokenVersion.ToString(System.Globalization.CultureInfo.InvariantCulture)),
                ]),
                SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(secret) { KeyId = id }, SecurityAlgorithms.HmacSha256),
            }
        );
    }
}
