using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>The customer said no, to somebody of the company who writes it down.</summary>
/// <param name="Reason">Up to 1,000 characters; null: they did not say.</param>
/// <param name="Edition">What the caller saw; null: they did not say.</param>
public sealed record RefuseProposal(Guid Id, string? Reason, SeenVersion? Edition) : ICommand<ProposalDetails>;

internal sealed class RefuseProposalValidator : AbstractValidator<RefuseProposal>
{
    public RefuseProposalValidator() => RuleFor(r => r.Reason!).Paragraph(1000).When(r => !string.IsNullOrWhiteSpace(r.Reason));
}

internal sealed class RefuseProposalHandler(
    ISalesDb db,
    ProposalDesk desk,
    ProposalDetailViews views,
    IPersonalVault vault,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<RefuseProposal, ProposalDetails>
{
    public async Task<ProposalDetails> Handle(RefuseProposal request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var (proposal, opportunity) = await desk.LockBothAsync(request.Id, request.Edition, ct);
        var version = proposal.Live ?? throw new DomainException(ProposalErrors.NotLive);
        var now = clock.GetUtcNow();
        if (proposal.Refuse(version, keys.SealReason(request.Reason, version.Id), user.UserId, now))
            db.OpportunityEvents.Add(opportunity.Tell(OpportunityEventKind.ProposalRefused, proposal, user.Actor, now));
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(proposal, opportunity, ct);
    }
}

internal static class RefusalReasons
{
    public static byte[]? SealReason(this ICompanyKeys keys, string? reason, Guid versionId) =>
        string.IsNullOrWhiteSpace(reason) ? null : keys.Seal(reason.Trim(), SalesPlaces.Refusal(versionId));
}
