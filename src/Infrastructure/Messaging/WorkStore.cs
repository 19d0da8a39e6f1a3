using CleanApp.Infrastructure.Persistence;
using Npgsql;

namespace CleanApp.Infrastructure.Messaging;

/// <param name="RunAt">As it was when claimed; if it has changed by the end, somebody wanted the item again meanwhile.</param>
/// <param name="Row">Where its row lay then. It moves with every change, so whoever looks there looks whether it is still the item's.</param>
internal sealed record ClaimedWork(
    Guid TenantId,
    Guid Id,
    string Kind,
    Guid SubjectId,
    DateTime RunAt,
    int Attempts,
    Guid LeaseToken,
    string? TraceParent,
    string Row
)
{
    public string Row { get; set; } = Row;

    /// <summary>Only its acknowledgement is left.</summary>
    public bool IsDone { get; set; }
}

/// <summary>
/// The queue as the worker sees it: all tenants, signed in as the worker role. A claim is a lease with a fencing token;
/// whoever lost the lease can no longer finish the item. Every claim counts as an attempt, so a poisonous item that kills
/// its worker ends among the dead letters too.
/// </summary>
/// <remarks>
/// Statements say by their form which rows are looked at, and how often: filled by one transaction after it had emptied, the queue still
/// looks empty to the planner, to which any index, or all of the table, is then as good as the right one. It once read an index from end to
/// end for each of a thousand items. So rows are looked for where they lay when they were claimed, and by their key only if they moved.
/// </remarks>
internal sealed class WorkStore(DataSources dataSources, TimeProvider clock)
{
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    public const int MaxAttempts = 25;

    /// <summary>The item's row: where it lay, else by its key. Somebody who is changing it just now moves it: then it is found by a second look.</summary>
    private const string Its = """
        w.ctid = coalesce(
            (select ctid from work_items where ctid = $1::tid and id = $3),
            (select ctid from work_items where tenant_id = $2 and id = $3)
        )
        """;

    public async Task<List<ClaimedWork>> ClaimAsync(int limit, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var command = dataSources.Worker.CreateCommand(
            """
            update work_items
            set lease_token = gen_random_uuid(), lease_until = $2, attempts = attempts + 1
            where ctid = any(array(
                select ctid from work_items
                where dead_at is null and run_at <= $1 and (lease_until is null or lease_until < $1)
                order by run_at
                limit $3
                for update skip locked
            ))
            returning tenant_id, id, kind, subject_id, run_at, attempts, lease_token, trace_parent, ctid::text
            """
        );
        Add(command, now, now + Lease, limit);
        var claimed = new List<ClaimedWork>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            claimed.Add(
                new ClaimedWork(
                    reader.GetGuid(0),
                    reader.GetGuid(1),
                    reader.GetString(2),
                    reader.GetGuid(3),
                    reader.GetDateTime(4),
                    reader.GetInt32(5),
                    reader.GetGuid(6),
                    reader.IsDBNull(7) ? null : reader.GetString(7),
                    reader.GetString(8)
                )
            );
        return claimed;
    }

    public async Task RenewAsync(IReadOnlyCollection<ClaimedWork> items, CancellationToken ct)
    {
        await using var command = dataSources.Worker.CreateCommand(
            """
            update work_items set lease_until = $4
            where ctid = any(array(
                select w.ctid
                from unnest($1, $2, $3) as held (row, id, lease_token) cross join lateral (
                    select ctid from work_items w
                    where w.ctid = held.row::tid and w.id = held.id and w.lease_token = held.lease_token
                    limit 1
                    for update skip locked
                ) w
            ))
            returning lease_token, ctid::text
            """
        );
        Add(
            command,
            items.Select(i => i.Row).ToArray(),
            items.Select(i => i.Id).ToArray(),
            items.Select(i => i.LeaseToken).ToArray(),
            clock.GetUtcNow().UtcDateTime + Lease
        );
        var moved = new Dictionary<Guid, string>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
                moved[reader.GetGuid(0)] = reader.GetString(1);
        foreach (var item in items)
            if (moved.TryGetValue(item.LeaseToken, out var row))
                item.Row = row;
            // Nudged, so it lies elsewhere; of what is done, what was not found is being acknowledged, and that may be a thousand.
            else if (!item.IsDone)
                await ExecuteAsync(
                    $"update work_items w set lease_until = $5 where {Its} and lease_token = $4",
                    ct,
                    item.Row,
                    item.TenantId,
                    item.Id,
                    item.LeaseToken,
                    clock.GetUtcNow().UtcDateTime + Lease
                );
    }

