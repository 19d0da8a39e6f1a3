using System.Collections.Concurrent;
using System.Threading.Channels;
using CleanApp.Application.Common;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CleanApp.Infrastructure.Messaging;

/// <summary>
/// Takes due items, each in its own scope and tenant, a few at a time; woken by NOTIFY, and by the clock for what it missed. Where they are
/// done quickly, more are claimed ahead and what is done is acknowledged together, so that a commit is paid for many; slow ones are taken
/// one for each free hand, so that nobody else's worker waits for what lies here.
/// On a graceful stop no new item is taken and those claimed are finished; what is cut off all the same comes back when its lease ends.
/// </summary>
internal sealed class Worker(
    WorkStore store,
    DataSources dataSources,
    IServiceScopeFactory scopes,
    TimeProvider clock,
    ILogger<Worker> logger,
    Acknowledging? acknowledging = null
) : BackgroundService
{
    private const int Parallel = 8;
    private const int MostAtOnce = 1024;

    private readonly Acknowledging _acknowledging = acknowledging ?? new Acknowledging(MostAtOnce, AtATime: 2);
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);

    /// <summary>As many are held as get done in this time.</summary>
    private static readonly TimeSpan Ahead = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentDictionary<Guid, ClaimedWork> _held = new();
    private readonly Channel<ClaimedWork> _claimed = Channel.CreateUnbounded<ClaimedWork>();
    private readonly Channel<ClaimedWork> _done = Channel.CreateUnbounded<ClaimedWork>();
    private readonly ConcurrentDictionary<string, Type> _handlers = new();
    private readonly WakeUp _wake = new();
    private int _undone;
    private int _ended;

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stopping)
    {
        var listening = ListenAsync(stopping);
        var renewing = RenewAsync(stopping);
        var finishing = Task.WhenAll(Enumerable.Range(0, _acknowledging.AtATime).Select(_ => AcknowledgeAsync()));
        var hands = Enumerable.Range(0, Parallel).Select(_ => Task.Run(WorkAsync, CancellationToken.None)).ToList();
        var (most, since) = (Parallel, clock.GetTimestamp());
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                // What waits only to be acknowledged is in nobody's hands, but comes back to others if this process ends.
                var room = Math.Min(most - _undone, MostAtOnce + _acknowledging.MostHeld - _held.Count);
                var claimed = room > 0 && (_claimed.Reader.Count == 0 || room >= most / 2) ? await store.ClaimAsync(room, stopping) : [];
                Interlocked.Add(ref _undone, claimed.Count);
                foreach (var item in claimed)
                {
                    _held[item.LeaseToken] = item;
                    _claimed.Writer.TryWrite(item);
                }
                if (claimed.Count == 0 || claimed.Count == room)
                    await _wake.WaitAsync(Poll, stopping);
                if (clock.GetElapsedTime(since) is var elapsed && elapsed > Ahead / 2)
                    (most, since) = (
                        (int)Math.Clamp(Interlocked.Exchange(ref _ended, 0) * (Ahead / elapsed), Parallel, MostAtOnce),
                        clock.GetTimestamp()
                    );
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
        _claimed.Writer.Complete();
        await Task.WhenAll(hands);
        _done.Writer.Complete();
        await Task.WhenAll(listening, renewing, finishing);
    }

    private async Task WorkAsync()
    {
        await foreach (var item in _claimed.Reader.ReadAllAsync(CancellationToken.None))
            await RunAsync(item);
    }

    private async Task RunAsync(ClaimedWork item)
    {
        var (recurring, isDone) = (false, false);
        using var activity = Tracing.Start(item.Kind, System.Diagnostics.ActivityKind.Consumer, item.TraceParent);
        activity?.SetTag("cleanapp.subject", item.SubjectId).SetTag("cleanapp.attempt", item.Attempts);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(item.TenantId);
            var handler = HandlerOf(item.Kind, scope.ServiceProvider);
            recurring = handler.Recurring;
            var result = await handler.HandleAsync(item.SubjectId, CancellationToken.None);
            if (result.Again is { } delay)
                await store.RunAgainAsync(item, delay, CancellationToken.None);
            else
                isDone = true;
        }
        catch (Exception e)
        {
            logger.LogError(e, "Work {Kind} on {SubjectId} failed, attempt {Attempt}", item.Kind, item.SubjectId, item.Attempts);
            activity.Fail(e);
            await FailAsync(item, e.GetType().Name, recurring);
        }
        Interlocked.Decrement(ref _undone);
        Interlocked.Increment(ref _ended);
        item.IsDone = isDone;
        if (!isDone || !_done.Writer.TryWrite(item))
            Drop(item);
        else
            _wake.Give();
    }

    /// <summary>Made for itself: asking the container for all of them makes each, with everything it needs.</summary>
    private IWorkHandler HandlerOf(string kind, IServiceProvider services)
    {
        if (!_handlers.ContainsKey(kind))
            foreach (var one in services.GetServices<IWorkHandler>())
                _handlers[one.Kind] = one.GetType();
        return _handlers.TryGetValue(kind, out var type)
            ? (IWorkHandler)services.GetRequiredService(type)
            : throw new InvalidOperationException($"Nobody handles work of kind {kind}.");
    }

    /// <summary>What was done while the last acknowledgement was on its way goes with the next.</summary>
    private async Task AcknowledgeAsync()
    {
        await foreach (var first in _done.Reader.ReadAllAsync(CancellationToken.None))
        {
            var items = new List<ClaimedWork> { first };
            while (items.Count < _acknowledging.Together && _done.Reader.TryRead(out var more))
                items.Add(more);
            try
            {
                await store.FinishAsync(items, CancellationToken.None);
            }
            catch (Exception e)
            {
                logger.LogWarning(e, "{Count} items are done and could not be acknowledged; they come back when their leases end", items.Count);
            }
            items.ForEach(Drop);
        }
    }

    private void Drop(ClaimedWork item)
    {
        _held.TryRemove(item.LeaseToken, out _);
        _wake.Give();
    }

    private async Task FailAsync(ClaimedWork item, string error, bool recurring)
    {
        try
        {
            await store.FailAsync(item, error, recurring, CancellationToken.None);
        }
        catch (Exception e)
        {
            // Whatever it was: the hand goes on with the next item.
            logger.LogWarning(e, "The failure of work {Id} could not be noted; it comes back when its lease ends", item.Id);
        }
    }

    private async Task RenewAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested || !_held.IsEmpty)
        {
            await Task.Delay(WorkStore.Lease / 3, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            try
            {
                if (!_held.IsEmpty)
                    await store.RenewAsync([.. _held.Values], CancellationToken.None);
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
                _wake.Give();
                return Task.CompletedTask;
            },
            clock,
            logger,
            stopping
        );
}

/// <param name="Together">How many that are done go with one commit at most.</param>
/// <param name="AtATime">While one acknowledgement is on its way to the disk, the next are made ready. The benchmark has one for each item and many at a time, as others have it.</param>
internal sealed record Acknowledging(int Together, int AtATime)
{
    public int MostHeld => Together * AtATime;
}
