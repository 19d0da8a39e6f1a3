using CleanApp.Application.Common;
using MediatR;

namespace CleanApp.Application.Identity.Sessions;

/// <summary>Signs all of one's own devices out but this one, at once.</summary>
public sealed record EndOtherSessions : IRequest<EndOtherSessions.Response>
{
    public sealed record Response(int Ended);
}

internal sealed class EndOtherSessionsHandler(IUnitOfWork unitOfWork, ITenantContext tenantContext, IUserContext user, EndedSessions sessions)
    : IRequestHandler<EndOtherSessions, EndOtherSessions.Response>
{
    public async Task<EndOtherSessions.Response> Handle(EndOtherSessions request, CancellationToken ct)
    {
        tenantContext.Enter(null, user.UserId);
        var ended = await unitOfWork.InTransactionAsync(inner => sessions.EndAllAsync(user.UserId, user.SessionId, inner), ct);
        sessions.Tell(ended);
        return new EndOtherSessions.Response(ended.Count);
    }
}
