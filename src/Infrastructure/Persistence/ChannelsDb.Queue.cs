using CleanApp.Application.Common;
using CleanApp.Domain.Channels;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>Messages that wait for their turn.</summary>
internal sealed partial class ChannelsDb
{
    public Task<OutboundQueueItem?> LockQueuedAsync(Guid id, CancellationToken ct) =>
        OutboundQueue.FromSql($"select * from outbound_queue where id = {id} for update").SingleOrDefaultAsync(ct);

    public async Task<bool> LeaveQueueAsync(Guid id, CancellationToken ct) => await OutboundQueue.Where(q => q.Id == id).ExecuteDeleteAsync(ct) > 0;

    public Task EnqueueAsync(OutboundQueueItem item, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into outbound_queue (tenant_id, id, channel_id, lane, not_before, recipient_lookup, trace_parent)
            values ({Tenant}, {item.Id}, {item.ChannelId}, {item.Lane}, {item.NotBefore}, {item.RecipientLookup}, {Tracing.Parent}::text)
            on conflict (tenant_id, id) do nothing
            """,
            ct
        );
}
