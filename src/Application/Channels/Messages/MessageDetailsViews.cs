using System.Text.Json;
using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Messages;

/// <summary>Messages as other modules show them.</summary>
internal static class MessageDetailsViews
{
    /// <summary>What is shown of a customer's message; what Meta wrote with it is passed over.</summary>
    private sealed record Shown(string? Text, string? Name, InboundMedia? Media, bool Removed);

    public static MessageDetails Details(this ICompanyKeys keys, StoredMessage message) =>
        message.IsTheirs ? keys.Theirs(message) : keys.Ours(message);

    private static MessageDetails Theirs(this ICompanyKeys keys, StoredMessage message)
    {
        var shown = message.Content is { } box
            ? JsonSerializer.Deserialize<Shown>(keys.Open(box, MessagePlaces.InboundContent(message.Id)), MessagePlaces.Json)
            : null;
        return new MessageDetails(
            message.Id,
            message.Kind,
            shown?.Text,
            null,
            shown?.Name,
            message.QuotedId,
            shown?.Removed == true,
            shown is null,
            message.File is { } file ? File(file, shown?.Media?.FileName, shown?.Media?.Voice == true) : null,
            null
        );
    }

    private static MessageDetails Ours(this ICompanyKeys keys, StoredMessage message)
    {
        var content = message.Content is { } box ? keys.OpenContent(message.Id, box) : null;
        var media = content as MediaContent;
        return new MessageDetails(
            message.Id,
            message.Kind,
            content is null ? null : MessageViews.TextOf(content),
            content,
            null,
            message.QuotedId,
            content is ReactionContent { Emoji: "" },
            content is null && message.Fate?.Status != OutboundStatus.Withdrawn,
            message.File is { } file ? File(file, media?.FileName, media?.Voice == true) : null,
            message.Fate
        );
    }

    private static MessageFile File(StoredFile file, string? name, bool voice) => new(file.State, file.Reason, file.MimeType, file.Size, name, voice);

    /// <param name="quoted">Our ids by Meta's keyed ones.</param>
    public static StoredMessage Stored(this InboundMessage message, ReceivedFile? file, Dictionary<string, Guid> quoted) =>
        new(
            message.Id,
            true,
            message.Kind,
            message.Content,
            message.QuotedLookup is { } about && quoted.TryGetValue(Convert.ToHexString(about), out var id) ? id : null,
            file is null ? null : new StoredFile(file.State, file.Reason, file.MimeType, file.Size),
            null
        );

    public static StoredMessage Stored(this OutboundMessage message, MediaAsset? asset) =>
        new(
            message.Id,
            false,
            message.Type,
            message.Content,
            message.ReplyToId,
            asset is null
                ? null
                : new StoredFile(asset.State, asset.State == MediaState.Gone ? StoredFile.Erased : null, asset.MimeType, asset.Size),
            message.Fate()
        );
}
