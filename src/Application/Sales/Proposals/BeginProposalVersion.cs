using CleanApp.Application.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>Another version to write, beginning with what the newest says; what the customer has before them stays until it is sent.</summary>
/// <param name="Edition">What the caller saw; null: they did not say.</param>
public sealed record BeginProposalVersion(Guid Id, SeenVersion? Edition) : ICommand<ProposalDetails>;

internal sealed class BeginProposalVersionHandler(ISalesDb db, ProposalDesk desk, ProposalDetailViews views, IPersonalVault vault, TimeProvider clock)
    : IRequestHandler<BeginProposalVersion, ProposalDetails>
{
    public async Task<ProposalDetails> Handle(BeginProposalVersion request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var (proposal, opportunity) = await desk.LockBothAsync(request.Id, request.Edition, ct);
        var newest = proposal.Find(proposal.Current);
        var now = clock.GetUtcNow();
        var versionId = Guid.CreateVersion7(now);
        var content = ProposalContent.Of(keys, newest) is { } said
            ? said with
            {
                Head = null,
            }
            : new ProposalContent([], ProposalDiscount.None, null, null);
        proposal.BeginVersion(versionId, content.ToText(keys, versionId, newest.ValidityDays), now);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(proposal, opportunity, ct);
    }
}
