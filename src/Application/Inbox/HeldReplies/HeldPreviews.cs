using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Inbox;

namespace CleanApp.Application.Inbox.HeldReplies;

/// <summary>What lists showed before an answer that may be taken back: sealed for each row it stands in.</summary>
internal static class HeldPreviews
{
    /// <summary>A number that is paused has answers waiting for long after they could have gone; they too can be taken back, for so long.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    public static HeldReply BeforeAnswer(this ICompanyKeys keys, Conversation conversation, Guid messageId, DateTimeOffset until)
    {
        var shown = keys.OpenPreview(conversation);
        return HeldReply.Before(conversation, messageId, shown is null ? null : keys.Seal(shown, InboxPlaces.HeldPreview(messageId)), until);
    }

    public static byte[]? SealedFor(this ICompanyKeys keys, HeldReply held, SealedPlace place) =>
        held.Preview is { } box ? keys.Seal(keys.Open(box, InboxPlaces.HeldPreview(held.Id)), place) : null;
}
