using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>What may be sold to the person, or was, of what the caller may see in the funnel.</summary>
internal sealed class OpportunityTimeline(ISalesDb db, IPersonalVault vault, IUserContext user) : IPersonTimeline
{
    public async Task<IReadOnlyList<TimelineEntry>> ListAsync(TimelineQuestion question, CancellationToken ct)
    {
        if (!user.May(Permissions.OpportunitiesRead))
            return [];
        var sight = SalesSight.Of(user);
        var rows = await question.NewestAsync(
            id => db.Opportunities.Where(o => o.ContactId == id && (sight.All || o.OwnerId == null || o.OwnerId == sight.UserId)),
            nameof(Opportunity.CreatedAt),
            ct
        );
        if (rows.Count == 0)
            return [];
        var keys = await vault.OpenAsync(ct);
        return
        [
            .. rows.Select(o => new TimelineEntry(
                TimelineKind.Opportunity,
                o.Id,
                o.CreatedAt,
                o.Title is { } title ? keys.Open(title, SalesPlaces.Title(o.Id)) : null,
                TimelineEntry.Word(o.Status),
                Amount: o.Amount is { } amount ? MoneyView.Of(amount) : null
            )),
        ];
    }
}
