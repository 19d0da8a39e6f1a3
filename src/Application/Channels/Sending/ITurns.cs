using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Sending;

/// <summary>
/// What a turn of a number asks of the database: one round trip for each of its steps, whatever the number of its messages, because a
/// statement for each message costs several times what it does. Part of the caller's transaction.
/// </summary>
public interface ITurns
{
    /// <summary>The number's sender, locked, if the lease is still this one.</summary>
    Task<ChannelSender?> LockAsync(Guid channelId, Guid lease, CancellationToken ct);

    /// <summary>Takes out of the queue what is due on a number, in its order, the first for each customer only.</summary>
    Task<List<DueMessage>> TakeDueAsync(Guid channelId, DateTimeOffset now, int most, CancellationToken ct);

    /// <summary>Puts attempts on record, and the turn with its number; without attempts the turn ends.</summary>
    Task BeginAsync(ChannelSender sender, TurnChanges changes, CancellationToken ct);

    /// <summary>
    /// Writes down that Meta took these messages, of which nothing else is known: queued still, no other attempt ended meanwhile. Ends the
    /// turn, if the lease is still this one.
    /// </summary>
    Task<Acceptance> AcceptAsync(Guid channelId, Guid lease, IReadOnlyList<AcceptedAttempt> accepted, DateTimeOffset now, CancellationToken ct);

    /// <summary>The caller holds the locks of these messages.</summary>
    Task WriteAsync(TurnChanges changes, CancellationToken ct);
}

/// <summary>What has to be known of a message to begin an attempt.</summary>
/// <param name="Recipient">Sealed, as its content.</param>
/// <param name="Window">Null when the customer has none yet on this number.</param>
public sealed record DueMessage(
    OutboundQueueItem Item,
    OutboundStatus Status,
    byte[]? Recipient,
    byte[]? Content,
    MessageClass Class,
    bool NeedsOpenWindow,
    Guid? ContactId,
    Guid? ReplyToId,
    Guid? AssetId,
    DateTimeOffset? ExpiresAt,
    int Attempts,
    ChannelWindow? Window
)
{
    public Guid Id => Item.Id;
}

/// <summary>An attempt that Meta took.</summary>
/// <param name="Wamid">Meta's id; sealed.</param>
/// <param name="WamidLookup">Blind index of it.</param>
public sealed record AcceptedAttempt(Guid MessageId, Guid AttemptId, int Number, byte[] Wamid, byte[] WamidLookup);

/// <param name="Written">The messages it was written of; of the others something is known, which the caller looks at.</param>
/// <param name="IsTold">Of some of all these Meta has told something already that nobody could put to its message.</param>
public sealed record Acceptance(HashSet<Guid> Written, bool IsTold);
