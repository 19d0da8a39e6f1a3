using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Teams;

/// <param name="IsEveryone">Everybody who answers belongs to it, without being entered.</param>
/// <param name="MemberIds">Those entered; of the one that is everybody's, none.</param>
/// <param name="ChannelIds">Channels whose new conversations go to it.</param>
public sealed record TeamView(
    Guid Id,
    string Name,
    bool IsEveryone,
    bool Active,
    IReadOnlyList<Guid> MemberIds,
    IReadOnlyList<Guid> ChannelIds,
    TeamAssignment Assignment
);

internal static class TeamViews
{
    public static async Task<IReadOnlyList<TeamView>> TeamsAsync(this IInboxDb db, CancellationToken ct)
    {
        var teams = await db.Teams.AsNoTracking().OrderByDescending(t => t.IsEveryone).ThenBy(t => t.Name).ToListAsync(ct);
        var members = (await db.TeamMembers.AsNoTracking().ToListAsync(ct)).ToLookup(m => m.TeamId, m => m.UserId);
        var routes = (await db.ChannelRoutes.AsNoTracking().ToListAsync(ct)).ToLookup(r => r.TeamId, r => r.Id);
        return teams.ConvertAll(t => new TeamView(
            t.Id,
            t.Name,
            t.IsEveryone,
            t.Active,
            [.. members[t.Id].Order()],
            [.. routes[t.Id].Order()],
            TeamAssignment.Of(t)
        ));
    }
}
