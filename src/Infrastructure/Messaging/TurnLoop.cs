using System.Collections.Concurrent;
using CleanApp.Application.Common;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CleanApp.Infrastructure.Messaging;

/// <summary>
/// Gives every number that has something to do its turn, the longest waiting first, so that one company's hundred thousand do not keep
/// another's single one. Woken by NOTIFY, and by the clock for what it missed.
/// </summary>
/// <param name="channel">Of NOTIFY.</param>
/// <param name="activity">How a turn is called in traces.</param>
/// <param name="parallel">Numbers served at once.</param>
internal abstract class TurnLoop(
    NumberTurns turns,
    string channel,
    string activity,
    int parallel,
    DataSources dataSources,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger logger
) : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    /// <summary>Numbers that become free within this time are given out together: asking whose turn it is costs the same for one as for many.</summary>
    private static readonly TimeSpan Gathered = TimeSpan.FromMilliseconds(10);

    private readonly ConcurrentDictionary<Guid, Task> _turns = new();
    private readonly WakeUp _wake = new();

    /// <summary>Does what there is to do, and gives the lease back.</summary>
    protected abstract Task ServeAsync(NumberTurn turn, IServiceProvider services);

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var listening = NotificationListener.RunAsync(
            dataSources,
            channel,
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
                var free = parallel - _turns.Count;
                var claimed = free > 0 ? await turns.ClaimAsync(free, stopping) : [];
                foreach (var turn in claimed)
                {
                    // Known before it begins: one that ends at once takes itself out again, and must not be put in after.
                    _turns[turn.Lease] = Task.CompletedTask;
                    _turns.TryUpdate(turn.Lease, Task.Run(() => ServeAsync(turn), CancellationToken.None), Task.CompletedTask);
                }
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
                logger.LogWarning("Nobody can tell whose turn it is: {Reason}", e.Message);
                await Task.Delay(Poll, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await Task.WhenAll(_turns.Values);
        await Task.WhenAll(listening, renewing);
    }

    private async Task ServeAsync(NumberTurn turn)
    {
        using var span = Tracing.Start(activity);
        span?.SetTag("cleanapp.channel", turn.ChannelId);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(turn.TenantId);
            await ServeAsync(turn, scope.ServiceProvider);
        }
        catch (Exception e)
        {
            // The lease ends by itself, and whoever comes next finds what is left.
            span.Fail(e);
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
            await Task.Delay(NumberTurns.Lease / 3, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
