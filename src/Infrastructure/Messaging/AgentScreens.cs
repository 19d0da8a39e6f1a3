using CleanApp.Application.Inbox.Agents;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CleanApp.Infrastructure.Messaging;

/// <summary>The screens of all companies, signed in as the worker role: which are there, and which are there no more.</summary>
public sealed class AgentScreens(DataSources dataSources)
{
    /// <summary>They are there until then.</summary>
    /// <returns>Those that were given up meanwhile are missing.</returns>
    public async Task<HashSet<Guid>> BeatAsync(Guid[] connectionIds, DateTimeOffset until, CancellationToken ct)
    {
        await using var command = dataSources.Worker.CreateCommand(
            "update agent_connections set expires_at = $2 where id = any($1) and not is_over returning id"
        );
        command.Parameters.Add(new NpgsqlParameter { Value = connectionIds });
        command.Parameters.Add(new NpgsqlParameter { Value = until.UtcDateTime });
        var there = new HashSet<Guid>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            there.Add(reader.GetGuid(0));
        return there;
    }

    /// <summary>Those whose time is up are given up, also where the node that had them is no more; whose they were is looked at.</summary>
    public async Task GiveUpExpiredAsync(DateTimeOffset now, CancellationToken ct)
    {
        await using var command = dataSources.Worker.CreateCommand(
            """
            with over as (
                update agent_connections set is_over = true
                where (tenant_id, id) in (
                    select tenant_id, id from agent_connections where not is_over and expires_at <= $2 limit 500 for update skip locked
                )
                returning tenant_id, user_id
            )
            insert into work_items (tenant_id, id, kind, subject_id, run_at)
            select tenant_id, gen_random_uuid(), $1, user_id, $2 from (select distinct tenant_id, user_id from over) o order by tenant_id, user_id
            on conflict (tenant_id, kind, subject_id) do update set run_at = excluded.run_at, dead_at = null, attempts = 0
            """
        );
        command.Parameters.Add(new NpgsqlParameter { Value = AgentWork.Kind });
        command.Parameters.Add(new NpgsqlParameter { Value = now.UtcDateTime });
        await command.ExecuteNonQueryAsync(ct);
    }
}

/// <summary>Looks every second whether somebody has gone without a word.</summary>
internal sealed class GoneAgents(AgentScreens screens, TimeProvider clock, ILogger<GoneAgents> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await screens.GiveUpExpiredAsync(clock.GetUtcNow(), stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The host stops, and the loop ends with it.
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                logger.LogWarning("Who has gone is not known: {Reason}", e.Message);
            }
            await Task.Delay(Every, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
