using CleanApp.Application.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.Desks;

public sealed record ListDesks(string? After, int Limit) : IRequest<Page<DeskView>>;

internal sealed class ListDesksHandler(ICounterDb db) : IRequestHandler<ListDesks, Page<DeskView>>
{
    public async Task<Page<DeskView>> Handle(ListDesks request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var rows = await db
            .Desks.AsNoTracking()
            .Where(d => after == null || d.CreatedAt > after.Value.At || (d.CreatedAt == after.Value.At && d.Id > after.Value.Id))
            .OrderBy(d => d.CreatedAt)
            .ThenBy(d => d.Id)
            .TakePage(request.Limit)
            .ToListAsync(ct);
        return Page<Desk>.Of(rows, request.Limit, d => new Cursor(d.CreatedAt, d.Id)).Select(DeskView.Of);
    }
}
