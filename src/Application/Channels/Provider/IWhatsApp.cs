using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Provider;

/// <summary>
/// Meta's WhatsApp Cloud API. Never called inside a transaction. Nothing here repeats a call by itself: what may be repeated is the
/// caller's decision, since Meta has no idempotency key.
/// </summary>
public interface IWhatsApp
{
    /// <summary>Asks Meta once to send. Never throws for what Meta or the network does: that is the outcome.</summary>
    Task<SendOutcome> SendAsync(WhatsAppAccess access, OutgoingMessage message, CancellationToken ct);

    /// <summary>Shows the customer's message, and those before it, as read; with <paramref name="typing"/> the three dots as well. May be repeated.</summary>
    /// <exception cref="ProviderException">Not done, or not known.</exception>
    Task MarkReadAsync(WhatsAppAccess access, string wamid, bool typing, CancellationToken ct);

    /// <returns>Meta's id of the file, good for 30 days on this number.</returns>
    /// <exception cref="ProviderException">Not done, or not known.</exception>
    Task<string> UploadAsync(WhatsAppAccess access, Stream file, long size, string mimeType, string fileName, CancellationToken ct);

    /// <summary>Where to fetch a file from and what it is; the address works for 5 minutes.</summary>
    /// <exception cref="ProviderException">Not done, or not known.</exception>
    Task<ProviderFile> FindFileAsync(WhatsAppAccess access, string mediaId, CancellationToken ct);

    /// <summary>Writes the file to <paramref name="into"/>; of Meta's hosts only, and never more than <paramref name="maxBytes"/>.</summary>
    /// <exception cref="ProviderException">Not done, or not known.</exception>
    Task DownloadAsync(WhatsAppAccess access, string url, Stream into, long maxBytes, CancellationToken ct);

    /// <summary>All templates of the account, in Meta's order; whatever of it does not arrive ends in an exception.</summary>
    /// <exception cref="ProviderException">Not done, or not known.</exception>
    IAsyncEnumerable<ProviderTemplate> ListTemplatesAsync(WhatsAppAccess access, CancellationToken ct);

    /// <summary>Whether the token and the number work, and what Meta says of them.</summary>
    /// <exception cref="ProviderException">Meta could not be asked.</exception>
    Task<ProviderHealth> CheckAsync(WhatsAppAccess access, CancellationToken ct);
}

/// <summary>How one number is reached. Holds an open token: not to be kept, and printed without it.</summary>
/// <param name="BaseUrl">Without the version, such as <c>https://graph.facebook.com</c>.</param>
/// <param name="GraphVersion">Such as <c>v24.0</c>.</param>
public sealed record WhatsAppAccess(Guid ChannelId, string BaseUrl, string GraphVersion, string PhoneNumberId, string WabaId, string Token)
{
    public override string ToString() => $"Channel {ChannelId}";
}

/// <param name="To">E.164 with +, or a user's id (BSUID) as <see cref="ToUserId"/>; exactly one.</param>
/// <param name="Key">Comes back in every status: opaque, at most 512 characters, nothing personal.</param>
/// <param name="ReplyTo">wamid of the message it quotes.</param>
/// <param name="ReactsTo">wamid, for a <see cref="ReactionContent"/>.</param>
/// <param name="MediaId">Meta's id of the file, for a <see cref="MediaContent"/> without a link.</param>
public sealed record OutgoingMessage(
    string? To,
    string? ToUserId,
    MessageContent Content,
    string Key,
    string? ReplyTo,
    string? ReactsTo,
    string? MediaId = null
);

/// <summary>What became of one attempt. Anything not known for certain is <see cref="Unknown"/>.</summary>
public abstract record SendOutcome
{
    /// <summary>Meta took it: it will be sent, or a status will say why not.</summary>
    /// <param name="WaId">The recipient as Meta writes it, which may differ from what we asked for (ninth digit).</param>
    /// <param name="Held">Meta holds it back for quality (paced templates).</param>
    public sealed record Accepted(string Wamid, string? WaId, string? UserId, bool Held) : SendOutcome;

    /// <summary>Meta answered that it did not take it.</summary>
    public sealed record Refused(ProviderError Error) : SendOutcome;

    /// <summary>No byte of the request was written: may be tried again at once.</summary>
    /// <param name="Reason">A short word for logs, such as <c>dns</c>, <c>connect</c>, <c>tls</c>.</param>
    public sealed record NotSent(string Reason) : SendOutcome;

    /// <summary>It may or may not have been taken: time-out, reset, 5xx, an answer without an id, an unknown code.</summary>
    /// <param name="Reason">A short word: <c>timeout</c>, <c>reset</c>, <c>http_503</c>, <c>no_id</c>, <c>code_131000</c>.</param>
    public sealed record Unknown(string Reason, ProviderError? Error = null) : SendOutcome;
}

/// <param name="Sha256">Hex.</param>
public sealed record ProviderFile(string Url, string MimeType, string Sha256, long Size);

/// <param name="Status">As Meta says it, in lower case: <c>approved</c>, <c>paused</c>…; open.</param>
/// <param name="Category">As Meta says it, in lower case: <c>marketing</c>, <c>utility</c>, <c>authentication</c>; open.</param>
/// <param name="Components">Meta's components as JSON.</param>
/// <param name="Quality">As Meta says it, in lower case: <c>green</c>, <c>yellow</c>, <c>red</c>, <c>unknown</c>; null when it does not.</param>
/// <param name="Reason">Meta's word for why it was rejected.</param>
public sealed record ProviderTemplate(
    string Id,
    string Name,
    string Language,
    string Status,
    string Category,
    bool HasNamedParameters,
    string Components,
    string? Quality = null,
    string? Reason = null
);

/// <param name="Quality">As Meta says it, in lower case: <c>green</c>, <c>yellow</c>, <c>red</c>, <c>unknown</c>.</param>
/// <param name="MessagingLimit">People whom the company may write to first in 24 hours, as Meta says it.</param>
/// <param name="MessagesPerSecond">What the number may send and receive.</param>
/// <param name="TokenExpiresAt">Null: never, or not known.</param>
public sealed record ProviderHealth(
    bool TokenIsValid,
    DateTimeOffset? TokenExpiresAt,
    string? DisplayNumber,
    string? VerifiedName,
    string? Quality,
    string? MessagingLimit,
    int? MessagesPerSecond,
    ProviderError? Error
);
