using CleanApp.Application.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>Moves an opportunity to a stage, of whatever pipeline, or within its own.</summary>
/// <param name="AfterId">The opportunity behind which it then stands; null, or one that has gone from there meanwhile: before all others.</param>
/// <param name="Version">What the caller saw; null: they did not say.</param>
public sealed record MoveOpportunity(Guid Id, Guid StageId, Guid? AfterId, SeenVersion? Version) : ICommand<OpportunitySummary>;

internal sealed class MoveOpportunityHandler(ISalesDb db, OpportunityDesk desk, OpportunityViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<MoveOpportunity, OpportunitySummary>
{
    public async Task<OpportunitySummary> Handle(MoveOpportunity request, CancellationToken ct)
    {
        var stage = await desk.LockStageAsync(request.StageId, ct);
        var opportunity = await desk.LockAsync(request.Id, request.Version, ct);
        var place = await desk.PlaceAsync(stage.Id, request.AfterId, opportunity, ct);
        if (opportunity.MoveTo(stage, place, user.Actor, clock.GetUtcNow()) is { } moved)
            db.OpportunityEvents.Add(moved);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(opportunity, ct);
    }
}
