using MediatR;

namespace CleanApp.Application.Sales.PublicProposals;

/// <summary>What the holder of a link sees.</summary>
public sealed record FollowProposal(string Token) : IRequest<PublicProposal>;

internal sealed class FollowProposalHandler(PublicProposalDesk desk) : IRequestHandler<FollowProposal, PublicProposal>
{
    public async Task<PublicProposal> Handle(FollowProposal request, CancellationToken ct) =>
        await desk.PageAsync((await desk.EnterAsync(request.Token, ct)).Id, ct);
}
