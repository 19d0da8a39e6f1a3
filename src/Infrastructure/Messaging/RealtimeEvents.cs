using CleanApp.Application.Realtime;
using CleanApp.Infrastructure.Persistence;
using Npgsql;

namespace CleanApp.Infrastructure.Messaging;

/// <summary>Reads what was numbered: a company's own for whoever was away, by the role that serves requests; everybody's for a node's sockets, by the worker's.</summary>
internal sealed class RealtimeEvents(DataSources dataSources) : IRealtimeEvents
{
    /// <summary>One that gives what it was asked for nothing.</summary>
    private const int MostRead = 2_000;

    public async Task<RealtimePage> ReadAsync(Guid tenantId, long? after, int limit, CancellationToken ct)
    {
        await using var batch = dataSources.App.CreateBatch();
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand("select set_config('app.tenant_id', $1, true)")
            {
                Parameters = { new NpgsqlParameter<string> { TypedValue = tenantId.ToString("D") } },
            }
        );
        // First, so that what is read after it is never less.
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select coalesce((select last from realtime_sequences), 0)"));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                "select sequence, topic, subject_id, team_id, person_id from realtime_events where sequence > $1 order by sequence limit $2"
            )
            {
                Parameters =
                {
                    new NpgsqlParameter { Value = after ?? long.MaxValue },
                    new NpgsqlParameter { Value = limit },
                },
            }
        );
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
        var last = reader.GetInt64(0);
        await reader.NextResultAsync(ct);
        var events = new List<RealtimeEvent>();
        while (await reader.ReadAsync(ct))
            events.Add(Event(reader, 0));
        // Without gap: whatever does not begin with the next number has lost some of them. A greater one than there is, is another database's.
        if (after is null || (events.Count > 0 ? events[0].Sequence != after + 1 : last != after))
            return new RealtimePage(last, StartOver: true, HasMore: false, []);
        var through = events.Count > 0 ? events[^1].Sequence : last;
        return new RealtimePage(through, StartOver: false, through < last, events);
    }

    /// <summary>Where a node begins to read.</summary>
    public async Task<long> PositionAsync(CancellationToken ct)
    {
        await using var command = dataSources.Realtime.CreateCommand("select coalesce(max(position), 0) from realtime_events");
        return (long)(await command.ExecuteScalarAsync(ct))!;
    }

    /// <summary>Every company's, in the order of their positions; as many as go through at once, and empty at the end.</summary>
    public async Task<List<(long Position, Guid TenantId, RealtimeEvent Event)>> ReadAfterAsync(long position, CancellationToken ct)
    {
        await using var command = dataSources.Realtime.CreateCommand(
            """
            select sequence, topic, subject_id, team_id, person_id, position, tenant_id from realtime_events
            where position > $1 order by position limit $2
            """
        );
        command.Parameters.Add(new NpgsqlParameter { Value = position });
        command.Parameters.Add(new NpgsqlParameter { Value = MostRead });
        var events = new List<(long, Guid, RealtimeEvent)>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            events.Add((reader.GetInt64(5), reader.GetGuid(6), Event(reader, 0)));
        return events;
    }

    private static RealtimeEvent Event(NpgsqlDataReader reader, int from) =>
        new(
            reader.GetInt64(from),
            reader.GetString(from + 1),
            reader.GetGuid(from + 2),
            reader.IsDBNull(from + 3) ? null : reader.GetGuid(from + 3),
            reader.IsDBNull(from + 4) ? null : reader.GetGuid(from + 4)
        );
}
