using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Agents;

/// <param name="Reason">Of who is away, where they gave one.</param>
/// <param name="AwayUntil">When they are back by themselves; null: when they say so.</param>
/// <param name="IsAutomatic">Away because they were gone; back as soon as they are here.</param>
/// <param name="IsConnected">Whether a screen of theirs is open.</param>
/// <param name="OpenConversations">How many they have; a hundred stands for more.</param>
/// <param name="Capacity">How many they have at most before none is shared out to them; null: as their teams say.</param>
public sealed record AgentView(
    Guid Id,
    string Name,
    AgentState State,
    AwayReason? Reason,
    DateTimeOffset? AwaySince,
    DateTimeOffset? AwayUntil,
    bool IsAutomatic,
    bool IsConnected,
    int OpenConversations,
    int? Capacity
);

/// <summary>Everybody who answers, whatever their number in as many questions.</summary>
internal sealed class AgentViews(IInboxDb db, IActiveMembers members, TimeProvider clock)
{
    /// <summary>By name.</summary>
    public async Task<IReadOnlyList<AgentView>> ListAsync(CancellationToken ct)
    {
        var all = await members.WithAsync(Permissions.ConversationsWrite, ct);
        var agents = await db.Agents.AsNoTracking().ToDictionaryAsync(a => a.UserId, ct);
        var connected = await db.ConnectedAsync(clock.GetUtcNow(), ct);
        var loads = await db.LoadsAsync([.. all.Select(m => m.UserId)], ct);
        return [.. all.Select(m => Of(m, agents.GetValueOrDefault(m.UserId), connected, loads))];
    }

    private static AgentView Of(ActiveMember member, Agent? agent, HashSet<Guid> connected, Dictionary<Guid, int> loads) =>
        new(
            member.UserId,
            member.Name,
            agent?.State ?? AgentState.Available,
            agent?.Reason,
            agent?.AwaySince,
            agent?.AwayUntil,
            agent?.IsAutomatic ?? false,
            connected.Contains(member.UserId),
            loads.GetValueOrDefault(member.UserId),
            agent?.Capacity
        );
}
