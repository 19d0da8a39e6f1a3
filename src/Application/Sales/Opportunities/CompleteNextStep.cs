using CleanApp.Application.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>The next step was done. When nothing was to be done nothing changes.</summary>
/// <param name="Version">What the caller saw; null: they did not say.</param>
public sealed record CompleteNextStep(Guid Id, SeenVersion? Version) : ICommand<OpportunitySummary>;

internal sealed class CompleteNextStepHandler(
    ISalesDb db,
    OpportunityDesk desk,
    OpportunityViews views,
    IPersonalVault vault,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<CompleteNextStep, OpportunitySummary>
{
    public async Task<OpportunitySummary> Handle(CompleteNextStep request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var opportunity = await desk.LockAsync(request.Id, request.Version, ct);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var words = opportunity.NextStep is { } box ? keys.Seal(keys.Open(box, SalesPlaces.NextStep(opportunity.Id)), SalesPlaces.Words(id)) : null;
        if (opportunity.CompleteNextStep(id, words, user.Actor, now) is { } done)
            db.OpportunityEvents.Add(done);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(opportunity, ct);
    }
}
