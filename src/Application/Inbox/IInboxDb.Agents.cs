using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox;

/// <summary>Who is at work, and what is shared out to them.</summary>
public partial interface IInboxDb
{
    DbSet<Agent> Agents { get; }
    DbSet<AgentStateChange> AgentStateChanges { get; }
    DbSet<InboxSettings> InboxSettings { get; }

    /// <summary>
    /// Until the transaction ends nobody else of the company shares out, or changes to whom. Before anything else a transaction locks:
    /// whoever has it waits for nothing but agents.
    /// </summary>
    Task LockSharingAsync(CancellationToken ct);

    /// <summary>As <see cref="LockSharingAsync"/>, without waiting.</summary>
    Task<bool> TryLockSharingAsync(CancellationToken ct);

    /// <summary>Made at first use; locked until the transaction ends, which locks no conversation afterwards.</summary>
    Task<Agent> LockAgentAsync(Guid userId, CancellationToken ct);

    /// <summary>Made at first use; locked until the transaction ends.</summary>
    Task<InboxSettings> LockSettingsAsync(CancellationToken ct);

    /// <summary>Those of them who are away. Nobody's state changes until the transaction ends.</summary>
    Task<HashSet<Guid>> HoldAwayAsync(Guid[] userIds, CancellationToken ct);

    /// <summary>Somebody's screen is connected until then, unless that is put off.</summary>
    Task ConnectAsync(Guid connectionId, Guid userId, DateTimeOffset until, CancellationToken ct);

    /// <summary>It is not, from then on.</summary>
    Task DisconnectAsync(Guid connectionId, DateTimeOffset from, CancellationToken ct);

    /// <summary>Everybody who is connected, to whatever node.</summary>
    Task<HashSet<Guid>> ConnectedAsync(DateTimeOffset now, CancellationToken ct);

    /// <summary>What somebody's connections say; those that are over but for the last are forgotten.</summary>
    Task<AgentPresence> PresenceOfAsync(Guid userId, DateTimeOffset now, CancellationToken ct);

    /// <summary>How many open conversations each of them has; a hundred stands for more.</summary>
    Task<Dictionary<Guid, int>> LoadsAsync(Guid[] userIds, CancellationToken ct);

    /// <summary>
    /// Those that wait for somebody of their team and that one with room can take, who waits longest first; locked. What somebody else has
    /// locked is passed over.
    /// </summary>
    Task<List<Conversation>> LockLongestWaitingAsync(IReadOnlyList<TeamRoom> room, int limit, CancellationToken ct);

    /// <summary>Whether there is one more that could be given to somebody, locked or not.</summary>
    Task<bool> HasWaitingAsync(IReadOnlyList<TeamRoom> room, CancellationToken ct);

    /// <summary>Of what this person has, some of what is not resolved; locked, the smallest id first.</summary>
    Task<List<Conversation>> LockHeldAsync(Guid userId, Held held, int limit, CancellationToken ct);

    /// <summary>What these people have of a team and is not resolved; locked, the smallest id first.</summary>
    Task<List<Conversation>> LockHeldOfTeamAsync(Guid teamId, Guid[] userIds, CancellationToken ct);
}

/// <summary>Which of somebody's conversations.</summary>
public enum Held
{
    /// <summary>All that are not resolved.</summary>
    Live,

    /// <summary>Their customers wait, and nobody has noticed yet that this person is away.</summary>
    Awaited,

    /// <summary>Their customers wait, and this person was away.</summary>
    Unattended,
}
