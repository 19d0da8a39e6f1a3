using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Teams;

/// <summary>Renames a team, says who belongs to it, what it gets and how that is shared out, or switches it off.</summary>
/// <param name="Assignment">Null: as it is.</param>
public sealed record ChangeTeam(
    Guid Id,
    string Name,
    bool Active,
    IReadOnlyList<Guid> MemberIds,
    IReadOnlyList<Guid> ChannelIds,
    TeamAssignment? Assignment = null
) : ICommand<TeamView>;

internal sealed class ChangeTeamValidator : AbstractValidator<ChangeTeam>
{
    public ChangeTeamValidator()
    {
        RuleFor(r => r.Name).Name(40);
        RuleFor(r => r.MemberIds).TeamList();
        RuleFor(r => r.ChannelIds).TeamList();
        RuleFor(r => r.Assignment!).SetValidator(new TeamAssignmentValidator()).When(r => r.Assignment is not null);
    }
}

internal sealed class ChangeTeamHandler(IInboxDb db, FillTeam fill) : IRequestHandler<ChangeTeam, TeamView>
{
    public async Task<TeamView> Handle(ChangeTeam request, CancellationToken ct)
    {
        await db.LockSharingAsync(ct);
        var team = await db.Teams.SingleOrDefaultAsync(t => t.Id == request.Id, ct) ?? throw new DomainException(TeamErrors.NotFound);
        team.Describe(request.Name, request.Active);
        if (!request.Active && await HasWorkAsync(team.Id, ct))
            throw new DomainException(TeamErrors.HasConversations);
        await fill.RunAsync(team, request.MemberIds, request.Active ? request.ChannelIds : [], request.Assignment, ct);
        return (await db.TeamsAsync(ct)).Single(t => t.Id == team.Id);
    }

    private async Task<bool> HasWorkAsync(Guid teamId, CancellationToken ct) =>
        await db.Conversations.AnyAsync(c => c.TeamId == teamId && c.Status != ConversationStatus.Resolved, ct)
        || await db.SupportTickets.AnyAsync(t => t.TeamId == teamId && t.ResolvedAt == null, ct);
}
