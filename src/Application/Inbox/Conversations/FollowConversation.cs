using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Agents;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>
/// Does not let go of a conversation while its customer waits and nobody who is at work has it: it is shared out, comes back to the team from
/// who is away, and whoever leads is told.
/// </summary>
internal sealed class FollowConversation(IInboxDb db, Attendance attendance, ShareOut shareOut, IUnitOfWork unit, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "inbox.follow_conversation";

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var hasMore = await shareOut.RunAsync(ct);
        var next = await unit.InTransactionAsync(inner => SeeToAsync(subjectId, inner), ct);
        if (hasMore)
            return WorkResult.RunAgainIn(ShareOut.Soon);
        var now = clock.GetUtcNow();
        return next is { } at ? WorkResult.RunAgainIn(at > now ? at - now : TimeSpan.Zero) : WorkResult.Finished;
    }

    /// <returns>When there is something to be done although nothing happens; null: somebody attends to it.</returns>
    private async Task<DateTimeOffset?> SeeToAsync(Guid id, CancellationToken ct)
    {
        var conversation = await db.LockConversationAsync(id, ct);
        if (conversation?.UnattendedSince is not { } since)
            return null;
        var team = await db.Teams.AsNoTracking().SingleAsync(t => t.Id == conversation.TeamId, ct);
        var now = clock.GetUtcNow();
        DateTimeOffset? returns = conversation.AssigneeId is null ? null : since + team.AwayReturn;
        if (returns <= now)
        {
            var before = Attendance.Of(conversation);
            db.ConversationItems.Add(conversation.Assign(null, Actor.System, now)!);
            // Which asks for this to be done once more, now that it is nobody's.
            await attendance.FollowAsync(before, ct);
            return now;
        }
        if (conversation.Alert(team.Limbo, now) is { } told)
            db.ConversationItems.Add(told);
        await db.SaveChangesAsync(ct);
        var alerts = conversation.NextAlertAt(team.Limbo);
        return returns < alerts ? returns : alerts;
    }
}
