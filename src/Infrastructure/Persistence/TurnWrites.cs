using CleanApp.Application.Channels.Sending;
using CleanApp.Domain.Channels;
using CleanApp.Infrastructure.Persistence.Conventions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>What a turn changes, one statement for each table, in one round trip. The caller holds the rows' locks.</summary>
/// <remarks>
/// Each row by its key, whatever the planner believes of a company's rows: joined with a list of values it reads all of them and compares
/// each with the whole list. So the key is asked for as a list, and what belongs to it is looked up by its place there (three times as fast).
/// </remarks>
internal static class TurnWrites
{
    /// <exception cref="DbUpdateConcurrencyException">A row is not there any more.</exception>
    public static async Task RunAsync(AppDbContext db, TurnChanges changes, CancellationToken ct)
    {
        var transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        var counts = new List<int>();
        void Add<T>(string sql, List<T> rows, params Func<List<T>, object>[] columns)
        {
            if (rows.Count == 0)
                return;
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = db.TenantContext!.TenantId });
            foreach (var column in columns)
                command.Parameters.Add(new NpgsqlParameter { Value = column(rows) });
            batch.BatchCommands.Add(command);
            counts.Add(rows.Count);
        }
        Add(
            """
            update outbound_messages m set status = c.status, status_at = c.status_at, possible_duplicate = c.possible_duplicate, wamid = c.wamid,
                wamid_lookup = c.wamid_lookup, error_code = c.error_code, error_reason = c.error_reason, attempts = c.attempts
            from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10)
                as c (id, status, status_at, possible_duplicate, wamid, wamid_lookup, error_code, error_reason, attempts)
            where m.tenant_id = $1 and m.id = any($2) and m.id = c.id
            """,
            changes.Messages,
            m => Of(m, r => r.Id),
            m => Of(m, r => EnumNames<OutboundStatus>.Of(r.Status)),
            m => Of(m, r => r.StatusAt),
            m => Of(m, r => r.PossibleDuplicate),
            m => Of(m, r => r.Wamid),
            m => Of(m, r => r.WamidLookup),
            m => Of(m, r => r.ErrorCode),
            m => Of(m, r => r.ErrorReason),
            m => Of(m, r => r.Attempts)
        );
        Add(
            """
            insert into send_attempts (tenant_id, id, message_id, number, state, started_at)
            select $1, id, message_id, number, state, started_at from unnest($2, $3, $4, $5, $6) as a (id, message_id, number, state, started_at)
            """,
            changes.Begun,
            a => Of(a, r => r.Id),
            a => Of(a, r => r.MessageId),
            a => Of(a, r => r.Number),
            a => Of(a, r => EnumNames<AttemptState>.Of(r.State)),
            a => Of(a, r => r.StartedAt)
        );
        Add(
            """
            update send_attempts a set state = c.state, ended_at = c.ended_at, error_code = c.error_code, reason = c.reason, trace_id = c.trace_id,
                wamid_lookup = c.wamid_lookup
            from unnest($2, $3, $4, $5, $6, $7, $8) as c (id, state, ended_at, error_code, reason, trace_id, wamid_lookup)
            where a.tenant_id = $1 and a.id = any($2) and a.id = c.id
            """,
            changes.Ended,
            a => Of(a, r => r.Id),
            a => Of(a, r => EnumNames<AttemptState>.Of(r.State)),
            a => Of(a, r => r.EndedAt),
            a => Of(a, r => r.ErrorCode),
            a => Of(a, r => r.Reason),
            a => Of(a, r => r.TraceId),
            a => Of(a, r => r.WamidLookup)
        );
        Add(
            "update outbound_queue set not_before = ($3)[array_position($2, id)] where tenant_id = $1 and id = any($2)",
            changes.Kept,
            q => Of(q, r => r.Id),
            q => Of(q, r => r.NotBefore)
        );
        Add("delete from outbound_queue where tenant_id = $1 and id = any($2)", changes.Gone, q => Of(q, r => r.Id));
        Add(
            "update channel_windows set pair_paid_until = ($3)[array_position($2, id)] where tenant_id = $1 and id = any($2)",
            changes.Windows,
            w => Of(w, r => r.Id),
            w => Of(w, r => r.PairPaidUntil)
        );
        if (counts.Count == 0)
            return;
        await batch.ExecuteNonQueryAsync(ct);
        for (var i = 0; i < counts.Count; i++)
            if (batch.BatchCommands[i].RecordsAffected != counts[i])
                throw new DbUpdateConcurrencyException($"{counts[i]} rows were to be written, and {batch.BatchCommands[i].RecordsAffected} were.");
    }

    /// <summary>The queue's rows first, as everybody locks them before messages.</summary>
    public static async Task<HashSet<Guid>> AcceptAsync(
        AppDbContext db,
        IReadOnlyList<AcceptedAttempt> accepted,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (accepted.Count == 0)
            return [];
        var transaction = (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction();
        await using var batch = new NpgsqlBatch(transaction.Connection, transaction);
        void Add(string sql, params object[] values)
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = db.TenantContext!.TenantId });
            foreach (var value in values)
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            batch.BatchCommands.Add(command);
        }
        var ids = accepted.Select(a => a.MessageId).ToArray();
        var lookups = accepted.Select(a => a.WamidLookup).ToArray();
        Add("delete from outbound_queue where tenant_id = $1 and id = any($2)", ids);
        Add(
            """
            update outbound_messages
            set status = 'accepted', status_at = $2, error_code = null, error_reason = null, attempts = attempts + 1,
                wamid = case when recipient is not null then ($5)[array_position($3, id)] end, wamid_lookup = ($6)[array_position($3, id)]
            where tenant_id = $1 and id = any($3) and status = 'queued' and wamid_lookup is null and attempts + 1 = ($4)[array_position($3, id)]
            returning id
            """,
            now,
            ids,
            accepted.Select(a => a.Number).ToArray(),
            accepted.Select(a => a.Wamid).ToArray(),
            lookups
        );
        Add(
            """
            update send_attempts set state = 'accepted', ended_at = $2, wamid_lookup = ($4)[array_position($3, id)]
            where tenant_id = $1 and id = any($3) and state = 'sending'
            """,
            now,
            accepted.Select(a => a.AttemptId).ToArray(),
            lookups
        );
        var written = new HashSet<Guid>(accepted.Count);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            written.Add(reader.GetGuid(0));
        await reader.NextResultAsync(ct);
        return written;
    }

    private static TValue[] Of<T, TValue>(List<T> rows, Func<T, TValue> column) => [.. rows.Select(column)];
}
