using CleanApp.Application.Channels.Contracts;

namespace CleanApp.Application.Channels.Provider;

/// <summary>Reads what Meta posts. Tolerant: what it does not know it keeps as <see cref="OtherUpdate"/>; it never throws for a JSON body.</summary>
public interface IWhatsAppWebhooks
{
    /// <summary>Whether one of the secrets signed exactly these bytes (<c>X-Hub-Signature-256</c>); takes the same time for every wrong one.</summary>
    bool IsSigned(ReadOnlySpan<byte> body, string? signature, IReadOnlyList<string> appSecrets);

    /// <returns>What <see cref="IsSigned"/> accepts of these bytes.</returns>
    string Sign(ReadOnlySpan<byte> body, string appSecret);

    /// <summary>Everything in the body, in its order: each entry × change × message × status.</summary>
    /// <returns>One <see cref="OtherUpdate"/> for what is no JSON object of Meta's shape.</returns>
    IReadOnlyList<WebhookUpdate> Read(ReadOnlyMemory<byte> body);
}

/// <param name="PhoneNumberId">Of the number it is about; null for what concerns the account.</param>
/// <param name="Json">What this update alone says, as Meta wrote it.</param>
public abstract record WebhookUpdate(string? WabaId, string? PhoneNumberId, string Json);

/// <param name="From">The customer's number as Meta gives it (digits), and <paramref name="UserId"/> the BSUID; either may be absent.</param>
/// <param name="Kind">Meta's type in lower case, such as <c>text</c>, <c>image</c>, <c>button_reply</c>, <c>edit</c>, <c>unsupported</c>; open.</param>
/// <param name="Text">What is to be read of it: body, caption, title of the button chosen, emoji, name of the place; null when nothing.</param>
/// <param name="QuotedWamid">Of the message it quotes, reacts to, edits or revokes.</param>
/// <param name="Removed">A reaction taken back.</param>
/// <param name="ReplyId">Id of the chosen button or row, or payload of a template's button.</param>
/// <param name="Referral">The advertisement it came by; opens the free entry window.</param>
public sealed record MessageReceived(
    string? WabaId,
    string? PhoneNumberId,
    string Json,
    string Wamid,
    string? From,
    string? UserId,
    string? ProfileName,
    string? Username,
    DateTimeOffset At,
    string Kind,
    string? Text,
    ReceivedMedia? Media,
    string? QuotedWamid,
    bool Removed,
    string? ReplyId,
    Referral? Referral,
    int? ErrorCode
) : WebhookUpdate(WabaId, PhoneNumberId, Json);

/// <param name="Sha256">Hex, whatever Meta wrote it in; null when absent.</param>
/// <param name="Url">Sometimes there; good for minutes.</param>
public sealed record ReceivedMedia(string Id, string MimeType, string? Sha256, string? FileName, bool Voice, bool Animated, string? Url);

/// <param name="Status"><c>sent</c>, <c>delivered</c>, <c>read</c>, <c>played</c>, <c>failed</c>; open.</param>
/// <param name="Key">What we gave with the message; null when absent.</param>
public sealed record StatusChanged(
    string? WabaId,
    string? PhoneNumberId,
    string Json,
    string Wamid,
    string Status,
    DateTimeOffset At,
    string? RecipientId,
    string? RecipientUserId,
    string? Key,
    ProviderError? Error,
    StatusPricing? Pricing,
    DateTimeOffset? ConversationExpiresAt,
    string? ConversationOrigin
) : WebhookUpdate(WabaId, PhoneNumberId, Json);

/// <summary>What Meta says it charges; open words in lower case.</summary>
public sealed record StatusPricing(bool? Billable, string? Model, string? Kind, string? Category);

/// <param name="Event">What changed: <c>status</c>, <c>quality</c>, <c>category</c>, <c>components</c>.</param>
/// <param name="Value">New state, score or category, in lower case.</param>
/// <param name="At">By Meta's clock, in whole seconds; null when it does not say.</param>
/// <param name="Texts">Of <c>components</c>.</param>
public sealed record TemplateChanged(
    string? WabaId,
    string? PhoneNumberId,
    string Json,
    string? TemplateId,
    string? Name,
    string? Language,
    string Event,
    string? Value,
    string? Reason,
    DateTimeOffset? At,
    TemplateTexts? Texts = null
) : WebhookUpdate(WabaId, PhoneNumberId, Json);

/// <summary>Kept and shown, without an effect of its own: <paramref name="Field"/> is Meta's name of it, or <c>unreadable</c>.</summary>
public sealed record OtherUpdate(string? WabaId, string? PhoneNumberId, string Json, string Field) : WebhookUpdate(WabaId, PhoneNumberId, Json);
