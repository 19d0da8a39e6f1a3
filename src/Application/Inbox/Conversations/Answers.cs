using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox.HeldReplies;
using CleanApp.Application.Inbox.Messages;
using CleanApp.Domain.Inbox;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>What the company sends, in its conversation. The conversation is locked by the caller.</summary>
internal sealed class Answers(IInboxDb db)
{
    public async Task PutAsync(
        ICompanyKeys keys,
        Conversation conversation,
        SentMessage message,
        byte[]? preview,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var isTheirs = conversation.AssigneeId == message.AuthorId;
        var held = message.HeldUntil is { } until ? keys.BeforeAnswer(conversation, message.Id, until) : null;
        db.ConversationItems.AddRange(conversation.Answer(message.Id, message.AuthorId, preview, now).FoundBy(keys, message.Id, message.Words));
        if (held is not null)
        {
            held.StandAt(conversation.LastSequence);
            db.HeldReplies.Add(held);
            await db.ForgetHeldAsync(now - HeldPreviews.Kept, ct);
        }
        await db.SaveChangesAsync(ct);
        if (!isTheirs && message.AuthorId is { } author)
            db.TakePart(conversation.Id, [author], mentionedAt: null);
    }
}
