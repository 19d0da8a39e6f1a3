using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Identity;
using CleanApp.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Caching.Memory;

namespace CleanApp.Infrastructure.Identity;

/// <summary>Read on nearly every request and changed once a year: remembered for a few seconds per node.</summary>
internal sealed class TenantProfiles(AppDbContext db, ITenantContext tenant, IMemoryCache cache) : ITenantProfile
{
    private static readonly TimeSpan Remembered = TimeSpan.FromSeconds(5);

    public async Task<TenantProfile> GetAsync(CancellationToken ct)
    {
        var id = tenant.TenantId;
        if (cache.TryGetValue((nameof(TenantProfiles), id), out TenantProfile? known))
            return known!;
        var row = await db.Tenants.AsNoTracking().SingleAsync(t => t.Id == id, ct);
        return cache.Set((nameof(TenantProfiles), id), new TenantProfile(row.Name, row.Calendar, row.MvpOnly), Remembered);
    }
}

internal sealed class MemberNames(AppDbContext db) : IMemberNames
{
    public async Task<IReadOnlyDictionary<Guid, string>> OfAsync(IReadOnlyCollection<Guid> userIds, CancellationToken ct) =>
        userIds.Count == 0
            ? new Dictionary<Guid, string>()
            : await db.Users.AsNoTracking().Where(u => userIds.Contains(u.Id)).ToDictionaryAsync(u => u.Id, u => u.Name, ct);
}

internal sealed class ActiveMembers(AppDbContext db) : IActiveMembers
{
    public async Task<IReadOnlyList<ActiveMember>> WithAsync(string permission, CancellationToken ct) =>
        await With(permission).OrderBy(p => p.Name).ThenBy(p => p.Id).Select(p => new ActiveMember(p.Id, p.Name)).ToListAsync(ct);

    public async Task<IReadOnlyDictionary<string, Guid>> ByEmailAsync(string permission, CancellationToken ct) =>
        await With(permission).ToDictionaryAsync(p => p.Email, p => p.Id, ct);

    private IQueryable<User> With(string permission)
    {
        var roles = Enum.GetValues<Role>().Where(role => Permissions.Has(role, permission)).ToArray();
        return from membership in db.Memberships.AsNoTracking()
            join person in db.Users.AsNoTracking() on membership.UserId equals person.Id
            where membership.Active && person.Active && roles.Contains(membership.Role)
            select person;
    }
}

/// <summary>Sessions are a person's, whom a company's work does not act for: a function answers, with the ids alone.</summary>
internal sealed class OpenSessions(DataSources dataSources, ITenantContext tenant) : IOpenSessions
{
    public async Task<IReadOnlyDictionary<Guid, bool>> OfAsync(IReadOnlyCollection<Guid> sessionIds, CancellationToken ct)
    {
        await using var command = dataSources.App.CreateCommand("select session_id, is_here from find_open_sessions($1, $2)");
        command.Parameters.AddWithValue(tenant.TenantId);
        command.Parameters.AddWithValue(sessionIds.ToArray());
        var open = new Dictionary<Guid, bool>();
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            open[reader.GetGuid(0)] = reader.GetBoolean(1);
        return open;
    }
}
