using CleanApp.Application.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>Puts the draft away; what was sent before it is looked at again. The number stays.</summary>
/// <param name="Edition">What the caller saw; null: they did not say.</param>
public sealed record DiscardProposalDraft(Guid Id, SeenVersion? Edition) : ICommand<ProposalDetails>;

internal sealed class DiscardProposalDraftHandler(ISalesDb db, ProposalDesk desk, ProposalDetailViews views, TimeProvider clock)
    : IRequestHandler<DiscardProposalDraft, ProposalDetails>
{
    public async Task<ProposalDetails> Handle(DiscardProposalDraft request, CancellationToken ct)
    {
        var (proposal, opportunity) = await desk.LockAsync(request.Id, request.Edition, ct);
        proposal.Discard(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(proposal, opportunity, ct);
    }
}
