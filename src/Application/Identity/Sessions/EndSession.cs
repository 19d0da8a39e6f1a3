using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using MediatR;

namespace CleanApp.Application.Identity.Sessions;

/// <summary>Signs one of one's own devices out, at once.</summary>
public sealed record EndSession(Guid Id) : IRequest<Done>;

internal sealed class EndSessionHandler(
    IIdentityDb db,
    IUnitOfWork unitOfWork,
    ITenantContext tenantContext,
    IUserContext user,
    EndedSessions sessions
) : IRequestHandler<EndSession, Done>
{
    public async Task<Done> Handle(EndSession request, CancellationToken ct)
    {
        tenantContext.Enter(null, user.UserId);
        var ended = await unitOfWork.InTransactionAsync(
            inner => sessions.EndAsync(db.Sessions.Where(s => s.UserId == user.UserId && s.Id == request.Id), inner),
            ct
        );
        if (ended.Count == 0)
            throw new DomainException(IdentityErrors.SessionNotFound);
        sessions.Tell(ended);
        return Done.Value;
    }
}
