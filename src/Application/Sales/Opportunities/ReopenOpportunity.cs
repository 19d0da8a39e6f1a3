using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>It goes on after all: where it stood, or, where that stage is no more, in the first.</summary>
/// <param name="Version">What the caller saw; null: they did not say.</param>
public sealed record ReopenOpportunity(Guid Id, SeenVersion? Version) : ICommand<OpportunitySummary>;

internal sealed class ReopenOpportunityHandler(ISalesDb db, OpportunityDesk desk, OpportunityViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<ReopenOpportunity, OpportunitySummary>
{
    public async Task<OpportunitySummary> Handle(ReopenOpportunity request, CancellationToken ct)
    {
        var stage = await LockStageAsync(await desk.FindAsync(request.Id, ct), ct);
        var opportunity = await desk.LockAsync(request.Id, request.Version, ct);
        if (opportunity.Reopen(stage, await PlaceAsync(opportunity, stage, ct), user.Actor, clock.GetUtcNow()) is { } reopened)
            db.OpportunityEvents.Add(reopened);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(opportunity, ct);
    }

    private async Task<PipelineStage> LockStageAsync(Opportunity seen, CancellationToken ct)
    {
        try
        {
            return await desk.LockStageAsync(seen.StageId, ct);
        }
        catch (DomainException e) when (e.Error == PipelineStageErrors.NotFound)
        {
            return await desk.LockStageAsync(await desk.FirstStageAsync(seen.PipelineId, ct), ct);
        }
    }

    /// <summary>Its former one, unless somebody has it by now.</summary>
    private async Task<OrderKey> PlaceAsync(Opportunity opportunity, PipelineStage stage, CancellationToken ct)
    {
        var isFree =
            opportunity.StageId == stage.Id
            && !await db.Opportunities.AnyAsync(
                o => o.StageId == stage.Id && o.Status == OpportunityStatus.Open && o.OrderKey == opportunity.OrderKey && o.Id != opportunity.Id,
                ct
            );
        return isFree ? opportunity.OrderKey : await desk.PlaceAsync(stage.Id, null, opportunity, ct);
    }
}
