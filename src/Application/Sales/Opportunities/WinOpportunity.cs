using CleanApp.Application.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>It was sold.</summary>
/// <param name="Version">What the caller saw; null: they did not say.</param>
public sealed record WinOpportunity(Guid Id, SeenVersion? Version) : ICommand<OpportunitySummary>;

internal sealed class WinOpportunityHandler(ISalesDb db, OpportunityDesk desk, OpportunityViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<WinOpportunity, OpportunitySummary>
{
    public async Task<OpportunitySummary> Handle(WinOpportunity request, CancellationToken ct)
    {
        var opportunity = await desk.LockAsync(request.Id, request.Version, ct);
        if (opportunity.Win(user.Actor, clock.GetUtcNow()) is { } won)
            db.OpportunityEvents.Add(won);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(opportunity, ct);
    }
}
