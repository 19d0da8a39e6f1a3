using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Leads;

/// <summary>When the person was a lead, of what the caller may see of sales.</summary>
internal sealed class LeadTimeline(ISalesDb db, IPersonalVault vault, IUserContext user) : IPersonTimeline
{
    public async Task<IReadOnlyList<TimelineEntry>> ListAsync(TimelineQuestion question, CancellationToken ct)
    {
        if (!user.May(Permissions.LeadsRead))
            return [];
        var sight = SalesSight.Of(user);
        var rows = await question.NewestAsync(
            id => db.Leads.Where(l => l.ContactId == id && (sight.All || l.OwnerId == null || l.OwnerId == sight.UserId)),
            nameof(Lead.CreatedAt),
            ct
        );
        if (rows.Count == 0)
            return [];
        var keys = await vault.OpenAsync(ct);
        return
        [
            .. rows.Select(l => new TimelineEntry(
                TimelineKind.Lead,
                l.Id,
                l.CreatedAt,
                l.Interest is { } interest ? keys.Open(interest, SalesPlaces.LeadInterest(l.Id)) : null,
                TimelineEntry.Word(l.Status),
                Amount: l.Amount is { } amount ? MoneyView.Of(amount) : null
            )),
        ];
    }
}
