using CleanApp.Domain.Common;

namespace CleanApp.Domain.Identity;

/// <summary>A one-time link by which a person joins a company with a given role. Only the token's hash is kept.</summary>
public sealed class Invite : TenantEntity
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    /// <summary>Asked for by two hands at once, or by an impatient one, a mail goes out once.</summary>
    public static readonly TimeSpan BetweenMails = TimeSpan.FromMinutes(1);

    private Invite() { }

    public Role Role { get; private init; }
    public string? Email { get; private init; }

    /// <summary>What the mail calls the person, and the form suggests.</summary>
    public string? Name { get; private init; }
    public string TokenHash { get; private set; } = "";

    /// <summary>The mail that carries the link; null for one that is handed over.</summary>
    public Guid? MailId { get; private set; }
    public DateTimeOffset? MailedAt { get; private set; }
    public Guid CreatedBy { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private set; }
    public DateTimeOffset? AcceptedAt { get; private set; }

    public static Invite Create(Guid id, Role role, string? email, string? name, string tokenHash, Guid createdBy, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Role = role,
            Email = email is null ? null : User.NormaliseEmail(email),
            Name = name?.Trim(),
            TokenHash = tokenHash,
            CreatedBy = createdBy,
            CreatedAt = now,
            ExpiresAt = now + Lifetime,
        };

    /// <summary>A mail with a link of its own goes out: from now on only that one works, and for the whole time again.</summary>
    public void SendBy(Mail mail, string tokenHash, DateTimeOffset now)
    {
        if (AcceptedAt is not null)
            throw new DomainException(IdentityErrors.InviteNotFound);
        if (Email is null)
            throw new DomainException(IdentityErrors.InviteWithoutAddress);
        if (MailedAt is { } before && now < before + BetweenMails)
            throw new DomainException(IdentityErrors.InviteJustSent) { RetryAfter = before + BetweenMails - now };
        (MailId, MailedAt, TokenHash, ExpiresAt) = (mail.Id, now, tokenHash, now + Lifetime);
    }

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
