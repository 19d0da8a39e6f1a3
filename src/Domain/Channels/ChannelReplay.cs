using CleanApp.Domain.Common;

namespace CleanApp.Domain.Channels;

/// <summary>That a person had several things done once more, and which; written once.</summary>
public sealed class ChannelReplay : TenantEntity
{
    private ChannelReplay() { }

    public Guid ChannelId { get; private init; }
    public ReplaySubject Subject { get; private init; }

    /// <summary>What was asked for, as JSON: codes, words and times; nobody's name or number.</summary>
    public string Filter { get; private init; } = "";
    public int Count { get; private init; }
    public Guid? RequestedBy { get; private init; }
    public DateTimeOffset RequestedAt { get; private init; }

    public static ChannelReplay Of(Guid id, Guid channelId, ReplaySubject subject, string filter, int count, Guid? requestedBy, DateTimeOffset now) =>
        new()
        {
            Id = id,
            ChannelId = channelId,
            Subject = subject,
            Filter = filter,
            Count = count,
            RequestedBy = requestedBy,
            RequestedAt = now,
        };
}

public enum ReplaySubject
{
    /// <summary>Messages that failed.</summary>
    Messages,

    /// <summary>What Meta posted and nobody could process.</summary>
    DeadLetters,
}
