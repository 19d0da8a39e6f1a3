using CleanApp.Application.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>Gives an opportunity to somebody, or to nobody; who gives theirs away may see it no more afterwards.</summary>
/// <param name="OwnerId">Null: nobody's.</param>
/// <param name="Version">What the caller saw; null: they did not say.</param>
public sealed record AssignOpportunity(Guid Id, Guid? OwnerId, SeenVersion? Version) : ICommand<OpportunitySummary>;

internal sealed class AssignOpportunityHandler(ISalesDb db, OpportunityDesk desk, OpportunityViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<AssignOpportunity, OpportunitySummary>
{
    public async Task<OpportunitySummary> Handle(AssignOpportunity request, CancellationToken ct)
    {
        var opportunity = await desk.LockAsync(request.Id, request.Version, ct);
        await desk.RequireOwnerAsync(request.OwnerId, ct);
        if (opportunity.Assign(request.OwnerId, user.Actor, clock.GetUtcNow()) is { } assigned)
            db.OpportunityEvents.Add(assigned);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(opportunity, ct);
    }
}
