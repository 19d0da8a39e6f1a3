using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Webhooks;

/// <summary>What reading the webhooks of a number asks of the database: one round trip for each step, whatever their number.</summary>
public interface IReadings
{
    /// <summary>What Meta posted and nobody has read, in the order it came. Not tracked.</summary>
    Task<List<ChannelWebhook>> ListWaitingAsync(Guid channelId, int most, CancellationToken ct);

    /// <summary>What is known of messages of ours, by attempts at them and by Meta's ids in their keyed form.</summary>
    Task<KnownSends> FindAsync(Guid channelId, Guid[] attemptIds, byte[][] wamidLookups, CancellationToken ct);

    /// <summary>
    /// Writes down what Meta said of messages it has taken: each once, the message never backwards, and that the webhooks are read. Part of
    /// the caller's transaction.
    /// </summary>
    /// <returns>Those of the events that Meta has not said before.</returns>
    Task<List<NewEvent>> FollowAsync(Guid channelId, FollowedStatuses followed, CancellationToken ct);

    /// <summary>The webhook is from now on a piece of work of its own, which the caller puts into the queue. Part of the caller's transaction.</summary>
    Task DeferAsync(Guid webhookId, CancellationToken ct);

    /// <summary>Gives the number back, if the lease is still this one.</summary>
    Task ReleaseAsync(Guid channelId, Guid lease, DateTimeOffset now, CancellationToken ct);
}

/// <param name="Attempts">The message of each attempt, and Meta's id of it in its keyed form.</param>
/// <param name="Messages">Our message by Meta's id, which is written in hexadecimals.</param>
public sealed record KnownSends(
    IReadOnlyDictionary<Guid, (Guid MessageId, byte[]? WamidLookup)> Attempts,
    IReadOnlyDictionary<string, Guid> Messages
);

/// <param name="Messages">How far each message is by what is said here, and since when.</param>
/// <param name="Webhooks">All that is read by this, and how many things each said.</param>
/// <param name="LastAt">When the last of them came.</param>
public sealed record FollowedStatuses(
    IReadOnlyList<NewEvent> Events,
    IReadOnlyList<(Guid MessageId, byte[] WamidLookup, OutboundStatus Status, DateTimeOffset At)> Messages,
    IReadOnlyList<(Guid Id, int Updates)> Webhooks,
    DateTimeOffset LastAt,
    DateTimeOffset Now
);
