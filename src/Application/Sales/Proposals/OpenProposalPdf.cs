using MediatR;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>A version as it is printed; of a draft, as it would be.</summary>
public sealed record OpenProposalPdf(Guid Id, int Version) : IRequest<ProposalFile>;

internal sealed class OpenProposalPdfHandler(ProposalDesk desk, ProposalFiles files) : IRequestHandler<OpenProposalPdf, ProposalFile>
{
    public async Task<ProposalFile> Handle(OpenProposalPdf request, CancellationToken ct)
    {
        var (proposal, opportunity) = await desk.FindAsync(request.Id, ct);
        return await files.OfAsync(proposal, proposal.Find(request.Version), proposal.CustomerOf(opportunity), ct);
    }
}
