using CleanApp.Application.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Inbox.Agents;

/// <summary>Says whether one is at work. From the answer on nothing is shared out to who is away.</summary>
/// <param name="Reason">Of who is away.</param>
/// <param name="Until">Of who is away: back by themselves then, within a month; null: until they say so.</param>
public sealed record ChangeMyState(AgentState State, AwayReason? Reason = null, DateTimeOffset? Until = null) : ICommand<AgentView>;

internal sealed class ChangeMyStateValidator : AbstractValidator<ChangeMyState>
{
    public ChangeMyStateValidator(TimeProvider clock)
    {
        RuleFor(r => r.State).IsInEnum();
        RuleFor(r => r.Reason).IsInEnum();
        RuleFor(r => r.Reason).Null().When(r => r.State != AgentState.Away).WithMessage("Only who is away has a reason.");
        RuleFor(r => r.Until).Null().When(r => r.State != AgentState.Away).WithMessage("Only who is away has a time.");
        RuleFor(r => r.Until).Must(at => at is null || at < clock.GetUtcNow().AddDays(32)).WithMessage("Must be within a month.");
    }
}

internal sealed class ChangeMyStateHandler(IInboxDb db, AgentViews views, IWorkQueue work, IUserContext user, TimeProvider clock)
    : IRequestHandler<ChangeMyState, AgentView>
{
    public async Task<AgentView> Handle(ChangeMyState request, CancellationToken ct)
    {
        await db.LockSharingAsync(ct);
        var agent = await db.LockAgentAsync(user.UserId, ct);
        var now = clock.GetUtcNow();
        var change = request.State == AgentState.Away ? agent.GoAway(request.Reason, request.Until, now) : agent.ComeBack(now);
        if (change is not null)
            db.AgentStateChanges.Add(change);
        await db.SaveChangesAsync(ct);
        await work.NudgeAsync(FollowAgent.WorkKind, agent.UserId, ct);
        return (await views.ListAsync(ct)).Single(a => a.Id == agent.UserId);
    }
}
