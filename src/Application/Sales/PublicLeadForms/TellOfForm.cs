using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.PublicLeadForms;

/// <summary>Whoever looks after a lead is told in their browsers that a form was sent, a moment later; of several meanwhile, the last.</summary>
internal sealed class TellOfForm(ISalesDb db, IColleagueAlerts alerts, IPeople people, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "sales.lead_form_news";

    /// <summary>Whoever could not be told for so long finds it in the list.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var lead = await db.Leads.AsNoTracking().SingleOrDefaultAsync(l => l.Id == subjectId, ct);
        if (lead is not { OwnerId: { } owner, IsOpen: true })
            return WorkResult.Finished;
        var sent = await db
            .LeadEvents.AsNoTracking()
            .Where(e => e.LeadId == lead.Id && e.Kind == LeadEventKind.FormSent)
            .OrderByDescending(e => e.Sequence)
            .FirstAsync(ct);
        if (clock.GetUtcNow() - sent.At > Fresh)
            return WorkResult.Finished;
        var form = await db.LeadForms.Where(f => f.Id == sent.SubjectId).Select(f => f.Name).SingleAsync(ct);
        var customer = (await people.ListAsync([lead.ContactId], ct)).GetValueOrDefault(lead.ContactId)?.Name;
        var alert = new ColleagueAlert("lead_form", lead.Id, customer, form);
        return await alerts.TellAsync(owner, alert, ct) is { } again ? WorkResult.RunAgainIn(again) : WorkResult.Finished;
    }
}
