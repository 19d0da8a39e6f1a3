using CleanApp.Application.Privacy.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Sicredi;

/// <summary>What the bank's notifications said, in its own words, once they were processed: the payments they told of have rows of their own.</summary>
internal sealed class OldNotifications(IPaymentsDb db) : IRetainedData
{
    private const int Batch = 500;

    /// <summary>A Pix can be returned for 90 days, and until then the notification may be asked for.</summary>
    public RetentionClass Class { get; } = new("payments.notifications", DefaultDays: 180, LeastDays: 90);

    public Task<int> CountAsync(DateTimeOffset olderThan, CancellationToken ct) =>
        db.InboundWebhooks.Where(w => w.ProcessedAt < olderThan).Take(RetentionClass.MostCounted).CountAsync(ct);

    public async Task<RetentionStep> RemoveSomeAsync(DateTimeOffset olderThan, Guid? after, CancellationToken ct)
    {
        var ids = await db
            .InboundWebhooks.Where(w => w.ProcessedAt < olderThan && (after == null || w.Id > after))
            .OrderBy(w => w.Id)
            .Select(w => w.Id)
            .Take(Batch)
            .ToListAsync(ct);
        var removed = await db.InboundWebhooks.Where(w => ids.Contains(w.Id)).ExecuteDeleteAsync(ct);
        return new RetentionStep(removed, ids.Count < Batch ? null : ids[^1]);
    }
}
