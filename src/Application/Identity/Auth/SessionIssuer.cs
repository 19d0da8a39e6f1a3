using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Auth;

/// <param name="AccessToken">JWT, type <c>at+jwt</c>.</param>
/// <param name="ExpiresIn">Seconds the access token lives.</param>
/// <param name="RefreshToken">Null when the caller keeps it in a cookie (<c>X-Refresh-Transport: cookie</c>).</param>
/// <param name="Tenants">Every company this person may switch to.</param>
public sealed record SessionView(
    string AccessToken,
    int ExpiresIn,
    string? RefreshToken,
    TenantRef Tenant,
    UserView User,
    IReadOnlyList<TenantMembershipView> Tenants,
    Role Role,
    IReadOnlyList<string> Permissions
);

public sealed record TenantRef(Guid Id, string Name);

public sealed record UserView(Guid Id, string Name, string Email, Language Language);

public sealed record TenantMembershipView(Guid Id, string Name, Role Role);

/// <summary>Starts sessions and describes them; used by every use case that ends in being signed in.</summary>
internal sealed class SessionIssuer(IIdentityDb db, IAccessTokens accessTokens, ITokenSource tokens, IClientDevice device, TimeProvider clock)
{
    /// <summary>Inside the caller's transaction.</summary>
    public string Start(User user, Guid tenantId, out Session session)
    {
        var now = clock.GetUtcNow();
        session = Session.Start(Guid.CreateVersion7(now), user.Id, tenantId, device.Value, now);
        db.Sessions.Add(session);
        var secret = tokens.NewToken() + tokens.NewToken();
        db.RefreshTokens.Add(RefreshToken.Create(Guid.CreateVersion7(now), session, tokens.Hash(secret), now));
        return secret;
    }

    /// <param name="tenants">Of <see cref="MembershipsAsync"/>, in the same transaction.</param>
    public SessionView Describe(User user, Session session, string? refreshToken, IReadOnlyList<TenantMembershipView> tenants)
    {
        var current = tenants.SingleOrDefault(t => t.Id == session.CurrentTenantId) ?? throw new DomainException(IdentityErrors.TenantNotFound);
        return new SessionView(
            accessTokens.Issue(user, current.Id, session.Id, current.Role),
            (int)accessTokens.Lifetime.TotalSeconds,
            refreshToken,
            new TenantRef(current.Id, current.Name),
            new UserView(user.Id, user.Name, user.Email, user.Language),
            tenants,
            current.Role,
            Permissions.Of(current.Role)
        );
    }

    /// <summary>Needs the person's scope: memberships of other companies are read.</summary>
    public async Task<List<TenantMembershipView>> MembershipsAsync(Guid userId, CancellationToken ct) =>
        await (
            from membership in db.Memberships.AsNoTracking()
            join tenant in db.Tenants.AsNoTracking() on membership.TenantId equals tenant.Id
            where membership.UserId == userId && membership.Active
            orderby membership.CreatedAt, tenant.Id
            select new TenantMembershipView(tenant.Id, tenant.Name, membership.Role)
        ).ToListAsync(ct);
}
