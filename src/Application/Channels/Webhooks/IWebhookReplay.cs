namespace CleanApp.Application.Channels.Webhooks;

/// <summary>For whoever posts bodies to a channel once more: signs them as Meta would, and tells what became of each.</summary>
public interface IWebhookReplay
{
    /// <summary>Null: the company has no such channel.</summary>
    Task<ReplayTarget?> FindAsync(Guid channelId, CancellationToken ct);

    /// <returns>The value of <c>X-Hub-Signature-256</c>.</returns>
    Task<string> SignAsync(Guid channelId, ReadOnlyMemory<byte> body, CancellationToken ct);

    /// <summary>What the channel has been sent, from this instant on.</summary>
    Task<IReadOnlyList<Guid>> ListSinceAsync(Guid channelId, DateTimeOffset since, CancellationToken ct);

    /// <summary>When the channel was last sent anything.</summary>
    Task<DateTimeOffset?> LastAsync(Guid channelId, CancellationToken ct);

    Task<bool> IsSameAsync(Guid webhookId, ReadOnlyMemory<byte> body, CancellationToken ct);

    Task<ReplayedBody> FollowAsync(Guid webhookId, CancellationToken ct);
}

/// <param name="Path">Of its webhook.</param>
public sealed record ReplayTarget(string Path, string PhoneNumberId, string? DisplayNumber);

/// <param name="Error">What kind of failure the last attempt at processing ended with; null: none yet.</param>
/// <param name="IsDead">It will not be tried again by itself.</param>
public sealed record ReplayedBody(bool IsProcessed, string? Error, bool IsDead, IReadOnlyList<ReplayedPart> Parts);

/// <param name="Name">Kind of a message, word of a status, field of a notice.</param>
public sealed record ReplayedPart(ReplayedAs As, string Name);

public enum ReplayedAs
{
    Message,
    RepeatedMessage,
    Status,

    /// <summary>Of a message that was not sent from here.</summary>
    ForeignStatus,
    RepeatedStatus,
    Notice,
    OtherNumber,

    /// <summary>Read, and found nowhere.</summary>
    Lost,
}
