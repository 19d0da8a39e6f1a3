using CleanApp.Application.Common;
using MediatR;

namespace CleanApp.Application.Inbox.Agents;

/// <summary>A screen of somebody who answers was closed.</summary>
public sealed record DisconnectAgent(Guid ConnectionId) : IRequest<Done>;

internal sealed class DisconnectAgentHandler(IInboxDb db, TimeProvider clock) : IRequestHandler<DisconnectAgent, Done>
{
    public async Task<Done> Handle(DisconnectAgent request, CancellationToken ct)
    {
        await db.DisconnectAsync(request.ConnectionId, clock.GetUtcNow() + AgentConnections.Lingers, ct);
        return Done.Value;
    }
}
