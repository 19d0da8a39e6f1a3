using CleanApp.Application.Common;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.NextSteps;

internal sealed class RemindOfLead(ISalesDb db, Reminding reminding) : IWorkHandler
{
    public const string WorkKind = "sales.lead_step";

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var lead = await db.Leads.AsNoTracking().SingleOrDefaultAsync(l => l.Id == subjectId, ct);
        var step = lead is { OwnerId: { } owner, NextStep: { } words, NextStepAt: { } at }
            ? new DueStep(owner, at, lead.ContactId, words, SalesPlaces.LeadStep(lead.Id))
            : null;
        return await reminding.TellAsync("lead_step", subjectId, step, ct);
    }
}
