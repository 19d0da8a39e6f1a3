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
        new(keys.OpenReply(draft.Id, draft.Reply), keys.OpenNote(draft.Id, draft.Note), draft.UpdatedAt);

    /// <summary>As lists show it: the answer before the note.</summary>
    public static string Beginning(this ICompanyKeys keys, SealedDraft draft)
    {
        var reply = keys.OpenReply(draft.Id, draft.Reply);
        var line = (reply == "" ? keys.OpenNote(draft.Id, draft.Note) : reply).ReplaceLineEndings(" ").Trim();
        return line.Length <= LongestBeginning ? line : string.Concat(line.AsSpan(0, LongestBeginning - 1), "…");
    }

    private static string OpenReply(this ICompanyKeys keys, Guid draftId, byte[]? reply) =>
        reply is null ? "" : keys.Open(reply, InboxPlaces.DraftReply(draftId));

    private static string OpenNote(this ICompanyKeys keys, Guid draftId, byte[]? note) =>
        note is null ? "" : keys.Open(note, InboxPlaces.DraftNote(draftId));
}

/// <summary>As it is stored.</summary>
public sealed record SealedDraft(Guid Id, byte[]? Reply, byte[]? Note);
