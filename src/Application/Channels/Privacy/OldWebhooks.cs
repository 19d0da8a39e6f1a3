using CleanApp.Application.Privacy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Channels.Privacy;

/// <summary>What Meta posted, in its own words, once it was processed: the messages and statuses it told of have rows of their own.</summary>
internal sealed class OldWebhooks(IChannelsDb db) : IRetainedData
{
    private const int Batch = 500;

    /// <summary>Meta repeats what was not answered for seven days, and until then it may have to be read again.</summary>
    public RetentionClass Class { get; } = new("channels.webhooks", DefaultDays: 30, LeastDays: 8);

    public Task<int> CountAsync(DateTimeOffset olderThan, CancellationToken ct) =>
        db.ChannelWebhooks.Where(w => w.ProcessedAt < olderThan).Take(RetentionClass.MostCounted).CountAsync(ct);

    public async Task<RetentionStep> RemoveSomeAsync(DateTimeOffset olderThan, Guid? after, CancellationToken ct)
    {
        var ids = await db
            .ChannelWebhooks.Where(w => w.ProcessedAt < olderThan && (after == null || w.Id > after))
            .OrderBy(w => w.Id)
            .Select(w => w.Id)
            .Take(Batch)
            .ToListAsync(ct);
        var removed = await db.ChannelWebhooks.Where(w => ids.Contains(w.Id)).ExecuteDeleteAsync(ct);
        return new RetentionStep(removed, ids.Count < Batch ? null : ids[^1]);
    }
}

/// <summary>What Meta said that is neither a message nor a status, and may name people.</summary>
internal sealed class OldNotices(IChannelsDb db) : IRetainedData
{
    private const int Batch = 500;

    public RetentionClass Class { get; } = new("channels.notices", DefaultDays: 180, LeastDays: 8);

    public Task<int> CountAsync(DateTimeOffset olderThan, CancellationToken ct) =>
        db.ChannelNotices.Where(n => n.ReceivedAt < olderThan).Take(RetentionClass.MostCounted).CountAsync(ct);

    public async Task<RetentionStep> RemoveSomeAsync(DateTimeOffset olderThan, Guid? after, CancellationToken ct)
    {
        var ids = await db
            .ChannelNotices.Where(n => n.ReceivedAt < olderThan && (after == null || n.Id > after))
            .OrderBy(n => n.Id)
            .Select(n => n.Id)
            .Take(Batch)
            .ToListAsync(ct);
        var removed = await db.ChannelNotices.Where(n => ids.Contains(n.Id)).ExecuteDeleteAsync(ct);
        return new RetentionStep(removed, ids.Count < Batch ? null : ids[^1]);
    }
}
