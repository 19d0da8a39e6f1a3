using CleanApp.Domain.Common;

namespace CleanApp.Domain.Payments;

/// <summary>A notification as it arrived: stored before it is answered, processed afterwards, never believed.</summary>
public sealed class InboundWebhook : TenantEntity
{
    private InboundWebhook() { }

    public string Provider { get; private init; } = "";
    public byte[] Body { get; private init; } = [];
    public DateTimeOffset ReceivedAt { get; private init; }
    public DateTimeOffset? ProcessedAt { get; private set; }

    /// <summary>What became of it: <c>processed</c>, or why nothing could be done with it.</summary>
    public string? Outcome { get; private set; }

    public static InboundWebhook Store(Guid id, string provider, byte[] body, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Provider = provider,
            Body = body,
            ReceivedAt = now,
        };

    public void Close(string outcome, DateTimeOffset now)
    {
        ProcessedAt = now;
        Outcome = outcome;
    }
}
