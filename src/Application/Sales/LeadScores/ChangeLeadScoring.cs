using CleanApp.Application.Common;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.LeadScores;

/// <summary>Changes what the company gives points for; leads that are open are rated anew soon after.</summary>
public sealed record ChangeLeadScoring(LeadScoringView Points) : ICommand<LeadScoringView>;

internal sealed class ChangeLeadScoringValidator : AbstractValidator<ChangeLeadScoring>
{
    public ChangeLeadScoringValidator()
    {
        RuleFor(r => r.Points.Recommendation).InclusiveBetween(-100, 100);
        RuleFor(r => r.Points.Advertisement).InclusiveBetween(-100, 100);
        RuleFor(r => r.Points.Conversation).InclusiveBetween(-100, 100);
        RuleFor(r => r.Points.Interest).InclusiveBetween(-100, 100);
        RuleFor(r => r.Points.Amount).InclusiveBetween(-100, 100);
        RuleFor(r => r.Points.NextStep).InclusiveBetween(-100, 100);
        RuleFor(r => r.Points.Qualified).InclusiveBetween(-100, 100);
    }
}

internal sealed class ChangeLeadScoringHandler(ISalesDb db, ITenantContext tenant, IWorkQueue work, TimeProvider clock)
    : IRequestHandler<ChangeLeadScoring, LeadScoringView>
{
    public async Task<LeadScoringView> Handle(ChangeLeadScoring request, CancellationToken ct)
    {
        var scoring = await db.LockScoringAsync(ct);
        var points = request.Points;
        if (LeadScoringView.Of(scoring) == points)
            return points;
        scoring.Change(
            points.Recommendation,
            points.Advertisement,
            points.Conversation,
            points.Interest,
            points.Amount,
            points.NextStep,
            points.Qualified,
            clock.GetUtcNow()
        );
        await db.SaveChangesAsync(ct);
        await work.NudgeAsync(RateLeads.WorkKind, [tenant.TenantId], ct);
        return LeadScoringView.Of(scoring);
    }
}
