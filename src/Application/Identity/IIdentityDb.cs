using CleanApp.Domain.Identity;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Identity;

public interface IIdentityDb
{
    DbSet<Tenant> Tenants { get; }
    DbSet<User> Users { get; }
    DbSet<Membership> Memberships { get; }
    DbSet<Invite> Invites { get; }
    DbSet<Mail> Mails { get; }
    DbSet<Avatar> Avatars { get; }
    DbSet<Session> Sessions { get; }
    DbSet<PersonToken> PersonTokens { get; }
    DbSet<SecondFactor> SecondFactors { get; }
    DbSet<RecoveryCode> RecoveryCodes { get; }
    DbSet<RefreshToken> RefreshTokens { get; }

    Task<int> SaveChangesAsync(CancellationToken ct);

    // What must be found before anybody is known. Ids only; the rows are then read under row-level security.
    Task<Guid?> FindUserIdByEmailAsync(string email, CancellationToken ct);
    Task<Guid?> FindRefreshTokenOwnerAsync(string tokenHash, CancellationToken ct);
    Task<Guid?> FindInviteTenantAsync(string tokenHash, CancellationToken ct);
    Task<Guid?> FindPersonTokenOwnerAsync(string tokenHash, TokenPurpose purpose, CancellationToken ct);

    /// <summary>The token's row, locked until the transaction ends: of two refreshes at once, one waits for the other's outcome.</summary>
    Task<RefreshToken?> LockRefreshTokenAsync(string tokenHash, CancellationToken ct);

    // Rows, locked until the transaction ends.
    Task<PersonToken?> LockPersonTokenAsync(string tokenHash, CancellationToken ct);
    Task<User> LockUserAsync(Guid userId, CancellationToken ct);
    Task<SecondFactor?> LockSecondFactorAsync(Guid userId, CancellationToken ct);
    Task<Mail?> LockMailAsync(Guid mailId, CancellationToken ct);
    Task<Avatar?> LockAvatarAsync(Guid userId, CancellationToken ct);
    Task<Invite?> LockInviteAsync(Guid inviteId, CancellationToken ct);

    /// <summary>Serialises changes to a company's owners, so two cannot remove each other.</summary>
    Task LockMembershipsAsync(CancellationToken ct);
}
