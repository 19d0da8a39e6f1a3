using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CleanApp.Infrastructure.Messaging;

/// <summary>
/// Gives what was announced its numbers, after it was committed and many at a time: nobody who changes something waits for a number, and
/// nobody who does not commit leaves a gap. Every node tries, one of them does it; that another is killed is noticed at the next look.
/// What was announced several times is one event.
/// </summary>
internal sealed class RealtimeSequencer(DataSources dataSources, TimeProvider clock, ILogger<RealtimeSequencer> logger) : BackgroundService
{
    public const string Channel = "cleanapp_realtime";

    private const int MostAtOnce = 5_000;
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Idle = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PurgeEvery = TimeSpan.FromMinutes(1);

    // One statement is one transaction. The lock is taken before anything is looked for, and held until what was written can be seen, so
    // positions become visible in their order.
    private const string Number = """
        with mine as materialized (select pg_try_advisory_xact_lock(hashtextextended('realtime', 0)) as got),
        taken as (
            delete from realtime_announcements
            where ctid = any(array(select ctid from realtime_announcements where (select got from mine) limit $1))
            returning tenant_id, id, topic, subject_id, team_id, person_id
        ),
        told as (
            select tenant_id, topic, subject_id, team_id, person_id, max(id) as id from taken group by 1, 2, 3, 4, 5
        ),
        counted as (
            insert into realtime_sequences as s (tenant_id, last)
            select tenant_id, count(*) from told group by tenant_id order by tenant_id
            on conflict (tenant_id) do update set last = s.last + excluded.last
            returning tenant_id, last
        ),
        numbered as (
            insert into realtime_events (tenant_id, sequence, topic, subject_id, team_id, person_id, at)
            select t.tenant_id, c.last + 1 - row_number() over (partition by t.tenant_id order by t.id desc),
                   t.topic, t.subject_id, t.team_id, t.person_id, now()
            from told t join counted c on c.tenant_id = t.tenant_id
            order by t.tenant_id, t.id
            returning 1
        )
        select n, pg_notify('cleanapp_realtime', '') from (select count(*)::int as n from numbered) c where n > 0
        """;

    // By the database's clock, as they were written: no node's makes others lose what they have not read.
    private const string Purge = """
        delete from realtime_events
        where ctid = any(array(
            select ctid from (select ctid, at from realtime_events order by position limit $1) oldest where at < now() - interval '24 hours'
        ))
        """;

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var (wait, purged) = (Busy, clock.GetTimestamp());
        while (!stopping.IsCancellationRequested)
            try
            {
                var numbered = await NumberAsync(stopping);
                wait =
                    numbered > 0 ? Busy
                    : wait * 1.2 < Idle ? wait * 1.2
                    : Idle;
                if (clock.GetElapsedTime(purged) > PurgeEvery)
                {
                    await PurgeAsync(dataSources, stopping);
                    purged = clock.GetTimestamp();
                }
                if (numbered < MostAtOnce)
                    await Task.Delay(wait, clock, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The host stops, and the loop ends with it.
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                logger.LogWarning("What was announced cannot be numbered: {Reason}", e.Message);
                await Task.Delay(TimeSpan.FromSeconds(1), clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
    }

    /// <returns>How many events there are more; 0 as well when another node is at it.</returns>
    private async Task<int> NumberAsync(CancellationToken ct)
    {
        await using var command = dataSources.Realtime.CreateCommand(Number);
        command.Parameters.Add(new NpgsqlParameter { Value = MostAtOnce });
        return await command.ExecuteScalarAsync(ct) is int numbered ? numbered : 0;
    }

    internal static async Task PurgeAsync(DataSources dataSources, CancellationToken ct)
    {
        const int Batch = 10_000;
        int gone;
        do
        {
            await using var command = dataSources.Realtime.CreateCommand(Purge);
            command.Parameters.Add(new NpgsqlParameter { Value = Batch });
            gone = await command.ExecuteNonQueryAsync(ct);
        } while (gone == Batch);
        await using var access = dataSources.Realtime.CreateCommand("delete from access_changes where at < clock_timestamp() - interval '1 hour'");
        await access.ExecuteNonQueryAsync(ct);
    }
}
