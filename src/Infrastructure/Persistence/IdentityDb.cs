using CleanApp.Application.Identity;
using CleanApp.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>What the Identity module sees of the database, and what LINQ cannot say of it: locks, counters, lookups before the tenant is known.</summary>
internal sealed class IdentityDb(AppDbContext db) : IIdentityDb
{
    public DbSet<Tenant> Tenants => db.Tenants;
    public DbSet<User> Users => db.Users;
    public DbSet<Membership> Memberships => db.Memberships;
    public DbSet<Invite> Invites => db.Invites;
    public DbSet<Session> Sessions => db.Sessions;
    public DbSet<RefreshToken> RefreshTokens => db.RefreshTokens;

    public Task<int> SaveChangesAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    public Task<Guid?> FindUserIdByEmailAsync(string email, CancellationToken ct) =>
        db.LookupAsync($"select find_user_id_by_email({email}) as \"Value\"", ct);

    public Task<Guid?> FindRefreshTokenOwnerAsync(string tokenHash, CancellationToken ct) =>
        db.LookupAsync($"select find_refresh_token_owner({tokenHash}) as \"Value\"", ct);

    public Task<Guid?> FindInviteTenantAsync(string tokenHash, CancellationToken ct) =>
        db.LookupAsync($"select find_invite_tenant({tokenHash}) as \"Value\"", ct);

    public Task<RefreshToken?> LockRefreshTokenAsync(string tokenHash, CancellationToken ct) =>
        RefreshTokens.FromSql($"select * from refresh_tokens where token_hash = {tokenHash} for update").SingleOrDefaultAsync(ct);

    public Task LockMembershipsAsync(CancellationToken ct) => db.LockAsync($"memberships|{db.TenantContext!.TenantId}", ct);
}
