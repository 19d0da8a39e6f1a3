using CleanApp.Application.Common;
using CleanApp.Application.Sales.NextSteps;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Leads;

/// <summary>Says what is to be done next, and when; it takes the place of what was to be done before.</summary>
/// <param name="Step">Up to 200 characters.</param>
/// <param name="At">When; what is past is overdue at once.</param>
public sealed record PlanNextStep(Guid LeadId, string Step, DateTimeOffset At) : ICommand<LeadSummary>;

internal sealed class PlanNextStepValidator : AbstractValidator<PlanNextStep>
{
    public PlanNextStepValidator()
    {
        RuleFor(r => r.Step).Name(200);
        RuleFor(r => r.At).Must(at => at.Year is >= 2020 and < 2200).WithMessage("Must be a time of this century.");
    }
}

internal sealed class PlanNextStepHandler(
    LeadBook book,
    LeadViews views,
    Reminding reminding,
    IPersonalVault vault,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<PlanNextStep, LeadSummary>
{
    public async Task<LeadSummary> Handle(PlanNextStep request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var lead = await book.LockAsync(request.LeadId, ct);
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        var step = request.Step.Trim();
        var planned = lead.Plan(
            keys.Seal(step, SalesPlaces.LeadStep(lead.Id)),
            request.At.ToUniversalTime(),
            id,
            keys.Seal(step, SalesPlaces.LeadWords(id)),
            user.Actor,
            now
        );
        await reminding.AskAsync(RemindOfLead.WorkKind, lead.Id, request.At, ct);
        await book.SaveAsync(lead, planned, ct);
        return await views.OfAsync(lead, ct);
    }
}
