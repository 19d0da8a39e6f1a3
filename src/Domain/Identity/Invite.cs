using CleanApp.Domain.Common;

namespace CleanApp.Domain.Identity;

/// <summary>A one-time link by which a person joins a company with a given role. Only the token's hash is kept.</summary>
public sealed class Invite : TenantEntity
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private Invite() { }

    public Role Role { get; private init; }
    public string? Email { get; private init; }
    public string TokenHash { get; private init; } = "";
    public Guid CreatedBy { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }
    public DateTimeOffset? AcceptedAt { get; private set; }

    public static Invite Create(Guid id, Role role, string? email, string tokenHash, Guid createdBy, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Role = role,
            Email = email is null ? null : User.NormaliseEmail(email),
            TokenHash = tokenHash,
            CreatedBy = createdBy,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };

    /// <summary>Works once, in time, and only for the person it was made out to, if for anybody in particular.</summary>
    public void Accept(User person, DateTimeOffset now)
    {
        if (AcceptedAt is not null || now >= ExpiresAt)
            throw new DomainException(IdentityErrors.InviteNotFound);
        if (Email is not null && Email != person.Email)
            throw new DomainException(IdentityErrors.InviteForAnother);
        AcceptedAt = now;
    }
}
