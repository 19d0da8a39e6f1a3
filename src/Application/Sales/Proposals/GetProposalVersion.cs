using MediatR;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>One version of a proposal, as it was sent.</summary>
public sealed record GetProposalVersion(Guid Id, int Version) : IRequest<ProposalVersionDetails>;

internal sealed class GetProposalVersionHandler(ProposalDesk desk, ProposalDetailViews views)
    : IRequestHandler<GetProposalVersion, ProposalVersionDetails>
{
    public async Task<ProposalVersionDetails> Handle(GetProposalVersion request, CancellationToken ct) =>
        await views.VersionAsync((await desk.FindAsync(request.Id, ct)).Proposal, request.Version, ct);
}
