using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Replays;

/// <summary>Who had what done once more on a channel, newest first.</summary>
public sealed record ListReplays(Guid ChannelId, string? After, int Limit) : IRequest<Page<ListReplays.Replay>>
{
    /// <param name="Filter">JSON of what was asked for.</param>
    public sealed record Replay(Guid Id, ReplaySubject Subject, string Filter, int Count, string? ByName, DateTimeOffset At);
}

internal sealed class ListReplaysHandler(IChannelsDb db, IMemberNames names) : IRequestHandler<ListReplays, Page<ListReplays.Replay>>
{
    public async Task<Page<ListReplays.Replay>> Handle(ListReplays request, CancellationToken ct)
    {
        if (!await db.Channels.AnyAsync(c => c.Id == request.ChannelId, ct))
            throw new DomainException(ChannelErrors.NotFound);
        var replays = db.ChannelReplays.AsNoTracking().Where(r => r.ChannelId == request.ChannelId);
        if (Cursor.Parse(request.After) is { } last)
            replays = replays.Where(r => r.RequestedAt <= last.At && (r.RequestedAt < last.At || r.Id < last.Id));
        var rows = await replays.OrderByDescending(r => r.RequestedAt).ThenByDescending(r => r.Id).TakePage(request.Limit).ToListAsync(ct);
        var page = Page<ChannelReplay>.Of(rows, request.Limit, r => new Cursor(r.RequestedAt, r.Id));
        var people = await names.OfAsync([.. page.Items.Select(r => r.RequestedBy).OfType<Guid>().Distinct()], ct);
        return page.Select(r => new ListReplays.Replay(
            r.Id,
            r.Subject,
            r.Filter,
            r.Count,
            r.RequestedBy is { } by ? people.GetValueOrDefault(by) : null,
            r.RequestedAt
        ));
    }
}
