using CleanApp.Application.Channels.Contracts;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Teams;

/// <summary>Who belongs to a team, and what it answers; part of the caller's transaction.</summary>
internal sealed class FillTeam(IInboxDb db, IActiveMembers members, IMessageRecords messages, TimeProvider clock)
{
    public async Task RunAsync(Team team, IReadOnlyList<Guid> memberIds, IReadOnlyList<Guid> channelIds, CancellationToken ct)
    {
        // Whoever is everybody's is not entered.
        var wanted = team.IsEveryone ? [] : memberIds.ToHashSet();
        var there = await db.TeamMembers.Where(m => m.TeamId == team.Id).ToListAsync(ct);
        var known = await members.WithAsync(Permissions.ConversationsRead, ct);
        // One who has left the company meanwhile may stay on the list.
        if (wanted.Except(known.Select(m => m.UserId)).Except(there.Select(m => m.UserId)).Any())
            throw new DomainException(TeamErrors.MemberNotFound);
        db.TeamMembers.RemoveRange(there.Where(m => !wanted.Contains(m.UserId)));
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
    }
}

internal static class TeamRules
{
    private const int Most = 500;

    public static void TeamList<T>(this IRuleBuilder<T, IReadOnlyList<Guid>> rule) =>
        rule.Must(list => list is { Count: <= Most }).WithMessage($"At most {Most}.");
}
