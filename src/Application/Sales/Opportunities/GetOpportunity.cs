using MediatR;

namespace CleanApp.Application.Sales.Opportunities;

public sealed record GetOpportunity(Guid Id) : IRequest<OpportunitySummary>;

internal sealed class GetOpportunityHandler(OpportunityDesk desk, OpportunityViews views) : IRequestHandler<GetOpportunity, OpportunitySummary>
{
    public async Task<OpportunitySummary> Handle(GetOpportunity request, CancellationToken ct) =>
        await views.OfAsync(await desk.FindAsync(request.Id, ct), ct);
}
