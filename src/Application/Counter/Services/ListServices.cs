using CleanApp.Application.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.Services;

public sealed record ListServices(string? After, int Limit) : IRequest<Page<ServiceView>>;

internal sealed class ListServicesHandler(ICounterDb db) : IRequestHandler<ListServices, Page<ServiceView>>
{
    public async Task<Page<ServiceView>> Handle(ListServices request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var rows = await db
            .Services.AsNoTracking()
            .Where(s => after == null || s.CreatedAt > after.Value.At || (s.CreatedAt == after.Value.At && s.Id > after.Value.Id))
            .OrderBy(s => s.CreatedAt)
            .ThenBy(s => s.Id)
            .TakePage(request.Limit)
            .ToListAsync(ct);
        return Page<Domain.Counter.Service>.Of(rows, request.Limit, s => new Cursor(s.CreatedAt, s.Id)).Select(ServiceView.Of);
    }
}
