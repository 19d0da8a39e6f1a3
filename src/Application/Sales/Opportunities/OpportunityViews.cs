using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Opportunities;

/// <param name="Title">Null once the person was anonymised; so the next step.</param>
/// <param name="Customer">Whom it is sold to; null when nobody said.</param>
/// <param name="ExpectedOn">The day by which it is expected to be won.</param>
/// <param name="Owner">Who sells it; null: nobody yet.</param>
/// <param name="LossReason">Of what was lost.</param>
/// <param name="StageSince">When it came to its stage.</param>
/// <param name="IsRotting">Whether it has stood there for longer than things may.</param>
/// <param name="NextStepAt">Until when the next step is to be done.</param>
/// <param name="IsOverdue">Whether it should have been done by now.</param>
/// <param name="Version">For <c>If-Match</c>, as <c>"v3"</c>: whoever changes it has seen this.</param>
/// <param name="UpdatedAt">When something last happened to it.</param>
/// <param name="ClosedAt">When it was won or lost.</param>
/// <param name="Source">How the person came, of what goes on with a lead; null: it began by itself.</param>
/// <param name="LeadId">The lead it goes on with, which somebody else may look after.</param>
public sealed record OpportunitySummary(
    Guid Id,
    Guid PipelineId,
    NamedId Stage,
    string? Title,
    PersonView? Customer,
    MoneyView? Amount,
    DateOnly? ExpectedOn,
    NamedId? Owner,
    OpportunityStatus Status,
    NamedId? LossReason,
    DateTimeOffset StageSince,
    bool IsRotting,
    string? NextStep,
    DateTimeOffset? NextStepAt,
    bool IsOverdue,
    int Version,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ClosedAt,
    LeadSource? Source,
    Guid? LeadId
);

/// <summary>Opportunities with the names of whom they point to, whatever their number, in as many questions.</summary>
internal sealed class OpportunityViews(ISalesDb db, IPersonalVault vault, IPeople people, IMemberNames members, TimeProvider clock)
{
    public async Task<OpportunitySummary> OfAsync(Opportunity opportunity, CancellationToken ct) => (await OfAsync([opportunity], ct))[0];

    public async Task<IReadOnlyList<OpportunitySummary>> OfAsync(IReadOnlyList<Opportunity> opportunities, CancellationToken ct)
    {
        if (opportunities.Count == 0)
            return [];
        var keys = await vault.OpenAsync(ct);
        var customers = await people.ListAsync([.. opportunities.Select(o => o.ContactId).OfType<Guid>().Distinct()], ct);
        var names = await members.OfAsync([.. opportunities.Select(o => o.OwnerId).OfType<Guid>().Distinct()], ct);
        // A company's settings are few: all of them cost less than those that are meant.
        var stages = await db.PipelineStages.AsNoTracking().ToDictionaryAsync(s => s.Id, ct);
        var reasons = opportunities.Any(o => o.LossReasonId is not null)
            ? await db.LossReasons.AsNoTracking().ToDictionaryAsync(r => r.Id, r => r.Name, ct)
            : [];
        var leads = await LeadsAsync([.. opportunities.Where(o => o.Source is not null).Select(o => o.Id)], ct);
        var now = clock.GetUtcNow();
        return
        [
            .. opportunities.Select(o => new OpportunitySummary(
                o.Id,
                o.PipelineId,
                new NamedId(o.StageId, stages[o.StageId].Name),
                o.Title is { } title ? keys.Open(title, SalesPlaces.Title(o.Id)) : null,
                o.ContactId is { } contact ? customers.GetValueOrDefault(contact) : null,
                o.Amount is { } amount ? MoneyView.Of(amount) : null,
                o.ExpectedOn,
                o.OwnerId is { } owner ? new NamedId(owner, names.GetValueOrDefault(owner, "")) : null,
                o.Status,
                o.LossReasonId is { } reason ? new NamedId(reason, reasons[reason]) : null,
                o.StageSince,
                o.Status == OpportunityStatus.Open && stages[o.StageId].IsRotting(o.StageSince, now),
                o.NextStep is { } step ? keys.Open(step, SalesPlaces.NextStep(o.Id)) : null,
                o.NextStepAt,
                o.IsOverdue(now),
                o.Version,
                o.CreatedAt,
                o.UpdatedAt,
                o.ClosedAt,
                o.Source,
                leads.TryGetValue(o.Id, out var lead) ? lead : null
            )),
        ];
    }

    private async Task<Dictionary<Guid, Guid>> LeadsAsync(Guid[] ids, CancellationToken ct) =>
        ids.Length == 0
            ? []
            : await db.LeadsBehind(ids).Select(l => new { l.Id, l.OpportunityId }).ToDictionaryAsync(l => l.OpportunityId!.Value, l => l.Id, ct);
}
