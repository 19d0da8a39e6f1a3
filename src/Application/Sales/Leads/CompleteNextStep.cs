using CleanApp.Application.Common;
using MediatR;

namespace CleanApp.Application.Sales.Leads;

/// <summary>What was to be done next is done; with nothing to be done it changes nothing.</summary>
public sealed record CompleteNextStep(Guid LeadId) : ICommand<LeadSummary>;

internal sealed class CompleteNextStepHandler(LeadBook book, LeadViews views, IPersonalVault vault, IUserContext user, TimeProvider clock)
    : IRequestHandler<CompleteNextStep, LeadSummary>
{
    public async Task<LeadSummary> Handle(CompleteNextStep request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var lead = await book.LockAsync(request.LeadId, ct);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var said = lead.NextStep is { } box ? keys.Seal(keys.Open(box, SalesPlaces.LeadStep(lead.Id)), SalesPlaces.LeadWords(id)) : null;
        await book.SaveAsync(lead, lead.CompleteStep(id, said, user.Actor, now), ct);
        return await views.OfAsync(lead, ct);
    }
}
