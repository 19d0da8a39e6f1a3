using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>It will not be sold.</summary>
/// <param name="Version">What the caller saw; null: they did not say.</param>
public sealed record LoseOpportunity(Guid Id, Guid ReasonId, SeenVersion? Version) : ICommand<OpportunitySummary>;

internal sealed class LoseOpportunityHandler(ISalesDb db, OpportunityDesk desk, OpportunityViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<LoseOpportunity, OpportunitySummary>
{
    public async Task<OpportunitySummary> Handle(LoseOpportunity request, CancellationToken ct)
    {
        var opportunity = await desk.LockAsync(request.Id, request.Version, ct);
        var reason =
            await db.LossReasons.SingleOrDefaultAsync(r => r.Id == request.ReasonId && r.Active, ct)
            ?? throw new DomainException(LossReasonErrors.NotFound);
        if (opportunity.Lose(reason, user.Actor, clock.GetUtcNow()) is { } lost)
            db.OpportunityEvents.Add(lost);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(opportunity, ct);
    }
}
