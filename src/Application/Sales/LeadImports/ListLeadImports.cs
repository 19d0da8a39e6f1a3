using CleanApp.Application.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>The company's imports of leads, newest first.</summary>
public sealed record ListLeadImports(string? After, int Limit) : IRequest<Page<LeadImportView>>;

internal sealed class ListLeadImportsHandler(ISalesDb db, LeadImportViews views) : IRequestHandler<ListLeadImports, Page<LeadImportView>>
{
    public async Task<Page<LeadImportView>> Handle(ListLeadImports request, CancellationToken ct)
    {
        var imports = db.LeadImports.AsNoTracking();
        if (Cursor.Parse(request.After) is { } last)
            imports = imports.Where(i => i.CreatedAt <= last.At && (i.CreatedAt < last.At || i.Id < last.Id));
        var rows = await imports.OrderByDescending(i => i.CreatedAt).ThenByDescending(i => i.Id).TakePage(request.Limit).ToListAsync(ct);
        var page = Page<LeadImport>.Of(rows, request.Limit, i => new Cursor(i.CreatedAt, i.Id));
        return new Page<LeadImportView>(await views.OfAsync(page.Items, ct), page.Next);
    }
}
