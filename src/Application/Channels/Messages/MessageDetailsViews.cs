using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Common;
using CleanApp.Domain.Channels;

namespace CleanApp.Application.Channels.Messages;

/// <summary>Messages as other modules show them.</summary>
internal static class MessageDetailsViews
{
    /// <param name="quoted">Our ids by Meta's keyed ones.</param>
    public static MessageDetails Details(this InboundMessage message, InboundContent? content, ReceivedFile? file, Dictionary<string, Guid> quoted) =>
        new(
            message.Id,
            message.Kind,
            content?.Text,
            null,
            content?.Name,
            message.QuotedLookup is { } about && quoted.TryGetValue(Convert.ToHexString(about), out var id) ? id : null,
            content?.Removed == true,
            content is null,
            file is null
                ? null
                : new MessageFile(file.State, file.Reason, file.MimeType, file.Size, content?.Media?.FileName, content?.Media?.Voice == true),
            null
        );

    public static MessageDetails Details(this OutboundMessage message, ICompanyKeys keys, MediaAsset? asset)
    {
        var content = keys.ContentOf(message);
        return new MessageDetails(
            message.Id,
            message.Type,
            content is null ? null : MessageViews.TextOf(content),
            content,
            null,
            message.ReplyToId,
            content is ReactionContent { Emoji: "" },
            content is null && message.Status != OutboundStatus.Withdrawn,
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
            message.Fate()
        );
    }
}
