namespace CleanApp.Application.Channels;

/// <param name="Error">The kind of failure.</param>
/// <param name="DeadAt">Since when it is not tried any more.</param>
public sealed record WorkFailure(string Error, DateTimeOffset? DeadAt);

/// <summary>With settable members, so that queries over it can go on.</summary>
public sealed record DeadWebhook
{
    public Guid Id { get; init; }
    public DateTimeOffset ReceivedAt { get; init; }
    public string? Error { get; init; }
    public int Attempts { get; init; }
    public DateTimeOffset DeadAt { get; init; }
}

public sealed record NewInbound(
    Guid Id,
    Guid ChannelId,
    byte[] Wamid,
    byte[] WamidLookup,
    Guid? ContactId,
    byte[] Sender,
    byte[] SenderLookup,
    string Kind,
    byte[] Content,
    DateTimeOffset At,
    DateTimeOffset ReceivedAt,
    byte[]? QuotedLookup
);

public sealed record NewEvent(
    Guid Id,
    Guid ChannelId,
    byte[] WamidLookup,
    Guid? MessageId,
    string Status,
    DateTimeOffset At,
    DateTimeOffset RecordedAt,
    int? ErrorCode,
    string? ErrorReason,
    bool? Billable,
    string? PricingModel,
    string? PricingKind,
    string? PricingCategory,
    bool IsDuplicate
);
