using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.Panels;

/// <summary>The announcements after a sequence, in order and without gap; without one, the last six.</summary>
public sealed record ReadPanel(Guid PanelId, long? After) : IRequest<ReadPanel.Response>
{
    /// <summary>A screen that was away longer than this many calls continues with the next request.</summary>
    public const int MaxItems = 100;

    /// <param name="LastSequence">Of the last item; the request's <c>after</c> when there is none.</param>
    public sealed record Response(string TenantName, string PanelName, IReadOnlyList<Item> Items, long LastSequence, DateTimeOffset ServerTime);

    public sealed record Item(long Sequence, Guid TicketId, string Code, string DeskName, string ServiceName, bool Recall, DateTimeOffset CalledAt);
}

internal sealed class ReadPanelHandler(ICounterDb db, ITenantProfile tenant, TimeProvider clock) : IRequestHandler<ReadPanel, ReadPanel.Response>
{
    public async Task<ReadPanel.Response> Handle(ReadPanel request, CancellationToken ct)
    {
        var name =
            await db.Panels.Where(p => p.Id == request.PanelId).Select(p => p.Name).SingleOrDefaultAsync(ct)
            ?? throw new DomainException(PanelErrors.NotFound);
        var calls = db.PanelCalls.AsNoTracking();
        var chosen = request.After is { } after
            ? calls.Where(c => c.Sequence > after).OrderBy(c => c.Sequence).Take(ReadPanel.MaxItems)
            : calls.OrderByDescending(c => c.Sequence).Take(6);
        var items = await chosen
            .Select(c => new ReadPanel.Item(c.Sequence, c.TicketId, c.Code, c.DeskName, c.ServiceName, c.Recall, c.CalledAt))
            .ToListAsync(ct);
        items.Sort((a, b) => a.Sequence.CompareTo(b.Sequence));
        var profile = await tenant.GetAsync(ct);
        var last = items.Count > 0 ? items[^1].Sequence : request.After ?? 0;
        return new ReadPanel.Response(profile.Name, name, items, last, clock.GetUtcNow());
    }
}
