using CleanApp.Application.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.Printers;

public sealed record ListPrinters(string? After, int Limit) : IRequest<Page<PrinterView>>;

internal sealed class ListPrintersHandler(ICounterDb db) : IRequestHandler<ListPrinters, Page<PrinterView>>
{
    public async Task<Page<PrinterView>> Handle(ListPrinters request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var rows = await db
            .Printers.AsNoTracking()
            .Where(p => after == null || p.CreatedAt > after.Value.At || (p.CreatedAt == after.Value.At && p.Id > after.Value.Id))
            .OrderBy(p => p.CreatedAt)
            .ThenBy(p => p.Id)
            .TakePage(request.Limit)
            .ToListAsync(ct);
        return Page<Printer>.Of(rows, request.Limit, p => new Cursor(p.CreatedAt, p.Id)).Select(PrinterView.Of);
    }
}
