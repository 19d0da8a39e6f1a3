using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Sending;

/// <summary>
/// What one end of a number's turn changes, of rows that are locked and not tracked; written by <see cref="IChannelsDb.WriteAsync"/> with one
/// statement for each table, because one for each row costs several times what the row does.
/// </summary>
public sealed class TurnChanges
{
    public List<OutboundMessage> Messages { get; } = [];

    /// <summary>Put on record now.</summary>
    public List<SendAttempt> Begun { get; } = [];
    public List<SendAttempt> Ended { get; } = [];

    /// <summary>In the queue still.</summary>
    public List<OutboundQueueItem> Kept { get; } = [];

    /// <summary>Out of the queue.</summary>
    public List<OutboundQueueItem> Gone { get; } = [];
    public List<ChannelWindow> Windows { get; } = [];
}

/// <summary>An attempt that Meta took.</summary>
/// <param name="Wamid">Meta's id; sealed.</param>
/// <param name="WamidLookup">Blind index of it.</param>
public sealed record AcceptedAttempt(Guid MessageId, Guid AttemptId, int Number, byte[] Wamid, byte[] WamidLookup);
