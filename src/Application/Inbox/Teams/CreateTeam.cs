using CleanApp.Application.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Inbox.Teams;

/// <param name="Assignment">Null: people take conversations, and what else a team begins with.</param>
public sealed record CreateTeam(string Name, IReadOnlyList<Guid> MemberIds, IReadOnlyList<Guid> ChannelIds, TeamAssignment? Assignment = null)
    : ICommand<TeamView>;

internal sealed class CreateTeamValidator : AbstractValidator<CreateTeam>
{
    public CreateTeamValidator()
    {
        RuleFor(r => r.Name).Name(40);
        RuleFor(r => r.MemberIds).TeamList();
        RuleFor(r => r.ChannelIds).TeamList();
        RuleFor(r => r.Assignment!).SetValidator(new TeamAssignmentValidator()).When(r => r.Assignment is not null);
    }
}

internal sealed class CreateTeamHandler(IInboxDb db, FillTeam fill, TimeProvider clock) : IRequestHandler<CreateTeam, TeamView>
{
    public async Task<TeamView> Handle(CreateTeam request, CancellationToken ct)
    {
        await db.LockSharingAsync(ct);
        var now = clock.GetUtcNow();
        var team = Team.Create(Guid.CreateVersion7(now), request.Name, now);
        db.Teams.Add(team);
        await db.SaveChangesAsync(ct);
        await fill.RunAsync(team, request.MemberIds, request.ChannelIds, request.Assignment, ct);
        return (await db.TeamsAsync(ct)).Single(t => t.Id == team.Id);
    }
}
