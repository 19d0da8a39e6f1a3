using CleanApp.Application.Common;
using CleanApp.Application.Sales.Opportunities;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>Begins a proposal for an opportunity: a first draft with the company's usual terms. Its number stays its own whatever becomes of it.</summary>
public sealed record CreateProposal(Guid OpportunityId) : ICommand<ProposalDetails>;

internal sealed class CreateProposalHandler(
    ISalesDb db,
    OpportunityDesk opportunities,
    ProposalDetailViews views,
    IPersonalVault vault,
    TimeProvider clock
) : IRequestHandler<CreateProposal, ProposalDetails>
{
    public async Task<ProposalDetails> Handle(CreateProposal request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var opportunity = await opportunities.LockAsync(request.OpportunityId, null, ct);
        opportunity.RequireOpen();
        // Last, and until the end of the transaction: whoever takes a number waits for whoever took the one before.
        var settings = await db.LockProposalSettingsAsync(ct);
        var now = clock.GetUtcNow();
        var versionId = Guid.CreateVersion7(now);
        var text = new ProposalContent([], ProposalDiscount.None, settings.Terms, null).ToText(keys, versionId, settings.ValidityDays);
        var proposal = Proposal.Begin(Guid.CreateVersion7(now), settings.TakeNumber(), opportunity, versionId, text, now);
        db.Proposals.Add(proposal);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(proposal, opportunity, ct);
    }
}
