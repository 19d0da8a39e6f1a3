using System.Collections.Concurrent;
using CleanApp.Application.Common;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CleanApp.Infrastructure.Messaging;

/// <summary>
/// Takes due items, each in its own scope and tenant, a few at a time; woken by NOTIFY, and by the clock for what it missed.
/// On a graceful stop no new item is taken and those under way are finished; what is cut off all the same comes back when its lease ends.
/// </summary>
internal sealed class Worker(WorkStore store, DataSources dataSources, IServiceScopeFactory scopes, TimeProvider clock, ILogger<Worker> logger)
    : BackgroundService
{
    private const int Parallel = 8;
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<Guid, Task> _running = new();
    private readonly SemaphoreSlim _wake = new(0, 1);

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var listening = ListenAsync(stopping);
        var renewing = RenewAsync(stopping);
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var free = Parallel - _running.Count;
                var claimed = free > 0 ? await store.ClaimAsync(free, stopping) : [];
                foreach (var item in claimed)
                    _running[item.LeaseToken] = Task.Run(() => RunAsync(item), CancellationToken.None);
                if (claimed.Count == 0 || claimed.Count == free)
                    await _wake.WaitAsync(Poll, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The host stops, and the loop ends with it.
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                logger.LogWarning("The queue cannot be read: {Reason}", e.Message);
                await Task.Delay(Poll, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        await Task.WhenAll(_running.Values);
        await Task.WhenAll(listening, renewing);
    }

    private async Task RunAsync(ClaimedWork item)
    {
        var recurring = false;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(item.TenantId);
            var handler =
                scope.ServiceProvider.GetServices<IWorkHandler>().SingleOrDefault(h => h.Kind == item.Kind)
                ?? throw new InvalidOperationException($"Nobody handles work of kind {item.Kind}.");
            recurring = handler.Recurring;
            var result = await handler.HandleAsync(item.SubjectId, CancellationToken.None);
            if (result.Again is { } delay)
                await store.RunAgainAsync(item, delay, CancellationToken.None);
            else
                await store.FinishAsync(item, CancellationToken.None);
        }
        catch (Exception e)
        {
            logger.LogError(e, "Work {Kind} on {SubjectId} failed, attempt {Attempt}", item.Kind, item.SubjectId, item.Attempts);
            await FailAsync(item, e.GetType().Name, recurring);
        }
        finally
        {
            _running.TryRemove(item.LeaseToken, out _);
            Wake();
        }
    }

    private async Task FailAsync(ClaimedWork item, string error, bool recurring)
    {
        try
        {
            await store.FailAsync(item, error, recurring, CancellationToken.None);
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            logger.LogWarning("The failure of work {Id} could not be noted; it comes back when its lease ends: {Reason}", item.Id, e.Message);
        }
    }

    private async Task RenewAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested || !_running.IsEmpty)
        {
            await Task.Delay(WorkStore.Lease / 3, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!_running.IsEmpty)
                    await store.RenewAsync([.. _running.Keys], CancellationToken.None);
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                logger.LogWarning("Leases could not be renewed: {Reason}", e.Message);
            }
            if (stopping.IsCancellationRequested)
                await Task.Delay(TimeSpan.FromMilliseconds(200), clock, CancellationToken.None);
        }
    }

    private Task ListenAsync(CancellationToken stopping) =>
        NotificationListener.RunAsync(
            dataSources,
            "cleanapp_work",
            _ =>
            {
                Wake();
                return Task.CompletedTask;
            },
            clock,
            logger,
            stopping
        );

    private void Wake()
    {
        try
        {
            _wake.Release();
        }
        catch (SemaphoreFullException)
        {
            // Awake already.
        }
    }
}
