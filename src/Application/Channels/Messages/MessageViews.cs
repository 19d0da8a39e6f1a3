using System.Text.Json;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;

namespace CleanApp.Application.Channels.Messages;

/// <param name="To">Masked: <c>+55 11 *******21</c>.</param>
/// <param name="Type">What it is: <c>text</c>, <c>image</c>, <c>template</c>…</param>
/// <param name="Text">Its beginning, as far as there is something to read.</param>
/// <param name="PossibleDuplicate">Sent a second time although the first one may have arrived.</param>
/// <param name="ErrorCode">Meta's, where it said one.</param>
/// <param name="ErrorReason">A word of ours (<c>window_closed</c>, <c>expired</c>, <c>timeout</c>) or Meta's English sentence.</param>
public sealed record OutboundMessageView(
    Guid Id,
    string To,
    string Type,
    string? Text,
    MessageClass Class,
    OutboundStatus Status,
    DateTimeOffset StatusAt,
    bool PossibleDuplicate,
    int? ErrorCode,
    string? ErrorReason,
    DateTimeOffset CreatedAt
);

/// <param name="From">Masked.</param>
/// <param name="Kind">Meta's word: <c>text</c>, <c>image</c>, <c>button_reply</c>, <c>unsupported</c>…</param>
/// <param name="Name">What the customer calls themselves.</param>
/// <param name="Removed">A reaction taken back.</param>
/// <param name="At">By Meta's clock.</param>
/// <param name="Media">How far the file is, where there is one.</param>
public sealed record InboundMessageView(
    Guid Id,
    Guid? ContactId,
    string From,
    string? Name,
    string Kind,
    string? Text,
    string? ReplyId,
    bool HasFile,
    bool Removed,
    DateTimeOffset At,
    ReceivedMediaView? Media = null
);

/// <param name="Reason">Why it waits, was refused or is gone; a word such as <c>too_large</c>, <c>hash_mismatch</c>, <c>expired</c>.</param>
public sealed record ReceivedMediaView(MediaState State, string? Reason, string? MimeType, long? Size, string? FileName);

internal static class MessageViews
{
    private const int LongestText = 200;

    /// <param name="isUnderWay">Whether an attempt has no end yet.</param>
    public static OutboundMessageView View(this ICompanyKeys keys, OutboundMessage message, bool isUnderWay = false) =>
        new(
            message.Id,
            Masked(message.Recipient is { } recipient ? keys.Open(recipient, MessagePlaces.Recipient(message.Id)) : ""),
            message.Type,
            Beginning(keys.ContentOf(message) is { } content ? TextOf(content) : null),
            message.Class,
            isUnderWay && message.Status == OutboundStatus.Queued ? OutboundStatus.Sending : message.Status,
            message.StatusAt,
            message.PossibleDuplicate,
            message.ErrorCode,
            message.ErrorReason,
            message.CreatedAt
        );

    public static InboundMessageView View(this ICompanyKeys keys, InboundMessage message, ReceivedFile? media)
    {
        var content = keys.ContentOf(message);
        return new InboundMessageView(
            message.Id,
            message.ContactId,
            Masked(message.Sender is { } sender ? keys.Open(sender, MessagePlaces.Sender(message.Id)) : ""),
            content?.Name,
            message.Kind,
            Beginning(content?.Text),
            content?.ReplyId,
            content?.Media is not null,
            content?.Removed == true,
            message.At,
            media is null ? null : new ReceivedMediaView(media.State, media.Reason, media.MimeType, media.Size, content?.Media?.FileName)
        );
    }

    /// <summary>Null once the person was anonymised.</summary>
    public static MessageContent? ContentOf(this ICompanyKeys keys, OutboundMessage message) =>
        message.Content is { } box ? keys.OpenContent(message.Id, box) : null;

    public static MessageContent OpenContent(this ICompanyKeys keys, Guid messageId, byte[] box) =>
        JsonSerializer.Deserialize<MessageContent>(keys.Open(box, MessagePlaces.Content(messageId)), MessagePlaces.Json)!;

    /// <summary>Null once the person was anonymised.</summary>
    public static InboundContent? ContentOf(this ICompanyKeys keys, InboundMessage message) =>
        message.Content is { } box
            ? JsonSerializer.Deserialize<InboundContent>(keys.Open(box, MessagePlaces.InboundContent(message.Id)), MessagePlaces.Json)
            : null;

    /// <summary>As those are told of it who listen. Of somebody who was not anonymised.</summary>
    public static SentMessage Told(this ICompanyKeys keys, OutboundMessage message)
    {
        var content = keys.ContentOf(message);
        return new SentMessage(
            message.Id,
            message.ChannelId,
            message.ContactId,
            keys.Open(message.Recipient!, MessagePlaces.Recipient(message.Id)),
            message.RecipientLookup,
            message.Type,
            content is null ? null : TextOf(content),
            content is null ? null : MessageWords.Of(content),
            message.CreatedBy,
            message.CreatedAt
        );
    }

    private static string Masked(string address) =>
        Phone.TryParse(address) is { } phone ? phone.Masked
        : address.StartsWith("user:", StringComparison.Ordinal) ? $"{address[5..8]}•••"
        : "•••";

    public static string? TextOf(MessageContent content) =>
        content switch
        {
            TextContent text => text.Text,
            MediaContent media => media.Caption ?? media.FileName,
            TemplateContent template => template.Shown ?? template.Name,
            InteractiveContent interactive => interactive.Body,
            LocationContent location => location.Name ?? location.Address,
            ContactsContent contacts => string.Join(", ", contacts.Contacts.Select(c => c.FormattedName)),
            ReactionContent reaction => reaction.Emoji,
            _ => null,
        };

    private static string? Beginning(string? text) =>
        text is null || text.Length <= LongestText ? text : string.Concat(text.AsSpan(0, LongestText - 1), "…");
}
