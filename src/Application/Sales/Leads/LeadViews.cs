using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Leads;

/// <param name="Person">Null once they were anonymised.</param>
/// <param name="Interest">What they want; null when nobody knows yet.</param>
/// <param name="Amount">What it might bring.</param>
/// <param name="Score">How likely they are to buy, 0 to 100.</param>
/// <param name="Owner">Who looks after it; null: nobody yet.</param>
/// <param name="LossReason">Of one that is lost.</param>
/// <param name="NextStepAt">When what comes next is to be done.</param>
/// <param name="ConversationId">In which it began.</param>
/// <param name="OpportunityId">The one that goes on with it, once it was converted.</param>
/// <param name="MergedIntoId">The lead that goes on in its place.</param>
/// <param name="UpdatedAt">When something last happened to it.</param>
/// <param name="ClosedAt">When it was lost, converted or merged.</param>
public sealed record LeadSummary(
    Guid Id,
    PersonView? Person,
    string? Interest,
    MoneyView? Amount,
    LeadSource Source,
    LeadStatus Status,
    int Score,
    NamedId? Owner,
    NamedId? LossReason,
    string? NextStep,
    DateTimeOffset? NextStepAt,
    Guid? ConversationId,
    Guid? OpportunityId,
    Guid? MergedIntoId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ClosedAt
);

/// <summary>Leads with the names of whom they point to, whatever their number, in as many questions.</summary>
internal sealed class LeadViews(ISalesDb db, IPersonalVault vault, IPeople people, IMemberNames members)
{
    public async Task<LeadSummary> OfAsync(Lead lead, CancellationToken ct) => (await OfAsync([lead], ct))[0];

    public async Task<IReadOnlyList<LeadSummary>> OfAsync(IReadOnlyList<Lead> leads, CancellationToken ct)
    {
        if (leads.Count == 0)
            return [];
        var keys = await vault.OpenAsync(ct);
        var persons = await people.ListAsync([.. leads.Select(l => l.ContactId).Distinct()], ct);
        var names = await members.OfAsync([.. leads.Select(l => l.OwnerId).OfType<Guid>().Distinct()], ct);
        var lost = leads.Select(l => l.LossReasonId).OfType<Guid>().Distinct().ToArray();
        var reasons = lost.Length == 0 ? [] : await db.LossReasons.Where(r => lost.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Name, ct);
        return
        [
            .. leads.Select(l => new LeadSummary(
                l.Id,
                persons.GetValueOrDefault(l.ContactId),
                l.Interest is { } interest ? keys.Open(interest, SalesPlaces.LeadInterest(l.Id)) : null,
                l.Amount is { } amount ? MoneyView.Of(amount) : null,
                l.Source,
                l.Status,
                l.Score,
                l.OwnerId is { } owner ? new NamedId(owner, names.GetValueOrDefault(owner, "")) : null,
                l.LossReasonId is { } reason ? new NamedId(reason, reasons.GetValueOrDefault(reason, "")) : null,
                l.NextStep is { } step ? keys.Open(step, SalesPlaces.LeadStep(l.Id)) : null,
                l.NextStepAt,
                l.ConversationId,
                l.OpportunityId,
                l.MergedIntoId,
                l.CreatedAt,
                l.UpdatedAt,
                l.ClosedAt
            )),
        ];
    }
}
