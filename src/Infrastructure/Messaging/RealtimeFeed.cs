using CleanApp.Application.Realtime;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CleanApp.Infrastructure.Messaging;

/// <summary>Who passes on to a node's sockets what happens.</summary>
public interface IRealtimeEar
{
    /// <summary>What happened in one company since the last time, in its order.</summary>
    void Take(Guid tenantId, IReadOnlyList<RealtimeEvent> events);

    /// <summary>Something may have happened that was not told: everybody looks.</summary>
    void LookAll();

    /// <summary>What is of the moment alone: said once to whoever is there, and kept nowhere.</summary>
    Task SignalAsync(Guid tenantId, string topic, Guid subjectId, Guid teamId, Guid? personId, Guid by);
}

/// <summary>
/// Reads what happens in every company, from this node's own place on. NOTIFY says when to look; without it this node looks every second,
/// later and missing nothing.
/// </summary>
internal sealed class RealtimeFeed(DataSources dataSources, RealtimeEvents events, IRealtimeEar ear, TimeProvider clock, ILogger<RealtimeFeed> logger)
    : BackgroundService
{
    private static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    private readonly WakeUp _wake = new();

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            NotificationListener.RunAsync(dataSources, RealtimeSequencer.Channel, HearAsync, clock, logger, stoppingToken),
            FollowAsync(stoppingToken)
        );

    /// <summary>Nothing but "look", or a signal: what is of the moment alone is said here and nowhere else.</summary>
    private async Task HearAsync(string payload)
    {
        if (payload.Length == 0)
            _wake.Give();
        else if (
            payload.Split('|') is [var tenant, var topic, var subject, var team, var person, var by]
            && Guid.TryParse(tenant, out var tenantId)
            && Guid.TryParse(subject, out var subjectId)
            && Guid.TryParse(team, out var teamId)
            && Guid.TryParse(by, out var byId)
        )
            await ear.SignalAsync(tenantId, topic, subjectId, teamId, Guid.TryParse(person, out var personId) ? personId : null, byId);
    }

    private async Task FollowAsync(CancellationToken stopping)
    {
        long? position = null;
        while (!stopping.IsCancellationRequested)
            try
            {
                if (position is null)
                {
                    position = await events.PositionAsync(stopping);
                    // Whoever came before this place was known.
                    ear.LookAll();
                }
                while (await events.ReadAfterAsync(position.Value, stopping) is { Count: > 0 } read)
                {
                    position = read[^1].Position;
                    foreach (var company in read.GroupBy(r => r.TenantId, r => r.Event))
                        ear.Take(company.Key, [.. company]);
                }
                await _wake.WaitAsync(Poll, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The host stops, and the loop ends with it.
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                logger.LogWarning("What happens cannot be read: {Reason}", e.Message);
                await Task.Delay(Poll, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
    }
}
