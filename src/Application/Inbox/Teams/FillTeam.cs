using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Agents;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Teams;

/// <summary>
/// Who belongs to a team, what it answers, and how that is shared out; part of the caller's transaction, in which nobody else shares out.
/// </summary>
internal sealed class FillTeam(
    IInboxDb db,
    IActiveMembers members,
    IMessageRecords messages,
    Attendance attendance,
    IUserContext user,
    TimeProvider clock
)
{
    public async Task RunAsync(
        Team team,
        IReadOnlyList<Guid> memberIds,
        IReadOnlyList<Guid> channelIds,
        TeamAssignment? assignment,
        CancellationToken ct
    )
    {
        if (assignment is var (mode, capacity, limboMinutes, awayReturnMinutes))
            team.Arrange(mode, capacity, limboMinutes, awayReturnMinutes);
        // Whoever is everybody's is not entered.
        var wanted = team.IsEveryone ? [] : memberIds.ToHashSet();
        var there = await db.TeamMembers.Where(m => m.TeamId == team.Id).ToListAsync(ct);
        var known = await members.WithAsync(Permissions.ConversationsRead, ct);
        // One who has left the company meanwhile may stay on the list.
        if (wanted.Except(known.Select(m => m.UserId)).Except(there.Select(m => m.UserId)).Any())
            throw new DomainException(TeamErrors.MemberNotFound);
        var left = there.FindAll(m => !wanted.Contains(m.UserId));
        db.TeamMembers.RemoveRange(left);
        foreach (var userId in wanted.Except(there.Select(m => m.UserId)))
            db.TeamMembers.Add(TeamMember.Of(Guid.CreateVersion7(clock.GetUtcNow()), team.Id, userId));

        var channels = await messages.ChannelNamesAsync(ct);
        var routes = await db.ChannelRoutes.ToListAsync(ct);
        db.ChannelRoutes.RemoveRange(routes.Where(r => r.TeamId == team.Id && !channelIds.Contains(r.Id)));
        foreach (var channelId in channelIds.Distinct())
        {
            if (!channels.ContainsKey(channelId))
                throw new DomainException(CommonErrors.ReferenceNotFound);
            if (routes.Find(r => r.Id == channelId) is { } route)
                route.Change(team.Id);
            else
                db.ChannelRoutes.Add(ChannelRoute.To(channelId, team.Id));
        }
        await db.SaveChangesAsync(ct);
        await ReturnAsync(team, [.. left.Select(m => m.UserId)], ct);
    }

    /// <summary>What those who left had of it is the team's again; and whatever waits is looked at by its new rules.</summary>
    private async Task ReturnAsync(Team team, Guid[] left, CancellationToken ct)
    {
        var theirs = await db.LockHeldOfTeamAsync(team.Id, left, ct);
        var before = theirs.ConvertAll(Attendance.Of);
        foreach (var conversation in theirs)
            db.ConversationItems.Add(conversation.Assign(null, user.Actor, clock.GetUtcNow())!);
        var waiting = await db.Conversations.Where(c => c.TeamId == team.Id && c.UnattendedSince != null).Select(c => c.Id).ToListAsync(ct);
        await attendance.FollowAsync(before, ct, waiting);
    }
}

internal static class TeamRules
{
    private const int Most = 500;

    public static void TeamList<T>(this IRuleBuilder<T, IReadOnlyList<Guid>> rule) =>
        rule.Must(list => list is { Count: <= Most }).WithMessage($"At most {Most}.");
}
