using CleanApp.Application.Common;
using CleanApp.Application.Sales.Proposals;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.PublicProposals;

/// <summary>The holder of a link says no. What it was for goes on: perhaps another version is wanted.</summary>
/// <param name="Reason">Up to 1,000 characters; null: they did not say.</param>
public sealed record DeclineProposal(string Token, string? Reason) : IRequest<PublicProposal>;

internal sealed class DeclineProposalValidator : AbstractValidator<DeclineProposal>
{
    public DeclineProposalValidator()
    {
        RuleFor(r => r.Token).MaximumLength(200);
        RuleFor(r => r.Reason!).Paragraph(1000).When(r => !string.IsNullOrWhiteSpace(r.Reason));
    }
}

internal sealed class DeclineProposalHandler(
    ISalesDb db,
    PublicProposalDesk desk,
    ProposalDesk proposals,
    ProposalNews news,
    IPersonalVault vault,
    IUnitOfWork unitOfWork,
    TimeProvider clock
) : IRequestHandler<DeclineProposal, PublicProposal>
{
    public async Task<PublicProposal> Handle(DeclineProposal request, CancellationToken ct)
    {
        var seen = await desk.EnterAsync(request.Token, ct);
        var opportunityId = (await desk.ProposalOfAsync(seen, ct)).OpportunityId;
        await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var keys = await vault.OpenAsync(inner);
                var (proposal, opportunity) = await proposals.LockBothAsync(opportunityId, seen.ProposalId, inner);
                if (proposal.Erased)
                    throw new DomainException(ProposalErrors.NotFound);
                var now = clock.GetUtcNow();
                var version = proposal.Find(seen.Version);
                if (proposal.Refuse(version, keys.SealReason(request.Reason, version.Id), null, now))
                    await news.AddAsync(OpportunityEventKind.ProposalRefused, proposal, opportunity, now, inner);
                await db.SaveChangesAsync(inner);
            },
            ct
        );
        return await desk.PageAsync(seen.Id, ct);
    }
}
