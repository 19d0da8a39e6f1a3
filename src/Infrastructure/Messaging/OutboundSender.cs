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
internal sealed class OutboundSender(
    SenderTurns turns,
    DataSources dataSources,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<OutboundSender> logger
) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>Numbers that become free within this time are given out together: asking whose turn it is costs the same for one as for many.</summary>
    private static readonly TimeSpan Gathered = TimeSpan.FromMilliseconds(10);

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
                var claimed = free > 0 ? await turns.ClaimAsync(free, stopping) : [];
                foreach (var turn in claimed)
                    _turns[turn.Lease] = Task.Run(() => ServeAsync(turn), CancellationToken.None);
                if (claimed.Count == 0)
                    await _wake.WaitAsync(Poll, stopping);
                if (!_turns.IsEmpty)
                    await Task.Delay(Gathered, clock, stopping);
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

    private async Task ServeAsync(SenderTurn turn)
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

    private async Task RenewAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested || !_turns.IsEmpty)
        {
            await Task.Delay(SenderTurns.Lease / 3, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (_turns.IsEmpty)
                    continue;
                await turns.RenewAsync([.. _turns.Keys], CancellationToken.None);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                logger.LogWarning("Leases of numbers could not be renewed: {Reason}", e.Message);
            }
            if (stopping.IsCancellationRequested)
                await Task.Delay(TimeSpan.FromMilliseconds(200), clock, CancellationToken.None);
        }
    }
}
