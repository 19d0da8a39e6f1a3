using CleanApp.Application.Common;
using CleanApp.Application.Sales.NextSteps;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>Says what is to be done next; instead of what was to be done before.</summary>
/// <param name="Step">Up to 200 characters.</param>
/// <param name="At">Until when; null: nobody said.</param>
/// <param name="Version">What the caller saw; null: they did not say.</param>
public sealed record SetNextStep(Guid Id, string Step, DateTimeOffset? At, SeenVersion? Version) : ICommand<OpportunitySummary>;

internal sealed class SetNextStepValidator : AbstractValidator<SetNextStep>
{
    public SetNextStepValidator() => RuleFor(r => r.Step).Name(200);
}

internal sealed class SetNextStepHandler(
    ISalesDb db,
    OpportunityDesk desk,
    OpportunityViews views,
    Reminding reminding,
    IPersonalVault vault,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<SetNextStep, OpportunitySummary>
{
    public async Task<OpportunitySummary> Handle(SetNextStep request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var opportunity = await desk.LockAsync(request.Id, request.Version, ct);
        var (text, place) = (request.Step.Trim(), SalesPlaces.NextStep(request.Id));
        if (opportunity.NextStep is { } box && keys.Open(box, place) == text && opportunity.NextStepAt == request.At)
            return await views.OfAsync(opportunity, ct);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        db.OpportunityEvents.Add(
            opportunity.SetNextStep(keys.Seal(text, place), request.At, id, keys.Seal(text, SalesPlaces.Words(id)), user.Actor, now)
        );
        if (request.At is { } at)
            await reminding.AskAsync(RemindOfOpportunity.WorkKind, opportunity.Id, at, ct);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(opportunity, ct);
    }
}