    /// <summary>Nudged meanwhile: it is kept, due as the nudge said.</summary>
    public async Task FinishAsync(IReadOnlyList<ClaimedWork> items, CancellationToken ct)
    {
        // One that somebody is nudging just now is passed over, since of several rows one would have to be waited for while others are held.
        await using var command = dataSources.Worker.CreateCommand(
            """
            delete from work_items
            where ctid = any(array(
                select w.ctid
                from unnest($1, $2, $3, $4) as done (row, id, lease_token, run_at) cross join lateral (
                    select ctid from work_items w
                    where w.ctid = done.row::tid and w.id = done.id and w.lease_token = done.lease_token and w.run_at = done.run_at
                    limit 1
                    for update skip locked
                ) w
            ))
            returning id
            """
        );
        Add(
            command,
            items.Select(i => i.Row).ToArray(),
            items.Select(i => i.Id).ToArray(),
            items.Select(i => i.LeaseToken).ToArray(),
            items.Select(i => i.RunAt).ToArray()
        );
        var gone = new HashSet<Guid>();
        await using (var reader = await command.ExecuteReaderAsync(ct))
            while (await reader.ReadAsync(ct))
                gone.Add(reader.GetGuid(0));
        foreach (var item in items.Where(i => !gone.Contains(i.Id)))
            await FinishAsync(item, ct);
    }

    private async Task FinishAsync(ClaimedWork item, CancellationToken ct)
    {
        var deleted = await EndAsync(
            $"delete from work_items w where {Its} and lease_token = $4 and run_at = $5",
            ct,
            item.Row,
            item.TenantId,
            item.Id,
            item.LeaseToken,
            item.RunAt
        );
        if (deleted == 0)
            await ReleaseAsync(item, ct);
    }

    /// <summary>Not a failure: the item asked to run again.</summary>
    public async Task RunAgainAsync(ClaimedWork item, TimeSpan delay, CancellationToken ct)
    {
        var moved = await EndAsync(
            $"""
            update work_items w set lease_token = null, lease_until = null, attempts = 0, last_error = null, run_at = $6
            where {Its} and lease_token = $4 and run_at = $5
            """,
            ct,
            item.Row,
            item.TenantId,
            item.Id,
            item.LeaseToken,
            item.RunAt,
            clock.GetUtcNow().UtcDateTime + delay
        );
        if (moved == 0)
            await ReleaseAsync(item, ct);
    }

    public async Task FailAsync(ClaimedWork item, string error, bool recurring, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var delay = TimeSpan.FromSeconds(Math.Min(600, Math.Pow(2, Math.Min(item.Attempts, 10))));
        // Nudged meanwhile: due as the nudge said, and not given up.
        var failed = await EndAsync(
            $"""
            update work_items w set lease_token = null, lease_until = null, last_error = $5,
                run_at = case when run_at = $8 then $6 else run_at end, dead_at = case when run_at = $8 then $7 end
            where {Its} and lease_token = $4
            """,
            ct,
            item.Row,
            item.TenantId,
            item.Id,
            item.LeaseToken,
            error,
            now + delay,
            item.Attempts >= MaxAttempts && !recurring ? now : DBNull.Value,
            item.RunAt
        );
        if (failed == 0)
            await ReleaseAsync(item, ct);
    }

    private Task ReleaseAsync(ClaimedWork item, CancellationToken ct) =>
        EndAsync(
            $"update work_items w set lease_token = null, lease_until = null, attempts = 0 where {Its} and lease_token = $4",
            ct,
            item.Row,
            item.TenantId,
            item.Id,
            item.LeaseToken
        );

    /// <summary>Moved while whoever held it was waited for, as a renewal moves it: a second look finds it where it lies now.</summary>
    private async Task<int> EndAsync(string sql, CancellationToken ct, params object[] values) =>
        await ExecuteAsync(sql, ct, values) is > 0 and var done ? done : await ExecuteAsync(sql, ct, values);

    private async Task<int> ExecuteAsync(string sql, CancellationToken ct, params object[] values)
    {
        await using var command = dataSources.Worker.CreateCommand(sql);
        Add(command, values);
        return await command.ExecuteNonQueryAsync(ct);
    }

    private static void Add(NpgsqlCommand command, params object[] values)
    {
        foreach (var value in values)
            command.Parameters.Add(
                value is DBNull ? new NpgsqlParameter { Value = value, DataTypeName = "timestamptz" } : new NpgsqlParameter { Value = value }
            );
    }
}
