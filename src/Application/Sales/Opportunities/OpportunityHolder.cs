using CleanApp.Application.Common;
using CleanApp.Application.Privacy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>What may be sold to a person. When they are anonymised, that there was something, for how much, and what became of it, is all that stays.</summary>
internal sealed class OpportunityHolder(ISalesDb db, IPersonalVault vault) : IPersonalDataHolder
{
    /// <summary>After leads, as whoever converts one.</summary>
    public int EraseOrder => 4;

    public async Task<IReadOnlyList<DataSection>> ExportAsync(DataSubject person, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var opportunities = await db
            .Opportunities.AsNoTracking()
            .Where(o => o.ContactId == person.ContactId && o.Title != null)
            .OrderBy(o => o.CreatedAt)
            .ThenBy(o => o.Id)
            .ToListAsync(ct);
        var words = await (
            from said in db.OpportunityEvents.AsNoTracking()
            join opportunity in db.Opportunities.AsNoTracking() on said.OpportunityId equals opportunity.Id
            where opportunity.ContactId == person.ContactId && said.Content != null
            orderby said.At, said.Id
            select said
        ).ToListAsync(ct);
        return
        [
            new DataSection(
                "opportunities",
                "Oportunidades de venda",
                67,
                [
                    .. opportunities.Select(o =>
                        new[]
                        {
                            new DataField("opened_at", "Aberta em", o.CreatedAt),
                            new DataField("title", "O quê", keys.Open(o.Title!, SalesPlaces.Title(o.Id))),
                            new DataField("amount", "Preço", o.Amount),
                            new DataField("closed_at", "Encerrada em", o.ClosedAt),
                            new DataField("next_step", "Próximo passo", o.NextStep is { } step ? keys.Open(step, SalesPlaces.NextStep(o.Id)) : null),
                        }
                    ),
                ]
            ),
            new DataSection(
                "opportunity_notes",
                "Anotações em oportunidades",
                68,
                [
                    .. words.Select(w =>
                        new[] { new DataField("at", "Quando", w.At), new DataField("text", "Texto", keys.Open(w.Content!, SalesPlaces.Words(w.Id))) }
                    ),
                ]
            ),
        ];
    }

    public async Task<IReadOnlyCollection<Guid>> ActiveSinceAsync(IReadOnlyCollection<Guid> contactIds, DateTimeOffset since, CancellationToken ct) =>
        await db
            .Opportunities.Where(o => o.ContactId != null && contactIds.Contains(o.ContactId.Value) && (o.ClosedAt == null || o.UpdatedAt >= since))
            .Select(o => o.ContactId!.Value)
            .Distinct()
            .ToListAsync(ct);

    public Task EraseAsync(DataSubject person, CancellationToken ct) => db.EraseOpportunitiesAsync(person.ContactId, ct);
}
