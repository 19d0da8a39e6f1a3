using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Sales.Leads;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadMerges;

/// <summary>
/// Other leads of the same person: those that are open might be merged with it, and those that were merged into it might be taken apart again.
/// Two of a person there are only where two contacts turned out to be one.
/// </summary>
public sealed record ListSameLeads(Guid LeadId) : IRequest<ListSameLeads.Response>
{
    /// <param name="Open">Open ones the caller may see, oldest first.</param>
    /// <param name="Merged">Those this one goes on in the place of.</param>
    public sealed record Response(IReadOnlyList<LeadSummary> Open, IReadOnlyList<LeadSummary> Merged);
}

internal sealed class ListSameLeadsHandler(ISalesDb db, LeadBook book, LeadViews views, IPeople people, IUserContext user)
    : IRequestHandler<ListSameLeads, ListSameLeads.Response>
{
    public async Task<ListSameLeads.Response> Handle(ListSameLeads request, CancellationToken ct)
    {
        var lead = await book.FindAsync(request.LeadId, ct);
        var ids = await people.IdsOfAsync(lead.ContactId, ct);
        var others = await db
            .Leads.AsNoTracking()
            .Where(l => l.Id != lead.Id && (ids.Contains(l.ContactId) && l.ClosedAt == null || l.MergedIntoId == lead.Id))
            .OrderBy(l => l.CreatedAt)
            .ThenBy(l => l.Id)
            .ToListAsync(ct);
        var seen = others.FindAll(l => SalesSight.Of(user).Sees(l.OwnerId));
        return new ListSameLeads.Response(
            lead.IsOpen ? await views.OfAsync(seen.FindAll(l => l.IsOpen), ct) : [],
            await views.OfAsync(seen.FindAll(l => l.MergedIntoId == lead.Id), ct)
        );
    }
}
