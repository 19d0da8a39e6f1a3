using CleanApp.Application.Channels;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Domain.Channels;
using CleanApp.Infrastructure.Persistence.Conventions;
using CleanApp.Infrastructure.Persistence.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <remarks>Statements as those of <see cref="Turns"/>, and for the same reason.</remarks>
internal sealed class Readings(AppDbContext db, TenantReader reader) : IReadings
{
    private Guid Tenant => db.TenantContext!.TenantId;

    public Task<List<ChannelWebhook>> ListWaitingAsync(Guid channelId, int most, CancellationToken ct) =>
        db
            .ChannelWebhooks.AsNoTracking()
            .Where(w => w.ChannelId == channelId && w.ProcessedAt == null && !w.Deferred)
            .OrderBy(w => w.Id)
            .Take(most)
            .ToListAsync(ct);

    public async Task<KnownSends> FindAsync(Guid channelId, Guid[] attemptIds, byte[][] wamidLookups, CancellationToken ct)
    {
        var attempts = new Dictionary<Guid, (Guid, byte[]?)>();
        var messages = new Dictionary<string, Guid>();
        await reader.ReadAsync(
            """
            select a.id, a.message_id, a.wamid_lookup from send_attempts a where a.tenant_id = $1 and a.id = any($2)
            union all
            select null, m.id, m.wamid_lookup from outbound_messages m where m.channel_id = $3 and m.wamid_lookup = any($4)
            """,
            [Tenant, attemptIds, channelId, wamidLookups],
            row =>
            {
                var (messageId, lookup) = (row.GetGuid(1), row.IsDBNull(2) ? null : row.GetFieldValue<byte[]>(2));
                if (row.IsDBNull(0))
                    messages[Convert.ToHexString(lookup!)] = messageId;
                else
                    attempts[row.GetGuid(0)] = (messageId, lookup);
                return messageId;
            },
            ct
        );
        return new KnownSends(attempts, messages);
    }

    public async Task<List<NewEvent>> FollowAsync(Guid channelId, FollowedStatuses followed, CancellationToken ct)
    {
        var events = followed.Events;
        await using var batch = new TenantBatch(db);
        foreach (var group in followed.Messages.GroupBy(m => m.Status).OrderBy(g => g.Key))
        {
            // In the order of their ids for everybody, as far as one statement can say so.
            var rows = group.OrderBy(m => m.MessageId).ToList();
            batch.Add(
                """
                update outbound_messages
                set status = $2, status_at = ($5)[array_position($4, id)], error_code = null, error_reason = null
                where tenant_id = $1 and id = any($4) and status = any($3) and wamid_lookup = ($6)[array_position($4, id)]
                """,
                Tenant,
                EnumNames<OutboundStatus>.Of(group.Key),
                OutboundMessage.Before(group.Key).Select(EnumNames<OutboundStatus>.Of).ToArray(),
                rows.Select(m => m.MessageId).ToArray(),
                rows.Select(m => m.At).ToArray(),
                rows.Select(m => m.WamidLookup).ToArray()
            );
        }
        batch.Add(
            """
            insert into message_events (tenant_id, id, channel_id, wamid_lookup, message_id, status, at, recorded_at, billable, pricing_model,
                                        pricing_kind, pricing_category, is_duplicate)
            select $1, e.id, $2, e.wamid_lookup, e.message_id, e.status, e.at, $3, e.billable, e.pricing_model, e.pricing_kind, e.pricing_category, false
            from unnest($4, $5, $6, $7, $8, $9, $10, $11, $12)
                as e (id, wamid_lookup, message_id, status, at, billable, pricing_model, pricing_kind, pricing_category)
            on conflict (tenant_id, channel_id, wamid_lookup, status) do nothing
            returning id
            """,
            Tenant,
            channelId,
            followed.Now,
            events.Select(e => e.Id).ToArray(),
            events.Select(e => e.WamidLookup).ToArray(),
            events.Select(e => e.MessageId).ToArray(),
            events.Select(e => e.Status).ToArray(),
            events.Select(e => e.At).ToArray(),
            events.Select(e => e.Billable).ToArray(),
            events.Select(e => e.PricingModel).ToArray(),
            events.Select(e => e.PricingKind).ToArray(),
            events.Select(e => e.PricingCategory).ToArray()
        );
        batch.Add(
            "update channel_webhooks set processed_at = $2, updates = ($4)[array_position($3, id)] where tenant_id = $1 and id = any($3)",
            Tenant,
            followed.Now,
            followed.Webhooks.Select(w => w.Id).ToArray(),
            followed.Webhooks.Select(w => w.Updates).ToArray()
        );
        // Nothing of its key changes: who enters an event of this number does not wait for who notes its webhook.
        batch.Add(
            """
            update channels set last_webhook_at = greatest(last_webhook_at, $3), last_status_at = greatest(last_status_at, $3)
            where tenant_id = $1 and id = (select id from channels where tenant_id = $1 and id = $2 for no key update skip locked)
            """,
            Tenant,
            channelId,
            followed.LastAt
        );
        var fresh = new HashSet<Guid>(events.Count);
        await using var rowsOfEvents = await batch.ReadAsync(ct);
        while (await rowsOfEvents.ReadAsync(ct))
            fresh.Add(rowsOfEvents.GetGuid(0));
        while (await rowsOfEvents.NextResultAsync(ct)) { }
        return [.. events.Where(e => fresh.Contains(e.Id))];
    }

    public Task DeferAsync(Guid webhookId, CancellationToken ct) =>
        db.ChannelWebhooks.Where(w => w.Id == webhookId).ExecuteUpdateAsync(set => set.SetProperty(w => w.Deferred, true), ct);

    public async Task ReleaseAsync(Guid channelId, Guid lease, DateTimeOffset now, CancellationToken ct)
    {
        var token = (Guid?)lease;
        await db
            .ChannelReaders.Where(r => r.Id == channelId && r.LeaseToken == token)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(r => r.LeaseToken, (Guid?)null)
                        .SetProperty(r => r.LeaseUntil, (DateTimeOffset?)null)
                        .SetProperty(r => r.LastServedAt, now),
                ct
            );
    }
}
