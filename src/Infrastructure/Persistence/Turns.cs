using CleanApp.Application.Channels.Sending;
using CleanApp.Domain.Channels;
using CleanApp.Infrastructure.Persistence.Conventions;
using CleanApp.Infrastructure.Persistence.Tenancy;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CleanApp.Infrastructure.Persistence;

/// <remarks>
/// Each row by its key, whatever the planner believes of a company's rows: joined with a list of values it reads all of them and compares
/// each with the whole list. So the key is asked for as a list, and what belongs to it is looked up by its place there; or looked up one by
/// one, which a limit makes sure of.
/// </remarks>
internal sealed class Turns(AppDbContext db) : ITurns
{
    private Guid Tenant => db.TenantContext!.TenantId;

    public async Task<ChannelSender?> LockAsync(Guid channelId, Guid lease, CancellationToken ct)
    {
        await using var batch = new TenantBatch(db);
        batch.Add(
            "select paid_until, paused, under_way from channel_senders where tenant_id = $1 and id = $2 and lease_token = $3 for update",
            Tenant,
            channelId,
            lease
        );
        await using var reader = await batch.ReadAsync(ct);
        return await reader.ReadAsync(ct)
            ? ChannelSender.Known(
                channelId,
                lease,
                reader.GetFieldValue<DateTimeOffset>(0),
                reader.GetBoolean(1),
                reader.IsDBNull(2) ? null : reader.GetFieldValue<Guid[]>(2)
            )
            : null;
    }

    public async Task<List<DueMessage>> TakeDueAsync(Guid channelId, DateTimeOffset now, int most, CancellationToken ct)
    {
        await using var batch = new TenantBatch(db);
        // Each lane by itself, as the index has them: what is planned for later is not looked at. Of one customer's many, some more than may go.
        batch.Add(
            """
            with due as (
                delete from outbound_queue where tenant_id = $1 and id = any(array(
                    select id from (
                        select *, row_number() over (partition by recipient_lookup order by lane, not_before, id) as turn from (
                            select q.* from (values (0::smallint), (1::smallint), (2::smallint)) l (lane), lateral (
                                select id, lane, not_before, recipient_lookup from outbound_queue
                                where channel_id = $2 and lane = l.lane and not_before <= $3
                                order by not_before, id limit $5
                            ) q
                            order by lane, not_before, id limit $5
                        ) due
                    ) one where turn = 1 order by lane, not_before, id limit $4
                ))
                returning id, lane, not_before, recipient_lookup, trace_parent
            )
            select due.id, due.lane, due.not_before, due.recipient_lookup, due.trace_parent, m.*, w.*
            from due
            cross join lateral (
                select status, recipient, content, class, needs_open_window, contact_id, reply_to_id, asset_id, expires_at, attempts
                from outbound_messages where tenant_id = $1 and id = due.id limit 1
            ) m
            left join lateral (
                select id, last_inbound_at, free_entry_until, pair_paid_until
                from channel_windows where channel_id = $2 and recipient_lookup = due.recipient_lookup limit 1
            ) w on true
            order by due.lane, due.not_before, due.id
            """,
            Tenant,
            channelId,
            now,
            most,
            3 * most
        );
        var due = new List<DueMessage>(most);
        await using var reader = await batch.ReadAsync(ct);
        while (await reader.ReadAsync(ct))
            due.Add(
                new DueMessage(
                    OutboundQueueItem.Known(
                        reader.GetGuid(0),
                        channelId,
                        reader.GetInt16(1),
                        reader.GetFieldValue<DateTimeOffset>(2),
                        reader.GetFieldValue<byte[]>(3),
                        reader.OrNull<string>(4)
                    ),
                    EnumNames<OutboundStatus>.Parse(reader.GetString(5)),
                    reader.OrNull<byte[]>(6),
                    reader.OrNull<byte[]>(7),
                    EnumNames<MessageClass>.Parse(reader.GetString(8)),
                    reader.GetBoolean(9),
                    reader.OrNull<Guid?>(10),
                    reader.OrNull<Guid?>(11),
                    reader.OrNull<Guid?>(12),
                    reader.OrNull<DateTimeOffset?>(13),
                    reader.GetInt32(14),
                    reader.OrNull<Guid?>(15) is { } windowId
                        ? ChannelWindow.Known(
                            windowId,
                            reader.OrNull<DateTimeOffset?>(16),
                            reader.OrNull<DateTimeOffset?>(17),
                            reader.OrNull<DateTimeOffset?>(18)
                        )
                        : null
                )
            );
        return due;
    }

