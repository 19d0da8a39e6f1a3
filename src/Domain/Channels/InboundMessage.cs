using CleanApp.Domain.Common;

namespace CleanApp.Domain.Channels;

/// <summary>What a customer sent, once.</summary>
public sealed class InboundMessage : TenantEntity
{
    private InboundMessage() { }

    public Guid ChannelId { get; private init; }

    /// <summary>Meta's id, which contains the telephone number; sealed. Null, as sender and content, once the person was anonymised.</summary>
    public byte[]? Wamid { get; private init; }
    public byte[] WamidLookup { get; private init; } = [];

    /// <summary>Null when Meta gave nobody.</summary>
    public Guid? ContactId { get; private init; }

    /// <summary>As an outbound message's recipient; sealed.</summary>
    public byte[]? Sender { get; private init; }
    public byte[] SenderLookup { get; private init; } = [];

    /// <summary>Meta's word; open.</summary>
    public string Kind { get; private init; } = "";

    /// <summary>What is to be read of it, and what Meta wrote; sealed JSON.</summary>
    public byte[]? Content { get; private init; }

    /// <summary>By Meta's clock.</summary>
    public DateTimeOffset At { get; private init; }
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>Of the message it quotes, reacts to, edits or revokes.</summary>
    public byte[]? QuotedLookup { get; private init; }
}

/// <summary>A body Meta posted, as it came; sealed, since it names people.</summary>
public sealed class ChannelWebhook : TenantEntity
{
    private ChannelWebhook() { }

    public Guid ChannelId { get; private init; }
    public byte[] Body { get; private init; } = [];
    public DateTimeOffset ReceivedAt { get; private init; }
    public DateTimeOffset? ProcessedAt { get; private set; }

    /// <summary>How many things it said.</summary>
    public int? Updates { get; private set; }

    /// <summary>It could not be understood with the others of its number, and is a piece of work of its own.</summary>
    public bool Deferred { get; private set; }

    /// <summary>Of the request it came by, in W3C's form.</summary>
    public string? TraceParent { get; private init; }
}

/// <summary>One reader at a time of what Meta posted for a number: its lease. Its id is the channel's.</summary>
public sealed class ChannelReader : TenantEntity
{
    private ChannelReader() { }

    public Guid? LeaseToken { get; private init; }
    public DateTimeOffset? LeaseUntil { get; private init; }
    public DateTimeOffset? LastServedAt { get; private init; }

    public static ChannelReader Of(Guid channelId) => new() { Id = channelId };
}

/// <summary>What Meta said that is neither a message nor a status: kept and shown.</summary>
public sealed class ChannelNotice : TenantEntity
{
    private ChannelNotice() { }

    public Guid ChannelId { get; private init; }
    public Guid WebhookId { get; private init; }
    public int Ordinal { get; private init; }

    /// <summary>Meta's word; open.</summary>
    public string Field { get; private init; } = "";

    /// <summary>JSON; sealed.</summary>
    public byte[] Content { get; private init; } = [];
    public DateTimeOffset ReceivedAt { get; private init; }
}
