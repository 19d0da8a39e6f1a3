using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Auth;

/// <summary>Moves the session to another of the person's companies: a new access token; the refresh token stays.</summary>
public sealed record SwitchTenant(Guid TenantId) : IRequest<SessionView>;

internal sealed class SwitchTenantHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    ITenantContext tenantContext,
    IUserContext user,
    ITokenSource tokens,
    SessionIssuer sessions,
    TimeProvider clock
) : IRequestHandler<SwitchTenant, SessionView>
{
    public Task<SessionView> Handle(SwitchTenant request, CancellationToken ct)
    {
        tenantContext.Enter(null, user.UserId);
        return unitOfWork.InTransactionAsync(
            async inner =>
            {
                if (!await db.Memberships.AnyAsync(m => m.UserId == user.UserId && m.TenantId == request.TenantId && m.Active, inner))
                    throw new DomainException(IdentityErrors.TenantNotFound);
                var person = await db.Users.SingleAsync(u => u.Id == user.UserId, inner);
                if (!(await db.Tenants.AsNoTracking().SingleAsync(t => t.Id == request.TenantId, inner)).LetsIn(person, clock.GetUtcNow()))
                    throw new DomainException(IdentityErrors.SecondFactorRequired);
                var session = await db.Sessions.SingleAsync(s => s.Id == user.SessionId, inner);
                session.SwitchTo(request.TenantId);

                // A client that keeps the token itself gets a further one of the same session, so its stored token stays usable too.
                var now = clock.GetUtcNow();
                var secret = tokens.NewToken() + tokens.NewToken();
                db.RefreshTokens.Add(RefreshToken.Create(Guid.CreateVersion7(now), session, tokens.Hash(secret), now));
                await db.SaveChangesAsync(inner);
                return sessions.Describe(person, session, secret, await sessions.MembershipsAsync(person.Id, inner));
            },
            ct
        );
    }
}
