using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

/// <summary>Whether somebody who answers is at work, and how much is shared out to them. Its id is the person's.</summary>
public sealed class Agent : TenantEntity
{
    private Agent() { }

    public Guid UserId { get; private init; }
    public AgentState State { get; private set; }
    public AwayReason? Reason { get; private set; }
    public DateTimeOffset? AwaySince { get; private set; }

    /// <summary>When they are back by themselves; null: when they say so.</summary>
    public DateTimeOffset? AwayUntil { get; private set; }

    /// <summary>Away because they were gone, and back as soon as they are here.</summary>
    public bool IsAutomatic { get; private set; }

    /// <summary>Instead of their teams'; 0: nothing is shared out to them.</summary>
    public int? Capacity { get; private set; }

    /// <summary>Goes up over the whole company with each conversation that is shared out: the lowest was given one longest ago.</summary>
    public long Turn { get; private set; }

    public bool IsAway => State == AgentState.Away;

    public static Agent Of(Guid userId) => new() { Id = userId, UserId = userId };

    /// <param name="until">Null: until they say so.</param>
    /// <returns>Null when it is so already.</returns>
    /// <exception cref="DomainException">They would have been back before.</exception>
    public AgentStateChange? GoAway(AwayReason? reason, DateTimeOffset? until, DateTimeOffset now)
    {
        if (until <= now)
            throw new DomainException(AgentErrors.BackInPast);
        // Kept by whole seconds, so that the same is the same when it comes back from where it is kept.
        until -= TimeSpan.FromTicks(until?.Ticks % TimeSpan.TicksPerSecond ?? 0);
        return IsAway && !IsAutomatic && (Reason, AwayUntil) == (reason, until) ? null : Leave(reason, until, isAutomatic: false, now);
    }

    /// <returns>Null when it is so already.</returns>
    public AgentStateChange? ComeBack(DateTimeOffset now) => IsAway ? Return(isAutomatic: false, now) : null;

    /// <summary>What time and their connections make of it: who is gone too long is away, until they are here again.</summary>
    /// <param name="awayAfter">How long somebody may be gone.</param>
    /// <returns>Null when nothing has changed.</returns>
    public AgentStateChange? Follow(AgentPresence presence, TimeSpan awayAfter, DateTimeOffset now)
    {
        if (!IsAway)
            return GoneAt(presence, awayAfter) <= now ? Leave(null, null, isAutomatic: true, now) : null;
        if (IsAutomatic)
            return presence.IsHere ? Return(isAutomatic: true, now) : null;
        if (!(AwayUntil <= now))
            return null;
        return presence.IsHere ? Return(isAutomatic: true, now) : Leave(null, null, isAutomatic: true, now);
    }

    /// <summary>When <see cref="Follow"/> has something to say although nothing happens; null: never.</summary>
    public DateTimeOffset? FollowAt(AgentPresence presence, TimeSpan awayAfter) =>
        IsAway
            ? IsAutomatic
                ? null
                : AwayUntil
            : GoneAt(presence, awayAfter);

    public void Hold(int? capacity) => Capacity = capacity;

    internal void TakeTurn(long turn) => Turn = turn;

    private static DateTimeOffset? GoneAt(AgentPresence presence, TimeSpan awayAfter) => presence.IsHere ? null : presence.LastHereAt + awayAfter;

    private AgentStateChange Leave(AwayReason? reason, DateTimeOffset? until, bool isAutomatic, DateTimeOffset now)
    {
        (State, Reason, AwayUntil, IsAutomatic) = (AgentState.Away, reason, until, isAutomatic);
        AwaySince ??= now;
        return AgentStateChange.Of(this, now);
    }

    private AgentStateChange Return(bool isAutomatic, DateTimeOffset now)
    {
        (State, Reason, AwaySince, AwayUntil, IsAutomatic) = (AgentState.Available, null, null, null, isAutomatic);
        var change = AgentStateChange.Of(this, now);
        IsAutomatic = false;
        return change;
    }
}

/// <summary>What somebody's connections say.</summary>
/// <param name="LastHereAt">When the last one ended; null: there never was one.</param>
public readonly record struct AgentPresence(bool IsHere, DateTimeOffset? LastHereAt);

/// <summary>One change of somebody's state; written once.</summary>
public sealed class AgentStateChange : TenantEntity
{
    private AgentStateChange() { }

    public Guid UserId { get; private init; }
    public AgentState State { get; private init; }
    public AwayReason? Reason { get; private init; }
    public DateTimeOffset? Until { get; private init; }

    /// <summary>Of time or their connections, not their own doing.</summary>
    public bool IsAutomatic { get; private init; }
    public DateTimeOffset At { get; private init; }

    internal static AgentStateChange Of(Agent agent, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            UserId = agent.UserId,
            State = agent.State,
            Reason = agent.Reason,
            Until = agent.AwayUntil,
            IsAutomatic = agent.IsAutomatic,
            At = now,
        };
}

public enum AgentState
{
    Available,
    Away,
}

public enum AwayReason
{
    Break,
    Lunch,
    Meeting,
    OtherWork,
    DayIsOver,
}
