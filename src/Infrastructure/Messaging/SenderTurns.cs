using CleanApp.Infrastructure.Persistence;
using Npgsql;

namespace CleanApp.Infrastructure.Messaging;

/// <param name="Lease">Whose token is no longer the number's has lost it, and writes nothing.</param>
internal sealed record SenderTurn(Guid TenantId, Guid ChannelId, Guid Lease);

/// <summary>The numbers as the worker sees them: those of all tenants, and whether they have something to send, never what.</summary>
internal sealed class SenderTurns(DataSources dataSources, TimeProvider clock)
{
    /// <summary>Longer than a holder takes to renew it, and than a database takes to come back.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    public async Task<List<SenderTurn>> ClaimAsync(int limit, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        // Each lane by itself, as the index has them: millions that are planned for later must not be looked at to find what is due. By the
        // number alone, which only that index can answer: filled at once after it had emptied, the queue looks to the planner as if any would do.
        await using var command = dataSources.Worker.CreateCommand(
            """
            update channel_senders s
            set lease_token = gen_random_uuid(), lease_until = $2
            from (
                select tenant_id, id from channel_senders c
                where not paused and next_at <= $1 and (lease_until is null or lease_until < $1) and (
                    under_way is not null or coalesce(
                        (
                            select true from (values (0::smallint), (1::smallint), (2::smallint)) l (lane), lateral (
                                select from outbound_queue q
                                where q.channel_id = c.id and q.lane = l.lane and q.not_before <= $1
                                limit 1
                            ) due
                            limit 1
                        ),
                        false
                    )
                )
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
        var turns = new List<SenderTurn>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            turns.Add(new SenderTurn(reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2)));
        return turns;
    }

    public async Task RenewAsync(Guid[] leases, CancellationToken ct)
    {
        await using var command = dataSources.Worker.CreateCommand("update channel_senders set lease_until = $1 where lease_token = any($2)");
        command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow().UtcDateTime + Lease });
        command.Parameters.Add(new NpgsqlParameter { Value = leases });
        await command.ExecuteNonQueryAsync(ct);
    }
}