    public async Task BeginAsync(ChannelSender sender, TurnChanges changes, CancellationToken ct)
    {
        await using var batch = new TenantBatch(db);
        Add(batch, changes);
        if (sender.UnderWay is { } attempts)
            batch.AddExact(
                1,
                "update channel_senders set paid_until = $3, under_way = $4 where tenant_id = $1 and id = $2",
                Tenant,
                sender.Id,
                sender.PaidUntil,
                attempts
            );
        else
            batch.AddExact(
                1,
                """
                update channel_senders set lease_token = null, lease_until = null, under_way = null, last_served_at = $3, next_at = $4
                where tenant_id = $1 and id = $2
                """,
                Tenant,
                sender.Id,
                sender.LastServedAt!,
                sender.NextAt
            );
        await batch.ExecuteAsync(ct);
    }

    public async Task<Acceptance> AcceptAsync(
        Guid channelId,
        Guid lease,
        IReadOnlyList<AcceptedAttempt> accepted,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var ids = accepted.Select(a => a.MessageId).ToArray();
        var lookups = accepted.Select(a => a.WamidLookup).ToArray();
        await using var batch = new TenantBatch(db);
        // Whoever lost the lease locks the number all the same: it comes before its messages for everybody.
        batch.Add("select from channel_senders where tenant_id = $1 and id = $2 for update", Tenant, channelId);
        batch.Add(
            """
            update channel_senders
            set lease_token = null, lease_until = null, under_way = null, last_served_at = $4, next_at = greatest($4, paid_until - $5)
            where tenant_id = $1 and id = $2 and lease_token = $3
            """,
            Tenant,
            channelId,
            lease,
            now,
            ChannelSender.Ahead
        );
        batch.Add("delete from outbound_queue where tenant_id = $1 and id = any($2)", Tenant, ids);
        batch.Add(
            """
            update outbound_messages
            set status = 'accepted', status_at = $2, error_code = null, error_reason = null, attempts = attempts + 1,
                wamid = case when recipient is not null then ($5)[array_position($3, id)] end, wamid_lookup = ($6)[array_position($3, id)]
            where tenant_id = $1 and id = any($3) and status = 'queued' and wamid_lookup is null and attempts + 1 = ($4)[array_position($3, id)]
            returning id
            """,
            Tenant,
            now,
            ids,
            accepted.Select(a => a.Number).ToArray(),
            accepted.Select(a => a.Wamid).ToArray(),
            lookups
        );
        batch.Add(
            """
            update send_attempts set state = 'accepted', ended_at = $2, wamid_lookup = ($4)[array_position($3, id)]
            where tenant_id = $1 and id = any($3) and state = 'sending'
            """,
            Tenant,
            now,
            accepted.Select(a => a.AttemptId).ToArray(),
            lookups
        );
        batch.Add(
            """
            select exists (
                select from message_events where tenant_id = $1 and channel_id = $2 and wamid_lookup = any($3) and message_id is null
            )
            """,
            Tenant,
            channelId,
            lookups
        );
        var written = new HashSet<Guid>(accepted.Count);
        await using var reader = await batch.ReadAsync(ct);
        // Of those that answer with rows: the lock, the messages, what Meta has told.
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
            written.Add(reader.GetGuid(0));
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        return new Acceptance(written, reader.GetBoolean(0));
    }

    public async Task WriteAsync(TurnChanges changes, CancellationToken ct)
    {
        await using var batch = new TenantBatch(db);
        Add(batch, changes);
        await batch.ExecuteAsync(ct);
    }

