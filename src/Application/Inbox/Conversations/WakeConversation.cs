using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Agents;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Brings a conversation back at the time it was put off to.</summary>
internal sealed class WakeConversation(IInboxDb db, Attendance attendance, IUnitOfWork unit, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "inbox.wake_conversation";

    public string Kind => WorkKind;

    public Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct) =>
        unit.InTransactionAsync(
            async inner =>
            {
                var conversation = await db.LockConversationAsync(subjectId, inner);
                var now = clock.GetUtcNow();
                if (conversation is null)
                    return WorkResult.Finished;
                var before = Attendance.Of(conversation);
                if (conversation.Wake(now) is { } item)
                    db.ConversationItems.Add(item);
                await attendance.FollowAsync(before, inner);
                // Put off to another time since.
                return conversation.SnoozedUntil is { } later ? WorkResult.RunAgainIn(later - now) : WorkResult.Finished;
            },
            ct
        );
}
