using CleanApp.Application.Common;
using CleanApp.Domain.Counter;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace CleanApp.Application.Counter;

/// <summary>
/// The company's desks and the names of its services: read at every call, changed once a month, so remembered for five seconds per node.
/// Good for names; whether a desk is open is asked where it matters.
/// </summary>
internal sealed class CounterSettings(ICounterDb db, ITenantContext tenant, IMemoryCache cache)
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    private sealed record Settings(Dictionary<Guid, Desk> Desks, Dictionary<Guid, string> ServiceNames);

    private (string, Guid) Key => (nameof(CounterSettings), tenant.TenantId);

    public async Task<Desk?> FindDeskAsync(Guid id, CancellationToken ct) => (await GetAsync(ct)).Desks.GetValueOrDefault(id);

    public async Task<string> ServiceNameAsync(Guid id, CancellationToken ct) =>
        (await GetAsync(ct)).ServiceNames.TryGetValue(id, out var name)
            ? name
            : await db.Services.Where(s => s.Id == id).Select(s => s.Name).SingleAsync(ct);

    private async Task<Settings> GetAsync(CancellationToken ct) =>
        cache.TryGetValue(Key, out Settings? known)
            ? known!
            : cache.Set(
                Key,
                new Settings(
                    await db.Desks.AsNoTracking().ToDictionaryAsync(d => d.Id, ct),
                    await db.Services.ToDictionaryAsync(s => s.Id, s => s.Name, ct)
                ),
                Remembered
            );
}
