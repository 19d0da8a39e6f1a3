using CleanApp.Infrastructure.Persistence;
using Npgsql;

namespace CleanApp.Infrastructure.Messaging;

/// <param name="Lease">Whose token is no longer the number's has lost it, and writes nothing.</param>
internal sealed record NumberTurn(Guid TenantId, Guid ChannelId, Guid Lease);

/// <summary>The numbers as the worker sees them: those of all tenants, and whether there is something to do for them, never what. A turn is a lease on a number.</summary>
/// <param name="table">Of the leases.</param>
/// <param name="waits">When the lease <c>c</c> may be given out at the time <c>$1</c>.</param>
internal abstract class NumberTurns(DataSources dataSources, TimeProvider clock, string table, string waits)
{
    /// <summary>Longer than a holder takes to renew it, and than a database takes to come back.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>The longest waiting first.</summary>
    public async Task<List<NumberTurn>> ClaimAsync(int limit, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var command = dataSources.Worker.CreateCommand(
            $"""
            update {table} s
            set lease_token = gen_random_uuid(), lease_until = $2
            from (
                select tenant_id, id from {table} c
                where (lease_until is null or lease_until < $1) and {waits}
                order by last_served_at nulls first
                limit $3
                for update skip locked
            ) turn
            where s.tenant_id = turn.tenant_id and s.id = turn.id
            returning s.tenant_id, s.id, s.lease_token
            """
        );
        command.Parameters.Add(new NpgsqlParameter { Value = now });
        command.Parameters.Add(new NpgsqlParameter { Value = now + Lease });
        command.Parameters.Add(new NpgsqlParameter { Value = limit });
        var turns = new List<NumberTurn>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            turns.Add(new NumberTurn(reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2)));
        return turns;
    }

    public async Task RenewAsync(Guid[] leases, CancellationToken ct)
    {
        await using var command = dataSources.Worker.CreateCommand($"update {table} set lease_until = $1 where lease_token = any($2)");
        command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow().UtcDateTime + Lease });
        command.Parameters.Add(new NpgsqlParameter { Value = leases });
        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>Numbers that have something to send, or whose last sender died in the middle of it.</summary>
internal sealed class SenderTurns(DataSources dataSources, TimeProvider clock)
    : NumberTurns(
        dataSources,
        clock,
        "channel_senders",
        // Each lane by itself, as the index has them: millions that are planned for later must not be looked at to find what is due. By the
        // number alone, which only that index can answer: filled at once after it had emptied, the queue looks to the planner as if any would do.
        // And in the order of the index: where one number has most of the queue, any row looks as if it were soon met by reading all of them.
        """
        not paused and next_at <= $1 and (
            under_way is not null or coalesce(
                (
                    select true from (values (0::smallint), (1::smallint), (2::smallint)) l (lane), lateral (
                        select from outbound_queue q
                        where q.channel_id = c.id and q.lane = l.lane and q.not_before <= $1
                        order by q.not_before limit 1
                    ) due
                    limit 1
                ),
                false
            )
        )
        """
    );

/// <summary>Numbers for which Meta has posted something that nobody has read.</summary>
internal sealed class ReaderTurns(DataSources dataSources, TimeProvider clock)
    : NumberTurns(
        dataSources,
        clock,
        "channel_readers",
        "coalesce((select true from channel_webhooks w where w.channel_id = c.id and w.processed_at is null and not w.deferred order by w.id limit 1), false)"
    );