    private void Add(TenantBatch batch, TurnChanges changes)
    {
        if (changes.Queued is { Count: > 0 } queued)
            batch.Add(
                """
                insert into outbound_queue (tenant_id, id, channel_id, lane, not_before, recipient_lookup, trace_parent)
                select $1, id, channel_id, lane, not_before, recipient_lookup, trace_parent
                from unnest($2, $3, $4, $5, $6, $7) as q (id, channel_id, lane, not_before, recipient_lookup, trace_parent)
                on conflict (tenant_id, id) do nothing
                """,
                Tenant,
                Of(queued, q => q.Id),
                Of(queued, q => q.ChannelId),
                Of(queued, q => q.Lane),
                Of(queued, q => q.NotBefore),
                Of(queued, q => q.RecipientLookup),
                Of(queued, q => q.TraceParent)
            );
        if (changes.Messages is { Count: > 0 } messages)
            batch.AddExact(
                messages.Count,
                """
                update outbound_messages m set status = c.status, status_at = c.status_at, possible_duplicate = c.possible_duplicate, wamid = c.wamid,
                    wamid_lookup = c.wamid_lookup, error_code = c.error_code, error_reason = c.error_reason, attempts = c.attempts
                from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10)
                    as c (id, status, status_at, possible_duplicate, wamid, wamid_lookup, error_code, error_reason, attempts)
                where m.tenant_id = $1 and m.id = any($2) and m.id = c.id
                """,
                Tenant,
                Of(messages, m => m.Id),
                Of(messages, m => EnumNames<OutboundStatus>.Of(m.Status)),
                Of(messages, m => m.StatusAt),
                Of(messages, m => m.PossibleDuplicate),
                Of(messages, m => m.Wamid),
                Of(messages, m => m.WamidLookup),
                Of(messages, m => m.ErrorCode),
                Of(messages, m => m.ErrorReason),
                Of(messages, m => m.Attempts)
            );
        if (changes.Begun is { Count: > 0 } begun)
            batch.AddExact(
                begun.Count,
                """
                insert into send_attempts (tenant_id, id, message_id, number, state, started_at)
                select $1, id, message_id, number, state, started_at from unnest($2, $3, $4, $5, $6) as a (id, message_id, number, state, started_at)
                """,
                Tenant,
                Of(begun, a => a.Id),
                Of(begun, a => a.MessageId),
                Of(begun, a => a.Number),
                Of(begun, a => EnumNames<AttemptState>.Of(a.State)),
                Of(begun, a => a.StartedAt)
            );
        if (changes.Ended is { Count: > 0 } ended)
            batch.AddExact(
                ended.Count,
                """
                update send_attempts a set state = c.state, ended_at = c.ended_at, error_code = c.error_code, reason = c.reason, trace_id = c.trace_id,
                    wamid_lookup = c.wamid_lookup
                from unnest($2, $3, $4, $5, $6, $7, $8) as c (id, state, ended_at, error_code, reason, trace_id, wamid_lookup)
                where a.tenant_id = $1 and a.id = any($2) and a.id = c.id
                """,
                Tenant,
                Of(ended, a => a.Id),
                Of(ended, a => EnumNames<AttemptState>.Of(a.State)),
                Of(ended, a => a.EndedAt),
                Of(ended, a => a.ErrorCode),
                Of(ended, a => a.Reason),
                Of(ended, a => a.TraceId),
                Of(ended, a => a.WamidLookup)
            );
        if (changes.Windows is { Count: > 0 } windows)
            batch.AddExact(
                windows.Count,
                "update channel_windows set pair_paid_until = ($3)[array_position($2, id)] where tenant_id = $1 and id = any($2)",
                Tenant,
                Of(windows, w => w.Id),
                Of(windows, w => w.PairPaidUntil)
            );
    }

    private static TValue[] Of<T, TValue>(List<T> rows, Func<T, TValue> column) => [.. rows.Select(column)];
}
