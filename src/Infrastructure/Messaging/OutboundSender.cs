using System.Collections.Concurrent;
using CleanApp.Application.Channels.Sending;
using CleanApp.Application.Common;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CleanApp.Infrastructure.Messaging;

/// <summary>
/// Gives every number that has something to send its turn, the longest waiting first, so that one company's hundred thousand messages do
/// not keep another's single one. A turn is a lease on the number; woken by NOTIFY, and by the clock for what it missed.
/// </summary>
internal sealed class OutboundSender(DataSources dataSources, IServiceScopeFactory scopes, TimeProvider clock, ILogger<OutboundSender> logger)
    : BackgroundService
{
    /// <summary>Longer than a holder takes to renew it, and than a database takes to come back.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>Numbers served at once; each turn needs a database connection only at its two ends.</summary>
    private const int Parallel = 32;

    private readonly ConcurrentDictionary<Guid, Task> _turns = new();
    private readonly WakeUp _wake = new();

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var listening = NotificationListener.RunAsync(
            dataSources,
            "cleanapp_outbound",
            _ =>
            {
                _wake.Give();
                return Task.CompletedTask;
            },
            clock,
            logger,
            stopping
        );
        var renewing = RenewAsync(stopping);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var free = Parallel - _turns.Count;
                var claimed = free > 0 ? await ClaimAsync(free, stopping) : [];
                foreach (var turn in claimed)
                    _turns[turn.Lease] = Task.Run(() => ServeAsync(turn), CancellationToken.None);
                if (claimed.Count == 0)
                    await _wake.WaitAsync(Poll, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The host stops, and the loop ends with it.
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                logger.LogWarning("The outbound queue cannot be read: {Reason}", e.Message);
                await Task.Delay(Poll, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await Task.WhenAll(_turns.Values);
        await Task.WhenAll(listening, renewing);
    }

    private async Task ServeAsync(Turn turn)
    {
        using var activity = Tracing.Start("channels.turn");
        activity?.SetTag("cleanapp.channel", turn.ChannelId);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(turn.TenantId);
            await scope.ServiceProvider.GetRequiredService<IDeliverBatch>().RunAsync(turn.ChannelId, turn.Lease, CancellationToken.None);
        }
        catch (Exception e)
        {
            // The lease ends by itself, and whoever comes next finds what is left.
            activity.Fail(e);
            logger.LogError(e, "The turn of channel {ChannelId} failed", turn.ChannelId);
        }
        finally
        {
            _turns.TryRemove(turn.Lease, out _);
            _wake.Give();
        }
    }

    private async Task<List<Turn>> ClaimAsync(int limit, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        // Each lane by itself, as the index has them: millions that are planned for later must not be looked at to find what is due.
        await using var command = dataSources.Worker.CreateCommand(
            """
            update channel_senders s
            set lease_token = gen_random_uuid(), lease_until = $2
            from (
                select tenant_id, id from channel_senders c
                where not paused and next_at <= $1 and (lease_until is null or lease_until < $1) and coalesce(
                    (
                        select true from (values (0::smallint), (1::smallint), (2::smallint)) l (lane), lateral (
                            select from outbound_queue q
                            where q.tenant_id = c.tenant_id and q.channel_id = c.id and q.lane = l.lane and q.not_before <= $1
                            limit 1
                        ) due
                        limit 1
                    ),
                    (
                        select true from outbound_queue q
                        where q.tenant_id = c.tenant_id and q.channel_id = c.id and q.attempt_id is not null
                        limit 1
                    ),
                    false
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
        var turns = new List<Turn>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            turns.Add(new Turn(reader.GetGuid(0), reader.GetGuid(1), reader.GetGuid(2)));
        return turns;
    }

    private async Task RenewAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested || !_turns.IsEmpty)
        {
            await Task.Delay(Lease / 3, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (_turns.IsEmpty)
                    continue;
                await using var command = dataSources.Worker.CreateCommand("update channel_senders set lease_until = $1 where lease_token = any($2)");
                command.Parameters.Add(new NpgsqlParameter { Value = clock.GetUtcNow().UtcDateTime + Lease });
                command.Parameters.Add(new NpgsqlParameter { Value = _turns.Keys.ToArray() });
                await command.ExecuteNonQueryAsync(CancellationToken.None);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                logger.LogWarning("Leases of numbers could not be renewed: {Reason}", e.Message);
            }
            if (stopping.IsCancellationRequested)
                await Task.Delay(TimeSpan.FromMilliseconds(200), clock, CancellationToken.None);
        }
    }

    private sealed record Turn(Guid TenantId, Guid ChannelId, Guid Lease);
}
