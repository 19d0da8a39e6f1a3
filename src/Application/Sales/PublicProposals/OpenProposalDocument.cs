using CleanApp.Application.Sales.Proposals;
using MediatR;

namespace CleanApp.Application.Sales.PublicProposals;

/// <summary>The same file the company has.</summary>
public sealed record OpenProposalDocument(string Token) : IRequest<ProposalFile>;

internal sealed class OpenProposalDocumentHandler(PublicProposalDesk desk, ProposalFiles files) : IRequestHandler<OpenProposalDocument, ProposalFile>
{
    public async Task<ProposalFile> Handle(OpenProposalDocument request, CancellationToken ct)
    {
        var version = await desk.EnterAsync(request.Token, ct);
        var proposal = await desk.ProposalOfAsync(version, ct);
        return await files.OfAsync(proposal, version, proposal.ContactId, ct);
    }
}
