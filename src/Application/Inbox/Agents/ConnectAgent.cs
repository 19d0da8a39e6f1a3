using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using MediatR;

namespace CleanApp.Application.Inbox.Agents;

/// <summary>A screen of somebody who answers is open.</summary>
public sealed record ConnectAgent(Guid ConnectionId, Guid UserId) : IRequest<Done>;

internal sealed class ConnectAgentHandler(IInboxDb db, IUnitOfWork unit, IWorkQueue work, TimeProvider clock) : IRequestHandler<ConnectAgent, Done>
{
    public async Task<Done> Handle(ConnectAgent request, CancellationToken ct)
    {
        await unit.InTransactionAsync(
            async inner =>
            {
                await db.ConnectAsync(request.ConnectionId, request.UserId, clock.GetUtcNow() + AgentConnections.Lasts, inner);
                await work.NudgeAsync(FollowAgent.WorkKind, request.UserId, inner);
            },
            ct
        );
        return Done.Value;
    }
}

/// <summary>How connections end, also those whose node is no more.</summary>
public static class AgentConnections
{
    /// <summary>Whoever has the connection says so again this often.</summary>
    public static readonly TimeSpan Beat = TimeSpan.FromSeconds(10);

    /// <summary>For how long it is believed; a beat may be lost.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(35);

    /// <summary>After it was closed: who loads the page anew is not gone.</summary>
    public static readonly TimeSpan Lingers = TimeSpan.FromSeconds(5);
}
