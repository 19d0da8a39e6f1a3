using MediatR;

namespace CleanApp.Application.Sales.Proposals;

public sealed record GetProposal(Guid Id) : IRequest<ProposalDetails>;

internal sealed class GetProposalHandler(ProposalDesk desk, ProposalDetailViews views) : IRequestHandler<GetProposal, ProposalDetails>
{
    public async Task<ProposalDetails> Handle(GetProposal request, CancellationToken ct)
    {
        var (proposal, opportunity) = await desk.FindAsync(request.Id, ct);
        return await views.OfAsync(proposal, opportunity, ct);
    }
}
