using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Inbox.Agents;

/// <summary>Says how much is shared out to somebody.</summary>
/// <param name="Capacity">Open conversations, up to 100; 0: none is shared out to them; null: as their teams say.</param>
public sealed record ChangeAgent(Guid UserId, int? Capacity = null) : ICommand<AgentView>;

internal sealed class ChangeAgentValidator : AbstractValidator<ChangeAgent>
{
    public ChangeAgentValidator() => RuleFor(r => r.Capacity).InclusiveBetween(0, 100);
}

internal sealed class ChangeAgentHandler(IInboxDb db, AgentViews views, IActiveMembers members, IWorkQueue work)
    : IRequestHandler<ChangeAgent, AgentView>
{
    public async Task<AgentView> Handle(ChangeAgent request, CancellationToken ct)
    {
        if (!(await members.WithAsync(Permissions.ConversationsWrite, ct)).Any(m => m.UserId == request.UserId))
            throw new DomainException(AgentErrors.NotFound);
        var agent = await db.LockAgentAsync(request.UserId, ct);
        agent.Hold(request.Capacity);
        await db.SaveChangesAsync(ct);
        await work.NudgeAsync(FollowAgent.WorkKind, agent.UserId, ct);
        return (await views.ListAsync(ct)).Single(a => a.Id == agent.UserId);
    }
}
