using System.Collections.Concurrent;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Identity;
using CleanApp.Infrastructure.Messaging;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CleanApp.Infrastructure.Security;

/// <summary>
/// Asks the database, and remembers for five seconds. A change is noted by the database in its own transaction and read by every node:
/// at once when NOTIFY is heard, within half a second when it is not.
/// </summary>
public sealed class AccessCheck(DataSources dataSources, TimeProvider clock, ILogger<AccessCheck> logger) : BackgroundService, IAccessCheck
{
    public const string Channel = "cleanapp_access";
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(500);

    private readonly ConcurrentDictionary<(Guid User, Guid Tenant, Guid Session, int Version), (Role? Role, DateTimeOffset Until)> _known = new();
    private readonly WakeUp _wake = new();
    private long _changes;
    private TaskCompletionSource _nextReading = NewReading();

    /// <summary>Raised with the session, person or screen whose access changed, on every node; more than once for one change.</summary>
    public event Action<Guid>? Forgotten;

    public async Task<Role?> RoleOfAsync(Guid userId, Guid tenantId, Guid sessionId, int tokenVersion, CancellationToken ct)
    {
        var key = (userId, tenantId, sessionId, tokenVersion);
        var now = clock.GetUtcNow();
        if (_known.TryGetValue(key, out var known) && now < known.Until)
            return known.Role;

        var changesBefore = Interlocked.Read(ref _changes);
        await using var command = dataSources.App.CreateCommand("select check_access($1, $2, $3, $4, $5)");
        command.Parameters.AddWithValue(userId);
        command.Parameters.AddWithValue(tenantId);
        command.Parameters.AddWithValue(sessionId);
        command.Parameters.AddWithValue(tokenVersion);
        command.Parameters.AddWithValue(now.UtcDateTime);
        var role = await command.ExecuteScalarAsync(ct) is string name ? Enum.Parse<Role>(name, ignoreCase: true) : (Role?)null;

        // An answer that was overtaken by a change is used for this request but not remembered. Looked at after it was noted down:
        // a change in between either is seen here or finds the note and takes it out.
        _known[key] = (role, now + Remembered);
        if (Interlocked.Read(ref _changes) != changesBefore)
            _known.TryRemove(key, out _);
        if (_known.Count > 50_000)
            _known.Clear();
        return role;
    }

    public async Task<(Guid TenantId, Guid PanelId)?> PanelOfAsync(string tokenHash, CancellationToken ct)
    {
        await using var command = dataSources.App.CreateCommand("select tenant_id, panel_id from find_panel($1)");
        command.Parameters.AddWithValue(tokenHash);
        await using var reader = await command.ExecuteReaderAsync(ct);
        return await reader.ReadAsync(ct) ? (reader.GetGuid(0), reader.GetGuid(1)) : null;
    }

    public void Forget(Guid sessionPersonOrPanelId)
    {
        Interlocked.Increment(ref _changes);
        foreach (var key in _known.Keys.Where(k => k.Session == sessionPersonOrPanelId || k.User == sessionPersonOrPanelId))
            _known.TryRemove(key, out _);
        Forgotten?.Invoke(sessionPersonOrPanelId);
    }

    /// <summary>
    /// Completes when every change that is committed by now has been raised here: what is opened from then on is not closed for what it knows.
    /// Best effort, and one reading for however many wait.
    /// </summary>
    public Task CaughtUpAsync(CancellationToken ct)
    {
        var reading = Volatile.Read(ref _nextReading).Task;
        _wake.Give();
        return reading.WaitAsync(ct);
    }

    private static TaskCompletionSource NewReading() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(
            NotificationListener.RunAsync(
                dataSources,
                Channel,
                _ =>
                {
                    _wake.Give();
                    return Task.CompletedTask;
                },
                clock,
                logger,
                stoppingToken
            ),
            FollowAsync(stoppingToken)
        );

    private async Task FollowAsync(CancellationToken stopping)
    {
        var (since, seen) = ((DateTime?)null, new HashSet<long>());
        while (!stopping.IsCancellationRequested)
        {
            // Whoever begins to wait from here on waits for the next one: this may have looked already.
            var reading = Interlocked.Exchange(ref _nextReading, NewReading());
            try
            {
                (since, var changes) = await ReadAsync(since, stopping);
                foreach (var (_, subject) in changes.Where(c => !seen.Contains(c.Id)))
                    Forget(subject);
                seen = [.. changes.Select(c => c.Id)];
                reading.SetResult();
                await _wake.WaitAsync(Poll, stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // The host stops, and the loop ends with it.
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                logger.LogWarning("Changes of access cannot be read: {Reason}", e.Message);
                reading.TrySetResult();
                await Task.Delay(Poll, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    /// <summary>By time, and a minute of it again: what was written before is seen only once its transaction has ended.</summary>
    /// <param name="since">The database's time of the last reading; null: there was none.</param>
    private async Task<(DateTime Now, List<(long Id, Guid Subject)> Changes)> ReadAsync(DateTime? since, CancellationToken ct)
    {
        await using var batch = dataSources.Realtime.CreateBatch();
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select clock_timestamp()"));
        var recent = new NpgsqlBatchCommand(
            "select id, subject_id from access_changes where at > coalesce($1, clock_timestamp()) - interval '1 minute' order by id"
        );
        recent.Parameters.Add(new NpgsqlParameter { Value = since ?? (object)DBNull.Value, DataTypeName = "timestamptz" });
        batch.BatchCommands.Add(recent);
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        var now = reader.GetDateTime(0);
        await reader.NextResultAsync(ct);
        var changes = new List<(long, Guid)>();
        while (await reader.ReadAsync(ct))
            changes.Add((reader.GetInt64(0), reader.GetGuid(1)));
        return (now, changes);
    }
}
