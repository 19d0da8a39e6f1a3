using CleanApp.Application.Identity;
using CleanApp.Domain.Identity;
using CleanApp.Infrastructure.Persistence.Conventions;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>What the Identity module sees of the database, and what LINQ cannot say of it: locks, counters, lookups before the tenant is known.</summary>
internal sealed class IdentityDb(AppDbContext db) : IIdentityDb
{
    public DbSet<Tenant> Tenants => db.Tenants;
    public DbSet<User> Users => db.Users;
    public DbSet<Membership> Memberships => db.Memberships;
    public DbSet<Invite> Invites => db.Invites;
    public DbSet<Mail> Mails => db.Mails;
    public DbSet<Avatar> Avatars => db.Avatars;
    public DbSet<PersonToken> PersonTokens => db.PersonTokens;
    public DbSet<SecondFactor> SecondFactors => db.SecondFactors;
    public DbSet<RecoveryCode> RecoveryCodes => db.RecoveryCodes;
    public DbSet<Session> Sessions => db.Sessions;
    public DbSet<RefreshToken> RefreshTokens => db.RefreshTokens;

    public Task<int> SaveChangesAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    public Task<Guid?> FindUserIdByEmailAsync(string email, CancellationToken ct) =>
        db.LookupAsync($"select find_user_id_by_email({email}) as \"Value\"", ct);

    public Task<Guid?> FindRefreshTokenOwnerAsync(string tokenHash, CancellationToken ct) =>
        db.LookupAsync($"select find_refresh_token_owner({tokenHash}) as \"Value\"", ct);

    public Task<Guid?> FindInviteTenantAsync(string tokenHash, CancellationToken ct) =>
        db.LookupAsync($"select find_invite_tenant({tokenHash}) as \"Value\"", ct);

    public Task<Guid?> FindPersonTokenOwnerAsync(string tokenHash, TokenPurpose purpose, CancellationToken ct) =>
        db.LookupAsync($"select find_person_token_owner({tokenHash}, {EnumNames<TokenPurpose>.Of(purpose)}) as \"Value\"", ct);

    public Task<PersonToken?> LockPersonTokenAsync(string tokenHash, CancellationToken ct) =>
        PersonTokens.FromSql($"select * from person_tokens where token_hash = {tokenHash} for update").SingleOrDefaultAsync(ct);

    public Task<User> LockUserAsync(Guid userId, CancellationToken ct) =>
        Users.FromSql($"select * from users where id = {userId} for update").SingleAsync(ct);

    public Task<SecondFactor?> LockSecondFactorAsync(Guid userId, CancellationToken ct) =>
        SecondFactors.FromSql($"select * from second_factors where user_id = {userId} for update").SingleOrDefaultAsync(ct);

    public Task<Mail?> LockMailAsync(Guid mailId, CancellationToken ct) =>
        Mails.FromSql($"select * from mails where tenant_id = {db.TenantContext!.TenantId} and id = {mailId} for update").SingleOrDefaultAsync(ct);

    public Task<Avatar?> LockAvatarAsync(Guid userId, CancellationToken ct) =>
        Avatars
            .FromSql($"select * from avatars where tenant_id = {db.TenantContext!.TenantId} and id = {userId} for update")
            .SingleOrDefaultAsync(ct);

    public Task<Invite?> LockInviteAsync(Guid inviteId, CancellationToken ct) =>
        Invites
            .FromSql($"select * from invites where tenant_id = {db.TenantContext!.TenantId} and id = {inviteId} for update")
            .SingleOrDefaultAsync(ct);

    public Task<RefreshToken?> LockRefreshTokenAsync(string tokenHash, CancellationToken ct) =>
        RefreshTokens.FromSql($"select * from refresh_tokens where token_hash = {tokenHash} for update").SingleOrDefaultAsync(ct);

    public Task LockMembershipsAsync(CancellationToken ct) => db.LockAsync($"memberships|{db.TenantContext!.TenantId}", ct);
}
