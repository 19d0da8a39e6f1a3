using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>The last day of a version is over. Whoever accepts asks the clock themselves; here it is written down and told.</summary>
internal sealed class ExpireProposal(ISalesDb db, IUnitOfWork unitOfWork, ProposalDesk desk, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "sales.expire_proposal";

    public string Kind => WorkKind;

    public Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                var seen = await db.ProposalVersions.AsNoTracking().SingleAsync(v => v.Id == subjectId, inner);
                var now = clock.GetUtcNow();
                if (!seen.IsLive)
                    return WorkResult.Finished;
                if (seen.ExpiresAt > now)
                    return WorkResult.RunAgainIn(seen.ExpiresAt.Value - now);
                var opportunityId = await db.Proposals.Where(p => p.Id == seen.ProposalId).Select(p => p.OpportunityId).SingleAsync(inner);
                var (proposal, opportunity) = await desk.LockBothAsync(opportunityId, seen.ProposalId, inner);
                if (proposal.Expire(proposal.Find(seen.Version), now))
                    db.OpportunityEvents.Add(opportunity.Tell(OpportunityEventKind.ProposalExpired, proposal, Actor.System, now));
                await db.SaveChangesAsync(inner);
                return WorkResult.Finished;
            },
            ct
        );
}
