using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadForms;

/// <summary>Pages by which people become leads, by name, those that are switched off among them; at most 50.</summary>
public sealed record ListLeadForms : IRequest<ListLeadForms.Response>
{
    public sealed record Response(IReadOnlyList<LeadFormView> Items);
}

internal sealed class ListLeadFormsHandler(ISalesDb db, LeadFormViews views) : IRequestHandler<ListLeadForms, ListLeadForms.Response>
{
    public async Task<ListLeadForms.Response> Handle(ListLeadForms request, CancellationToken ct) =>
        new(await views.OfAsync(await db.LeadForms.AsNoTracking().OrderBy(f => f.Name).ThenBy(f => f.Id).ToListAsync(ct), ct));
}
