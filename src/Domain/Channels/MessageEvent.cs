using CleanApp.Domain.Common;

namespace CleanApp.Domain.Channels;

/// <summary>What Meta said of a message, once per state; by Meta's own time. May come before we know the message.</summary>
public sealed class MessageEvent : TenantEntity
{
    private MessageEvent() { }

    public Guid ChannelId { get; private init; }
    public byte[] WamidLookup { get; private init; } = [];
    public Guid? MessageId { get; private set; }
    public string Status { get; private init; } = "";
    public DateTimeOffset At { get; private init; }
    public DateTimeOffset RecordedAt { get; private init; }
    public int? ErrorCode { get; private init; }
    public string? ErrorReason { get; private init; }

    /// <summary>What Meta charges, as it says.</summary>
    public bool? Billable { get; private init; }
    public string? PricingModel { get; private init; }
    public string? PricingKind { get; private init; }
    public string? PricingCategory { get; private init; }

    /// <summary>Of a message that was sent a second time: the customer has it twice.</summary>
    public bool IsDuplicate { get; private init; }

    public void BelongTo(Guid messageId) => MessageId ??= messageId;
}
