using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Sales.Proposals;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.PublicProposals;

/// <summary>
/// The holder of a link accepts what they have read. In one transaction: the proof, the version, and what it was for is won. Of several at once,
/// and of whoever comes again, the first counts.
/// </summary>
/// <param name="ContentHash">Of what they have read.</param>
public sealed record AcceptProposal(string Token, string Name, string Cpf, string ContentHash, Visitor Visitor) : IRequest<PublicProposal>;

internal sealed class AcceptProposalValidator : AbstractValidator<AcceptProposal>
{
    public AcceptProposalValidator()
    {
        RuleFor(r => r.Token).MaximumLength(200);
        RuleFor(r => r.Name).Name(120);
        RuleFor(r => r.Cpf).NotEmpty().MaximumLength(20);
        RuleFor(r => r.ContentHash).NotEmpty().Length(64);
    }
}

internal sealed class AcceptProposalHandler(
    ISalesDb db,
    PublicProposalDesk desk,
    ProposalDesk proposals,
    ProposalNews news,
    IPeople people,
    IPersonalVault vault,
    IUnitOfWork unitOfWork,
    TimeProvider clock
) : IRequestHandler<AcceptProposal, PublicProposal>
{
    public async Task<PublicProposal> Handle(AcceptProposal request, CancellationToken ct)
    {
        var cpf = CpfNumber.Parse(request.Cpf);
        var seen = await desk.EnterAsync(request.Token, ct);
        var of = await desk.ProposalOfAsync(seen, ct);
        await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var keys = await vault.OpenAsync(inner);
                await people.LockAsync(of.ContactId!.Value, inner);
                var (proposal, opportunity) = await proposals.LockBothAsync(of.OpportunityId, of.Id, inner);
                var version = proposal.Find(seen.Version);
                // What is sealed is still what its hash says, or nobody can accept it.
                _ = ProposalContent.Of(keys, version);
                var now = clock.GetUtcNow();
                if (!proposal.Accept(version, request.ContentHash, now))
                    return;
                var proof = new AcceptanceProof(request.Name.Trim(), cpf.Digits, request.Visitor.Ip, request.Visitor.Device);
                db.ProposalAcceptances.Add(ProposalAcceptance.Of(version, proof.Seal(keys, version.Id), now));
                await news.AddAsync(OpportunityEventKind.ProposalAccepted, proposal, opportunity, now, inner);
                if (opportunity.Status == OpportunityStatus.Open)
                    Win(opportunity, version, now);
                await db.SaveChangesAsync(inner);
            },
            ct
        );
        return await desk.PageAsync(seen.Id, ct);
    }

    /// <summary>For what was accepted, whatever it was expected to bring.</summary>
    private void Win(Opportunity opportunity, ProposalVersion version, DateTimeOffset now)
    {
        if (opportunity.Value(version.Total, Actor.System, now) is { } valued)
            db.OpportunityEvents.Add(valued);
        if (opportunity.Win(Actor.System, now) is { } won)
            db.OpportunityEvents.Add(won);
    }
}
