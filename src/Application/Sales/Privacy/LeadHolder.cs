using CleanApp.Application.Common;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Application.Sales.LeadImports;
using CleanApp.Application.Sales.PublicLeadForms;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Privacy;

/// <summary>What a person's leads say. When they are anonymised, that there was one, and what became of it, is all that stays.</summary>
internal sealed class LeadHolder(ISalesDb db, IPersonalVault vault, IWorkQueue work, TimeProvider clock) : IPersonalDataHolder
{
    /// <summary>Leads are locked after everything of the inbox.</summary>
    public int EraseOrder => 3;

    public async Task<IReadOnlyList<DataSection>> ExportAsync(DataSubject person, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var leads = await db
            .Leads.AsNoTracking()
            .Where(l => l.ContactId == person.ContactId && !l.Erased)
            .OrderBy(l => l.CreatedAt)
            .ThenBy(l => l.Id)
            .ToListAsync(ct);
        var words = await (
            from said in db.LeadEvents.AsNoTracking()
            join lead in db.Leads.AsNoTracking() on said.LeadId equals lead.Id
            where lead.ContactId == person.ContactId && said.Content != null
            orderby lead.CreatedAt, lead.Id, said.Sequence
            select said
        ).ToListAsync(ct);
        return
        [
            new DataSection("leads", "Interesse em comprar", 65, [.. leads.Select(l => Row(l, keys))]),
            new DataSection(
                "lead_notes",
                "Anotações sobre o interesse",
                66,
                [.. words.Select(e => new[] { new DataField("at", "Quando", e.At), new DataField("text", "Texto", Words(e, keys)) })]
            ),
        ];
    }

    private static string Words(LeadEvent said, ICompanyKeys keys) =>
        said.Kind == LeadEventKind.FormSent ? FormEntry.Of(keys, said)!.ToText() : keys.Open(said.Content!, SalesPlaces.LeadWords(said.Id));

    private static DataField[] Row(Lead lead, ICompanyKeys keys) =>
        [
            new DataField("opened_at", "Desde", lead.CreatedAt),
            new DataField("source", "Origem", lead.Source.ToString()),
            new DataField("campaign", "Campanha", lead.UtmCampaign),
            new DataField("advertisement", "Anúncio", lead.AdHeadline),
            new DataField("interest", "Interesse", lead.Interest is { } box ? keys.Open(box, SalesPlaces.LeadInterest(lead.Id)) : null),
            new DataField("amount", "Estimativa", lead.Amount),
            new DataField("next_step", "Próximo passo", lead.NextStep is { } step ? keys.Open(step, SalesPlaces.LeadStep(lead.Id)) : null),
        ];

    public async Task<IReadOnlyCollection<Guid>> ActiveSinceAsync(IReadOnlyCollection<Guid> contactIds, DateTimeOffset since, CancellationToken ct) =>
        await db
            .Leads.Where(l => contactIds.Contains(l.ContactId) && (l.ClosedAt == null || l.UpdatedAt >= since))
            .Select(l => l.ContactId)
            .Distinct()
            .ToListAsync(ct);

    public async Task EraseAsync(DataSubject person, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        // A spreadsheet that names them goes as a whole: nothing is taken out of a file that is sealed.
        await work.NudgeAsync(ForgetLeadImport.WorkKind, await db.ImportsAboutAsync([person.ContactId], ct), ct);
        await db.EraseLeadsAsync([person.ContactId], now, ct);
    }
}
