using CleanApp.Application.Common;
using CleanApp.Application.Sales.Proposals;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.PublicProposals;

/// <summary>The holder of a link has looked. What calls itself no browser, as programs that draw previews, is nobody.</summary>
public sealed record ViewProposal(string Token, Visitor Visitor) : IRequest<Done>;

internal sealed class ViewProposalValidator : AbstractValidator<ViewProposal>
{
    public ViewProposalValidator() => RuleFor(r => r.Token).MaximumLength(200);
}

internal sealed class ViewProposalHandler(
    ISalesDb db,
    PublicProposalDesk desk,
    ProposalDesk proposals,
    ProposalNews news,
    IPersonalVault vault,
    IUnitOfWork unitOfWork,
    TimeProvider clock
) : IRequestHandler<ViewProposal, Done>
{
    public async Task<Done> Handle(ViewProposal request, CancellationToken ct)
    {
        var seen = await desk.EnterAsync(request.Token, ct);
        if (request.Visitor.Device.Length == 0)
            return Done.Value;
        var opportunityId = (await desk.ProposalOfAsync(seen, ct)).OpportunityId;
        return await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var keys = await vault.OpenAsync(inner);
                var (proposal, opportunity) = await proposals.LockBothAsync(opportunityId, seen.ProposalId, inner);
                if (proposal.Erased || await db.ProposalViews.CountAsync(v => v.VersionId == seen.Id, inner) >= ProposalView.Most)
                    return Done.Value;
                var now = clock.GetUtcNow();
                var version = proposal.Find(seen.Version);
                var id = Guid.CreateVersion7(now);
                db.ProposalViews.Add(ProposalView.Of(id, version, request.Visitor.Seal(keys, id), now));
                if (proposal.View(version, now))
                    await news.AddAsync(OpportunityEventKind.ProposalViewed, proposal, opportunity, now, inner);
                await db.SaveChangesAsync(inner);
                return Done.Value;
            },
            ct
        );
    }
}
