using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Inbox;

namespace CleanApp.Application.Inbox.Drafts;

/// <summary>What whoever asks has begun to write.</summary>
/// <param name="Reply">To the customer; empty: nothing.</param>
/// <param name="Note">To colleagues; empty: nothing.</param>
public sealed record DraftView(string Reply, string Note, DateTimeOffset UpdatedAt);

internal static class DraftViews
{
    private const int LongestBeginning = 140;

    public static DraftView View(this ICompanyKeys keys, ConversationDraft draft) =>
        new(
            draft.Reply is { } reply ? keys.Open(reply, InboxPlaces.DraftReply(draft.Id)) : "",
            draft.Note is { } note ? keys.Open(note, InboxPlaces.DraftNote(draft.Id)) : "",
            draft.UpdatedAt
        );

    /// <summary>As lists show it: the answer before the note.</summary>
    public static string Beginning(this ICompanyKeys keys, ConversationDraft draft)
    {
        var (reply, note, _) = keys.View(draft);
        var line = (reply == "" ? note : reply).ReplaceLineEndings(" ").Trim();
        return line.Length <= LongestBeginning ? line : string.Concat(line.AsSpan(0, LongestBeginning - 1), "…");
    }
}
