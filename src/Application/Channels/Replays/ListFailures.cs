using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Replays;

/// <summary>Why messages of a channel failed, the most frequent reason first; at most a hundred reasons.</summary>
public sealed record ListFailures(Guid ChannelId) : IRequest<ListFailures.Response>
{
    public sealed record Response(IReadOnlyList<Failure> Items);

    /// <param name="ErrorCode">Meta's, where it said one.</param>
    /// <param name="ErrorReason">A word of ours or Meta's English sentence.</param>
    /// <param name="ExpiredCount">How many would not go any more, because their time is over.</param>
    public sealed record Failure(int? ErrorCode, string? ErrorReason, int Count, int ExpiredCount, DateTimeOffset FirstAt, DateTimeOffset LastAt);
}

internal sealed class ListFailuresHandler(IChannelsDb db, TimeProvider clock) : IRequestHandler<ListFailures, ListFailures.Response>
{
    public async Task<ListFailures.Response> Handle(ListFailures request, CancellationToken ct)
    {
        if (!await db.Channels.AnyAsync(c => c.Id == request.ChannelId, ct))
            throw new DomainException(ChannelErrors.NotFound);
        var now = clock.GetUtcNow();
        var reasons = await db
            .OutboundMessages.Where(m => m.ChannelId == request.ChannelId && m.Status == OutboundStatus.Failed)
            .GroupBy(m => new { m.ErrorCode, m.ErrorReason })
            .Select(g => new
            {
                g.Key.ErrorCode,
                g.Key.ErrorReason,
                Count = g.Count(),
                Expired = g.Count(m => m.ExpiresAt <= now),
                First = g.Min(m => m.StatusAt),
                Last = g.Max(m => m.StatusAt),
            })
            .OrderByDescending(r => r.Count)
            .ThenByDescending(r => r.Last)
            .Take(100)
            .ToListAsync(ct);
        return new ListFailures.Response([
            .. reasons.Select(r => new ListFailures.Failure(r.ErrorCode, r.ErrorReason, r.Count, r.Expired, r.First, r.Last)),
        ]);
    }
}
