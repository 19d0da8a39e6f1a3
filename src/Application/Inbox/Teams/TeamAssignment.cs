using CleanApp.Domain.Inbox;
using FluentValidation;

namespace CleanApp.Application.Inbox.Teams;

/// <summary>Who is given a team's conversations, and what becomes of those nobody attends to.</summary>
/// <param name="Capacity">Open conversations one of them has at most before none is shared out to them, 1 to 100; some have a number of their own.</param>
/// <param name="LimboMinutes">After so long without anybody at work who has it, whoever leads is told of a conversation; 1 to 1,440.</param>
/// <param name="AwayReturnMinutes">After so long what waits for somebody who is away comes back to the team, 1 to 1,440; null: it stays theirs.</param>
public sealed record TeamAssignment(AssignmentMode Mode, int Capacity, int LimboMinutes, int? AwayReturnMinutes = null)
{
    internal static TeamAssignment Of(Team team) => new(team.Mode, team.Capacity, team.LimboMinutes, team.AwayReturnMinutes);
}

internal sealed class TeamAssignmentValidator : AbstractValidator<TeamAssignment>
{
    public TeamAssignmentValidator()
    {
        RuleFor(a => a.Mode).IsInEnum();
        RuleFor(a => a.Capacity).InclusiveBetween(1, 100);
        RuleFor(a => a.LimboMinutes).InclusiveBetween(1, 1440);
        RuleFor(a => a.AwayReturnMinutes).InclusiveBetween(1, 1440);
    }
}
