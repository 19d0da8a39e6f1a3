using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;

namespace CleanApp.Application.Inbox.Agents;

/// <summary>
/// What follows when somebody else has a conversation, or its customer begins or ends to wait. Part of the caller's transaction, which has
/// locked the conversations.
/// </summary>
internal sealed class Attendance(IInboxDb db, IActiveMembers members, IWorkQueue work, TimeProvider clock)
{
    /// <summary>As it is before it is changed.</summary>
    public static Before Of(Conversation conversation) => new(conversation, conversation.HeldBy, conversation.AwaitedFrom);

    public Task FollowAsync(Before before, CancellationToken ct) => FollowAsync([before], ct);

    /// <summary>Saves them; once in a transaction, since whoever else asks for the same work is waited for.</summary>
    /// <param name="others">Conversations nobody attends to that are to be looked at as well.</param>
    public async Task FollowAsync(IReadOnlyCollection<Before> changed, CancellationToken ct, IEnumerable<Guid>? others = null)
    {
        var awaited = changed.Where(b => b.Conversation.AwaitedFrom is { } by && by != b.AwaitedFrom).Select(b => b.Conversation).ToList();
        var away = await db.HoldAwayAsync([.. awaited.Select(c => c.AssigneeId!.Value).Distinct()], ct);
        foreach (var conversation in awaited.Where(c => away.Contains(c.AssigneeId!.Value)))
            conversation.MissAssignee(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        var unattended = changed.Where(b => b.Conversation.UnattendedSince is not null).Select(b => b.Conversation.Id);
        await work.NudgeAsync(FollowConversation.WorkKind, [.. unattended.Union(others ?? [])], ct);
        // Who has one fewer has room for another; who has one more may have left at this very moment.
        var holders = changed.Where(b => b.Conversation.HeldBy != b.HeldBy).SelectMany(b => new[] { b.HeldBy, b.Conversation.HeldBy });
        await work.NudgeAsync(FollowAgent.WorkKind, [.. holders.OfType<Guid>().Distinct()], ct);
    }

    /// <summary>Opened again, it stays with whoever had it only where they are there to go on with it.</summary>
    /// <returns>Null when it stays.</returns>
    public async Task<ConversationItem?> LeaveGoneAsync(Conversation conversation, Actor by, CancellationToken ct)
    {
        if (conversation.AssigneeId is not { } had || had == by.UserId)
            return null;
        var answers = (await members.WithAsync(Permissions.ConversationsWrite, ct)).Any(m => m.UserId == had);
        return answers && (await db.HoldAwayAsync([had], ct)).Count == 0 ? null : conversation.Assign(null, Actor.System, clock.GetUtcNow());
    }

    public readonly record struct Before(Conversation Conversation, Guid? HeldBy, Guid? AwaitedFrom);
}
