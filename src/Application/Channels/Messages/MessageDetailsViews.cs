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

    public static MessageDetails Theirs(this ICompanyKeys keys, StoredMessage message, ReceivedFile? file, Guid? quoted)
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
            quoted,
            shown?.Removed == true,
            shown is null,
            file is null
                ? null
                : new MessageFile(file.State, file.Reason, file.MimeType, file.Size, shown?.Media?.FileName, shown?.Media?.Voice == true),
            null
        );
    }

    public static MessageDetails Ours(this ICompanyKeys keys, StoredMessage message, MediaAsset? asset)
    {
        var content = message.Content is { } box ? keys.OpenContent(message.Id, box) : null;
        return new MessageDetails(
            message.Id,
            message.Kind,
            content is null ? null : MessageViews.TextOf(content),
            content,
            null,
            message.ReplyToId,
            content is ReactionContent { Emoji: "" },
            content is null && message.Fate?.Status != OutboundStatus.Withdrawn,
            asset is null
                ? null
                : new MessageFile(
                    asset.State,
                    asset.State == MediaState.Gone ? "erased" : null,
                    asset.MimeType,
                    asset.Size,
                    (content as MediaContent)?.FileName,
                    content is MediaContent { Voice: true }
                ),
            message.Fate
        );
    }

    public static StoredMessage Stored(this InboundMessage message) =>
        new(message.Id, message.ChannelId, true, message.Kind, message.Content, message.QuotedLookup, null, null, null);

    public static StoredMessage Stored(this OutboundMessage message) =>
        new(message.Id, message.ChannelId, false, message.Type, message.Content, null, message.ReplyToId, message.AssetId, message.Fate());
}
