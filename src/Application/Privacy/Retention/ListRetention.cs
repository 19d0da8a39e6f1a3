using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Privacy.Retention;

/// <summary>Every class of data, how long it is kept, and what was last removed.</summary>
public sealed record ListRetention : IRequest<ListRetention.Response>
{
    public sealed record Response(IReadOnlyList<RetentionView> Items);
}

internal sealed class ListRetentionHandler(IPrivacyDb db, RetentionBook book) : IRequestHandler<ListRetention, ListRetention.Response>
{
    public async Task<ListRetention.Response> Handle(ListRetention request, CancellationToken ct)
    {
        var policies = await book.PoliciesAsync(ct);
        var items = new List<RetentionView>();
        foreach (var known in book.Classes.Select(c => c.Class))
        {
            var last = await db.RetentionRuns.AsNoTracking().Where(r => r.Class == known.Name).OrderByDescending(r => r.Day).FirstOrDefaultAsync(ct);
            items.Add(RetentionView.Of(known, policies.GetValueOrDefault(known.Name), last));
        }
        return new ListRetention.Response(items);
    }
}
