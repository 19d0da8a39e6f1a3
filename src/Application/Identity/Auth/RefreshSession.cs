using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Auth;

/// <summary>
/// Exchanges a refresh token for its child. A token works once; presented again it ends the whole session, except that the
/// immediate parent gets the same child again for 15 seconds, as long as that child has not been used: two tabs, or an answer lost.
/// </summary>
public sealed record RefreshSession(string? RefreshToken) : IRequest<SessionView>;

internal sealed class RefreshSessionHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    ITenantContext tenantContext,
    ITokenSource tokens,
    IAccessCheck access,
    SessionIssuer sessions,
    TimeProvider clock
) : IRequestHandler<RefreshSession, SessionView>
{
    public async Task<SessionView> Handle(RefreshSession request, CancellationToken ct)
    {
        if (request.RefreshToken is not { Length: > 0 and <= 200 } presented)
            throw new DomainException(IdentityErrors.RefreshTokenInvalid);
        var hash = tokens.Hash(presented);
        var userId = await db.FindRefreshTokenOwnerAsync(hash, ct) ?? throw new DomainException(IdentityErrors.RefreshTokenInvalid);
        tenantContext.Enter(null, userId);

        Guid? ended = null;
        var view = await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var now = clock.GetUtcNow();
                var token = await db.LockRefreshTokenAsync(hash, inner);
                var session = token is null ? null : await db.Sessions.SingleOrDefaultAsync(s => s.Id == token.SessionId, inner);
                var user = await db.Users.SingleOrDefaultAsync(u => u.Id == userId && u.Active, inner);
                if (token is null || user is null || session is not { EndedAt: null } || token.HasExpired(now))
                    throw new DomainException(IdentityErrors.RefreshTokenInvalid);

                var childSecret = tokens.Derive("refresh-token-child", presented);
                var childHash = tokens.Hash(childSecret);
                if (token.UsedAt is not null)
                {
                    var child = await db.RefreshTokens.AsNoTracking().SingleOrDefaultAsync(t => t.TokenHash == childHash, inner);
                    if (!token.IsInGrace(now) || child is not { UsedAt: null })
                    {
                        session.End(now);
                        await db.SaveChangesAsync(inner);
                        ended = session.Id;
                        return null;
                    }
                }
                else
                {
                    session.Touch(now);
                    token.Use(childHash, now);
                    db.RefreshTokens.Add(RefreshToken.Create(Guid.CreateVersion7(now), session, childHash, now));
                    await db.SaveChangesAsync(inner);
                }
                // Whoever was removed from the company signs in anew, to another one if there is one.
                var tenantId = session.CurrentTenantId;
                if (!await db.Memberships.AnyAsync(m => m.UserId == userId && m.TenantId == tenantId && m.Active, inner))
                    throw new DomainException(IdentityErrors.RefreshTokenInvalid);
                // Signing in anew leads them through its setting up.
                if (!(await db.Tenants.AsNoTracking().SingleAsync(t => t.Id == tenantId, inner)).LetsIn(user, now))
                    throw new DomainException(IdentityErrors.RefreshTokenInvalid);
                return sessions.Describe(user, session, childSecret, await sessions.MembershipsAsync(user.Id, inner));
            },
            ct
        );
        if (ended is { } sessionId)
            access.Forget(sessionId);
        return view ?? throw new DomainException(IdentityErrors.RefreshTokenReused);
    }
}
