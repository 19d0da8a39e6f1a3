using AutoMapper;
using AutoMapper.QueryableExtensions;
using CleanApp.Application.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.Panels;

public sealed record ListPanels(string? After, int Limit) : IRequest<Page<PanelView>>;

internal sealed class PanelProfile : Profile
{
    public PanelProfile() => CreateProjection<Panel, PanelView>();
}

internal sealed class ListPanelsHandler(ICounterDb db, IConfigurationProvider mapping) : IRequestHandler<ListPanels, Page<PanelView>>
{
    public async Task<Page<PanelView>> Handle(ListPanels request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var rows = await db
            .Panels.AsNoTracking()
            .Where(p => after == null || p.CreatedAt > after.Value.At || (p.CreatedAt == after.Value.At && p.Id > after.Value.Id))
            .OrderBy(p => p.CreatedAt)
            .ThenBy(p => p.Id)
            .TakePage(request.Limit)
            .ProjectTo<PanelView>(mapping)
            .ToListAsync(ct);
        return Page<PanelView>.Of(rows, request.Limit, p => new Cursor(p.CreatedAt, p.Id));
    }
}
