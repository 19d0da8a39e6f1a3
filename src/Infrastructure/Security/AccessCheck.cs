using System.Collections.Concurrent;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Identity;
using CleanApp.Infrastructure.Messaging;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CleanApp.Infrastructure.Security;

/// <summary>
/// Asks the database, and remembers for five seconds. A change is announced to every node and forgotten at once, so the five
/// seconds only bound what a node that missed the announcement may still believe.
/// </summary>
public sealed class AccessCheck(DataSources dataSources, TimeProvider clock, ILogger<AccessCheck> logger) : BackgroundService, IAccessCheck
{
    public const string Channel = "cleanapp_access";
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<(Guid User, Guid Tenant, Guid Session, int Version), (Role? Role, DateTimeOffset Until)> _known = new();
    private long _changes;

    /// <summary>Raised with the id that <see cref="ForgetAsync"/> named, on every node.</summary>
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

    public async Task ForgetAsync(Guid sessionPanelOrTenantId, CancellationToken ct)
    {
        Forget(sessionPanelOrTenantId);
        await using var command = dataSources.App.CreateCommand("select pg_notify($1, $2)");
        command.Parameters.AddWithValue(Channel);
        command.Parameters.AddWithValue(sessionPanelOrTenantId.ToString("D"));
        await command.ExecuteNonQueryAsync(ct);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        NotificationListener.RunAsync(
            dataSources,
            Channel,
            payload =>
            {
                if (Guid.TryParse(payload, out var id))
                    Forget(id);
                return Task.CompletedTask;
            },
            clock,
            logger,
            stoppingToken
        );

    private void Forget(Guid id)
    {
        Interlocked.Increment(ref _changes);
        foreach (var key in _known.Keys.Where(k => k.Session == id || k.Tenant == id))
            _known.TryRemove(key, out _);
        Forgotten?.Invoke(id);
    }
}
