using CleanApp.Application.Common;
using CleanApp.Domain.Privacy;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Requests;

/// <summary>Open requests, the one that is due first on top; or closed ones, the latest due on top.</summary>
public sealed record ListRequests(bool Closed, string? After, int Limit) : IRequest<Page<DataSubjectRequestView>>;

internal sealed class ListRequestsHandler(IPrivacyDb db, RequestViews views) : IRequestHandler<ListRequests, Page<DataSubjectRequestView>>
{
    public async Task<Page<DataSubjectRequestView>> Handle(ListRequests request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var rows = db.DataSubjectRequests.AsNoTracking();
        rows = request.Closed
            ? rows.Where(r => r.ClosedAt != null)
                .Where(r => after == null || (r.DueAt <= after.Value.At && (r.DueAt < after.Value.At || r.Id < after.Value.Id)))
                .OrderByDescending(r => r.DueAt)
                .ThenByDescending(r => r.Id)
            : rows.Where(r => r.ClosedAt == null)
                .Where(r => after == null || (r.DueAt >= after.Value.At && (r.DueAt > after.Value.At || r.Id > after.Value.Id)))
                .OrderBy(r => r.DueAt)
                .ThenBy(r => r.Id);
        var page = Page<DataSubjectRequest>.Of(await rows.TakePage(request.Limit).ToListAsync(ct), request.Limit, r => new Cursor(r.DueAt, r.Id));
        return page.Select(await views.OpenAsync(ct));
    }
}
