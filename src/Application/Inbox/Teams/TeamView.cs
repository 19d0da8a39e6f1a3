using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Inbox;
using FluentValidation;
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

/// <summary>Who is given a team's conversations, and what becomes of those nobody attends to.</summary>
/// <param name="Capacity">Open conversations one of them has at most before none is shared out to them, 1 to 100; some have a number of their own.</param>
/// <param name="LimboMinutes">After so long without anybody at work who has it, whoever leads is told of a conversation; 1 to 1,440.</param>
/// <param name="AwayReturnMinutes">After so long what waits for somebody who is away comes back to the team, 1 to 1,440; null: it stays theirs.</param>
public sealed record TeamAssignment(AssignmentMode Mode, int Capacity, int LimboMinutes, int? AwayReturnMinutes = null)
{
    internal static TeamAssignment Of(Team team) => new(team.Mode, team.Capacity, team.LimboMinutes, team.AwayReturnMinutes);
}

internal sealed class TeamAssignmentFields : AbstractValidator<TeamAssignment>
{
    public TeamAssignmentFields()
    {
        RuleFor(a => a.Mode).IsInEnum();
        RuleFor(a => a.Capacity).InclusiveBetween(1, 100);
        RuleFor(a => a.LimboMinutes).InclusiveBetween(1, 1440);
        RuleFor(a => a.AwayReturnMinutes).InclusiveBetween(1, 1440);
    }
}

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
