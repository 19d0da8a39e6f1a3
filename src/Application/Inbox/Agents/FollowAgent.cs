using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Settings;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Agents;

/// <summary>
/// Something about a person who answers has changed: they came, left, said something of their state, have room for more, or are none of the
/// company any more. What they have is seen to, and what others wait for is shared out.
/// </summary>
internal sealed class FollowAgent(IInboxDb db, IActiveMembers members, Attendance attendance, ShareOut shareOut, IUnitOfWork unit, TimeProvider clock)
    : IWorkHandler
{
    public const string WorkKind = AgentWork.Kind;
    private const int AtOnce = 100;

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var answers = (await members.WithAsync(Permissions.ConversationsWrite, ct)).Any(m => m.UserId == subjectId);
        var next = answers ? await unit.InTransactionAsync(inner => FollowStateAsync(subjectId, inner), ct) : null;
        var hasMore = await unit.InTransactionAsync(inner => SeeToAsync(subjectId, answers, inner), ct);
        if (await shareOut.RunAsync(ct) || hasMore)
            return WorkResult.RunAgainIn(ShareOut.Soon);
        return next is { } at ? WorkResult.RunAgainIn(Max(at - clock.GetUtcNow(), TimeSpan.Zero)) : WorkResult.Finished;
    }

    /// <returns>When it is to be looked at again although nothing happens.</returns>
    private async Task<DateTimeOffset?> FollowStateAsync(Guid userId, CancellationToken ct)
    {
        await db.LockSharingAsync(ct);
        var now = clock.GetUtcNow();
        var agent = await db.LockAgentAsync(userId, ct);
        var presence = await db.PresenceOfAsync(userId, now, ct);
        var awayAfter = (await db.SettingsAsync(ct)).AwayAfter;
        if (agent.Follow(presence, awayAfter, now) is { } change)
            db.AgentStateChanges.Add(change);
        await db.SaveChangesAsync(ct);
        return agent.FollowAt(presence, awayAfter);
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> SeeToAsync(Guid userId, bool answers, CancellationToken ct)
    {
        // Whoever shares out at this moment may not know yet that they have left.
        if (!answers)
        {
            await db.LockSharingAsync(ct);
            await db.ConversationDrafts.Where(d => d.AuthorId == userId).ExecuteDeleteAsync(ct);
        }
        var isAway = answers && (await db.HoldAwayAsync([userId], ct)).Count > 0;
        var held =
            !answers ? Held.Live
            : isAway ? Held.Awaited
            : Held.Unattended;
        var conversations = await db.LockHeldAsync(userId, held, AtOnce, ct);
        var before = conversations.ConvertAll(Attendance.Of);
        var now = clock.GetUtcNow();
        foreach (var conversation in conversations)
            if (!answers)
                db.ConversationItems.Add(conversation.Assign(null, Actor.System, now)!);
            else if (isAway)
                conversation.MissAssignee(now);
            else
                conversation.FindAssignee();
        await attendance.FollowAsync(before, ct);
        return conversations.Count == AtOnce;
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}

/// <summary>For whoever sees that somebody has gone.</summary>
public static class AgentWork
{
    public const string Kind = "inbox.follow_agent";
}
