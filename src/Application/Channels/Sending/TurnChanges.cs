using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Sending;

/// <summary>What one end of a number's turn changes, of rows that are not tracked; written with one statement for each table.</summary>
public sealed class TurnChanges
{
    public List<OutboundMessage> Messages { get; } = [];

    /// <summary>Put on record now.</summary>
    public List<SendAttempt> Begun { get; } = [];
    public List<SendAttempt> Ended { get; } = [];

    /// <summary>Put back into the queue, unless they are there.</summary>
    public List<OutboundQueueItem> Queued { get; } = [];
    public List<ChannelWindow> Windows { get; } = [];
}
