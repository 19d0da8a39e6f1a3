using CleanApp.Application.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Inbox.Teams;

public sealed record CreateTeam(string Name, IReadOnlyList<Guid> MemberIds, IReadOnlyList<Guid> ChannelIds) : ICommand<TeamView>;

internal sealed class CreateTeamValidator : AbstractValidator<CreateTeam>
{
    public CreateTeamValidator()
    {
        RuleFor(r => r.Name).Name(40);
        RuleFor(r => r.MemberIds).TeamList();
        RuleFor(r => r.ChannelIds).TeamList();
    }
}

internal sealed class CreateTeamHandler(IInboxDb db, FillTeam fill, TimeProvider clock) : IRequestHandler<CreateTeam, TeamView>
{
    public async Task<TeamView> Handle(CreateTeam request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var team = Team.Create(Guid.CreateVersion7(now), request.Name, now);
        db.Teams.Add(team);
        await db.SaveChangesAsync(ct);
        await fill.RunAsync(team, request.MemberIds, request.ChannelIds, ct);
        return (await db.TeamsAsync(ct)).Single(t => t.Id == team.Id);
    }
}
