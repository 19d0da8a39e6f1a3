using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;

namespace CleanApp.Application.Inbox.Agents;

/// <summary>Who answers no more, or no longer belongs to the company, leaves nothing behind that nobody has.</summary>
internal sealed class FollowMember(IWorkQueue work) : IOnMemberChanged
{
    public Task RunAsync(Guid userId, CancellationToken ct) => work.NudgeAsync(FollowAgent.WorkKind, userId, ct);
}
