using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>
/// Proposals as everything that changes one needs them, in the order in which everybody locks: person, opportunity, proposal. Who may see the
/// opportunity may see what is offered for it, and nobody else.
/// </summary>
internal sealed class ProposalDesk(ISalesDb db, IUserContext user)
{
    /// <exception cref="DomainException">There is none, or the caller may not see it: the two are never told apart.</exception>
    public async Task<(Proposal Proposal, Opportunity Opportunity)> FindAsync(Guid id, CancellationToken ct) =>
        await db.Proposals.AsNoTracking().Include(p => p.Versions).SingleOrDefaultAsync(p => p.Id == id, ct) is { } proposal
        && await db.Opportunities.AsNoTracking().SingleAsync(o => o.Id == proposal.OpportunityId, ct) is { } opportunity
        && SalesSight.Of(user).Sees(opportunity.OwnerId)
            ? (proposal, opportunity)
            : throw new DomainException(ProposalErrors.NotFound);

    /// <summary>Locked, without its opportunity: for what tells that nothing.</summary>
    /// <param name="edition">What the caller saw; null: they did not say.</param>
    /// <exception cref="DomainException">As <see cref="FindAsync"/>, or it is another edition by now.</exception>
    public async Task<(Proposal Proposal, Opportunity Opportunity)> LockAsync(Guid id, SeenVersion? edition, CancellationToken ct)
    {
        var (_, opportunity) = await FindAsync(id, ct);
        var proposal = (await db.LockProposalAsync(id, ct))!;
        proposal.RequireSeen(edition);
        return (proposal, opportunity);
    }

    /// <summary>Both locked.</summary>
    /// <inheritdoc cref="LockAsync"/>
    public async Task<(Proposal Proposal, Opportunity Opportunity)> LockBothAsync(Guid id, SeenVersion? edition, CancellationToken ct)
    {
        var (seen, _) = await FindAsync(id, ct);
        var (proposal, opportunity) = await LockBothAsync(seen.OpportunityId, id, ct);
        if (!SalesSight.Of(user).Sees(opportunity.OwnerId))
            throw new DomainException(ProposalErrors.NotFound);
        proposal.RequireSeen(edition);
        return (proposal, opportunity);
    }

    /// <summary>For whoever needs to see nothing: the customer, the bank, the clock.</summary>
    public async Task<(Proposal Proposal, Opportunity Opportunity)> LockBothAsync(Guid opportunityId, Guid proposalId, CancellationToken ct)
    {
        var opportunity = (await db.LockOpportunityAsync(opportunityId, ct))!;
        return ((await db.LockProposalAsync(proposalId, ct))!, opportunity);
    }
}
