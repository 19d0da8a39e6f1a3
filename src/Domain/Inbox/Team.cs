using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

/// <summary>People who answer the same conversations.</summary>
public sealed class Team : TenantEntity
{
    public const int DefaultCapacity = 6;
    public const int DefaultLimboMinutes = 10;

    private Team() { }

    public string Name { get; private set; } = "";

    /// <summary>Everybody who answers belongs to it, without being entered: the team a company begins with, of which it has one.</summary>
    public bool IsEveryone { get; private init; }
    public bool Active { get; private set; } = true;
    public AssignmentMode Mode { get; private set; }

    /// <summary>How many open conversations one of them has at most before none is shared out to them, unless they have a number of their own.</summary>
    public int Capacity { get; private set; } = DefaultCapacity;

    /// <summary>After so long without anybody at work who has it, whoever leads is told of a conversation.</summary>
    public int LimboMinutes { get; private set; } = DefaultLimboMinutes;

    /// <summary>After so long what waits for somebody who is away comes back to the team; null: it stays theirs.</summary>
    public int? AwayReturnMinutes { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }

    public bool SharesOut => Active && Mode != AssignmentMode.Manual;
    public TimeSpan Limbo => TimeSpan.FromMinutes(LimboMinutes);
    public TimeSpan? AwayReturn => AwayReturnMinutes is { } minutes ? TimeSpan.FromMinutes(minutes) : null;

    public static Team Create(Guid id, string name, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Name = name.Trim(),
            CreatedAt = now,
        };

    /// <exception cref="DomainException">The team that conversations fall back to cannot be switched off.</exception>
    public void Describe(string name, bool active)
    {
        if (IsEveryone && !active)
            throw new DomainException(TeamErrors.IsNeeded);
        Name = name.Trim();
        Active = active;
    }

    /// <summary>Who is given its conversations, and what becomes of those nobody attends to.</summary>
    public void Arrange(AssignmentMode mode, int capacity, int limboMinutes, int? awayReturnMinutes) =>
        (Mode, Capacity, LimboMinutes, AwayReturnMinutes) = (mode, capacity, limboMinutes, awayReturnMinutes);
}

public sealed class TeamMember : TenantEntity
{
    private TeamMember() { }

    public Guid TeamId { get; private init; }
    public Guid UserId { get; private init; }

    public static TeamMember Of(Guid id, Guid teamId, Guid userId) =>
        new()
        {
            Id = id,
            TeamId = teamId,
            UserId = userId,
        };
}

/// <summary>Which team new conversations of a channel go to; a channel without one is everybody's. Its id is the channel's.</summary>
public sealed class ChannelRoute : TenantEntity
{
    private ChannelRoute() { }

    public Guid TeamId { get; private set; }

    public static ChannelRoute To(Guid channelId, Guid teamId) => new() { Id = channelId, TeamId = teamId };

    public void Change(Guid teamId) => TeamId = teamId;
}
