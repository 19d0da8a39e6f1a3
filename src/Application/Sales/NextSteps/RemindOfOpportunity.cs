using CleanApp.Application.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.NextSteps;

internal sealed class RemindOfOpportunity(ISalesDb db, Reminding reminding) : IWorkHandler
{
    public const string WorkKind = "sales.opportunity_step";

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var opportunity = await db.Opportunities.AsNoTracking().SingleOrDefaultAsync(o => o.Id == subjectId, ct);
        var step = opportunity is { Status: OpportunityStatus.Open, OwnerId: { } owner, NextStep: { } words, NextStepAt: { } at }
            ? new DueStep(owner, at, opportunity.ContactId, words, SalesPlaces.NextStep(opportunity.Id))
            : null;
        return await reminding.TellAsync("opportunity_step", subjectId, step, ct);
    }
}
