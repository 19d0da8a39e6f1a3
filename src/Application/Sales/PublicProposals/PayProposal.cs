using CleanApp.Application.Payments.Contracts;
using CleanApp.Application.Sales.Proposals;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.PublicProposals;

/// <summary>
/// Asks for what was accepted to be paid by Pix; repeating gives the same charge while it lives. Not a command: the bank is called between two
/// transactions.
/// </summary>
public sealed record PayProposal(string Token) : IRequest<ChargeView>;

internal sealed class PayProposalValidator : AbstractValidator<PayProposal>
{
    public PayProposalValidator() => RuleFor(r => r.Token).MaximumLength(200);
}

internal sealed class PayProposalHandler(PublicProposalDesk desk, ICharges charges) : IRequestHandler<PayProposal, ChargeView>
{
    /// <summary>A charge is followed closely while it lives; whoever comes back later gets another one.</summary>
    private static readonly TimeSpan ChargeLife = TimeSpan.FromHours(1);

    public async Task<ChargeView> Handle(PayProposal request, CancellationToken ct)
    {
        var version = await desk.EnterAsync(request.Token, ct);
        if (version.Status != ProposalStatus.Accepted)
            throw new DomainException(ProposalErrors.NotAccepted);
        var proposal = await desk.ProposalOfAsync(version, ct);
        if (version.Total.IsZero || proposal.PaidAt is not null)
            throw new DomainException(ProposalErrors.NothingToPay);
        return await charges.RequestAsync(
            new ChargeRequest(
                ProposalDetailViews.ReferenceKind,
                proposal.Id,
                version.Total,
                $"Proposta {proposal.Number}",
                ChargeLife,
                proposal.ContactId
            ),
            ct
        );
    }
}
