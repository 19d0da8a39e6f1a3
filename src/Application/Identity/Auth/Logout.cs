using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity.Auth;

/// <summary>Ends the session at once, on every device that shares its tokens. Without a known token there is nothing to end.</summary>
public sealed record Logout(string? RefreshToken) : IRequest<Done>;

internal sealed class LogoutHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    ITenantContext tenantContext,
    IUserContext user,
    ITokenSource tokens,
    IAccessCheck access,
    TimeProvider clock
) : IRequestHandler<Logout, Done>
{
    public async Task<Done> Handle(Logout request, CancellationToken ct)
    {
        Guid? sessionId = null;
        if (user.UserIdOrNone is { } userId)
        {
            tenantContext.Enter(null, userId);
            sessionId = user.SessionId;
        }
        else if (request.RefreshToken is { Length: > 0 and <= 200 } presented)
        {
            var hash = tokens.Hash(presented);
            tenantContext.Enter(null, await db.FindRefreshTokenOwnerAsync(hash, ct));
            sessionId = (await db.RefreshTokens.AsNoTracking().SingleOrDefaultAsync(t => t.TokenHash == hash, ct))?.SessionId;
        }
        if (sessionId is not { } known)
            return Done.Value;

        await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var session = await db.Sessions.SingleOrDefaultAsync(s => s.Id == known, inner);
                session?.End(clock.GetUtcNow());
                await db.SaveChangesAsync(inner);
            },
            ct
        );
        access.Forget(known);
        return Done.Value;
    }
}
