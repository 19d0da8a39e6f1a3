using CleanApp.Application.Channels.Sending;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels;

public interface IChannelsDb
{
    DbSet<Channel> Channels { get; }
    DbSet<ChannelSender> ChannelSenders { get; }
    DbSet<ChannelReader> ChannelReaders { get; }
    DbSet<ChannelWindow> ChannelWindows { get; }
    DbSet<OutboundMessage> OutboundMessages { get; }
    DbSet<OutboundQueueItem> OutboundQueue { get; }
    DbSet<SendAttempt> SendAttempts { get; }
    DbSet<MessageEvent> MessageEvents { get; }
    DbSet<InboundMessage> InboundMessages { get; }
    DbSet<ChannelWebhook> ChannelWebhooks { get; }
    DbSet<ChannelNotice> ChannelNotices { get; }
    DbSet<ReceivedFile> ReceivedFiles { get; }
    DbSet<MediaAsset> MediaAssets { get; }
    DbSet<ChannelTemplate> ChannelTemplates { get; }
    DbSet<ChannelReplay> ChannelReplays { get; }
    DbSet<ChannelUsageDay> ChannelUsage { get; }

    /// <summary>Webhooks of a channel whose processing was given up.</summary>
    IQueryable<DeadWebhook> DeadLetters(Guid channelId, string kind);

    Task<int> SaveChangesAsync(CancellationToken ct);

    Task<Channel?> LockChannelAsync(Guid id, CancellationToken ct);

    Task<ChannelSender> LockSenderAsync(Guid channelId, CancellationToken ct);

    Task<OutboundQueueItem?> LockQueuedAsync(Guid id, CancellationToken ct);

    /// <summary>Takes a message out of the queue; before it is locked itself.</summary>
    /// <returns>False when it is not there.</returns>
    Task<bool> LeaveQueueAsync(Guid id, CancellationToken ct);

    /// <summary>By id, in its order. The queue's rows are locked before a message, never after.</summary>
    /// <param name="track">False for what <see cref="ITurns.WriteAsync"/> writes.</param>
    Task<List<OutboundMessage>> LockMessagesAsync(Guid[] ids, CancellationToken ct, bool track = true);

    Task<ReceivedFile?> LockReceivedFileAsync(Guid id, CancellationToken ct);

    /// <summary>After messages, never before.</summary>
    Task<MediaAsset?> LockAssetAsync(Guid id, CancellationToken ct);

    /// <summary>Puts it there unless it is there.</summary>
    Task EnqueueAsync(OutboundQueueItem item, CancellationToken ct);

    /// <summary>The windows of these customers, made where missing. Not tracked, not locked: only whoever holds the number's lease counts its pace there.</summary>
    Task<List<ChannelWindow>> EnsureWindowsAsync(Guid channelId, byte[][] recipientLookups, CancellationToken ct);

    /// <summary>A customer's window, kept from being erased until the transaction ends; null when there is none.</summary>
    /// <exception cref="Domain.Common.DomainException">There is no such channel.</exception>
    Task<ChannelWindow?> ShareWindowAsync(Guid channelId, byte[] recipientLookup, CancellationToken ct);

    /// <summary>Stores a message and its place in the queue.</summary>
    void Add(OutboundMessage message, OutboundQueueItem item);

    /// <summary>Whose window it is; made where missing. The contact is locked by the caller.</summary>
    Task SetWindowContactAsync(Guid channelId, byte[] recipientLookup, Guid contactId, CancellationToken ct);

    /// <summary>What a message from a customer does to their window; never backwards.</summary>
    Task NoteInboundAsync(Guid channelId, byte[] senderLookup, Guid? contactId, DateTimeOffset at, bool byAdvertisement, CancellationToken ct);

    /// <summary>Whether an attempt at sending something to this person is under way; what waits to be sent is locked.</summary>
    Task<bool> IsSendingToAsync(Guid contactId, CancellationToken ct);

    /// <summary>
    /// Empties what was sent to and came from this person. What is known of its fate stays, by Meta's ids in their keyed form: what Meta
    /// repeats is still known to have been seen. The contact is locked by the caller.
    /// </summary>
    Task EraseAsync(Guid contactId, DateTimeOffset now, CancellationToken ct);

    /// <summary>False when Meta has said it before.</summary>
    Task<bool> TryAddInboundAsync(NewInbound message, CancellationToken ct);

    /// <summary>False when Meta has said it before.</summary>
    Task<bool> TryAddEventAsync(NewEvent status, CancellationToken ct);

    /// <summary>False when it was noted before.</summary>
    Task<bool> TryAddNoticeAsync(
        Guid channelId,
        Guid webhookId,
        int ordinal,
        Guid id,
        string field,
        byte[] content,
        DateTimeOffset now,
        CancellationToken ct
    );

    /// <summary>All of a number, by id. The channel is locked before them, never after.</summary>
    Task<List<ChannelTemplate>> LockTemplatesAsync(Guid channelId, CancellationToken ct);

    /// <summary>Those that Meta's id or name and language could mean, by id.</summary>
    Task<List<ChannelTemplate>> LockTemplatesAsync(Guid channelId, string? metaId, string? name, string? language, CancellationToken ct);

    /// <summary>When Meta last delivered something; does not wait for whoever holds the channel.</summary>
    Task NoteWebhookAsync(Guid channelId, DateTimeOffset now, bool hasStatus, CancellationToken ct);

    Task AddUsageAsync(Guid channelId, DateOnly day, int accepted, int received, CancellationToken ct);

    /// <summary>How the last attempt at a piece of work ended; null when there is none that failed.</summary>
    Task<WorkFailure?> FindWorkFailureAsync(string kind, Guid subjectId, CancellationToken ct);

    // Before the tenant is known: ids only.
    Task<Guid?> FindChannelTenantAsync(string webhookToken, CancellationToken ct);
}
