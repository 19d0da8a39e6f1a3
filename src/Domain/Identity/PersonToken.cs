using CleanApp.Domain.Common;

namespace CleanApp.Domain.Identity;

public enum TokenPurpose
{
    /// <summary>A link in a mail: whoever reads the mailbox may set a new password.</summary>
    PasswordReset,

    /// <summary>A link in a mail to the new address: whoever reads that mailbox is the person.</summary>
    EmailChange,

    /// <summary>The password was right: the second factor is still to be shown.</summary>
    SecondStep,

    /// <summary>The password was right, but the company lets nobody in without a second factor: one may be set up.</summary>
    Enrolment,
}

/// <summary>A short-lived secret for one purpose of one person. Only its hash is kept, and it works once.</summary>
public sealed class PersonToken
{
    /// <summary>Wrong codes that may be shown with one.</summary>
    public const int MostAttempts = 5;

    private PersonToken() { }

    public Guid Id { get; private init; }
    public Guid UserId { get; private init; }
    public TokenPurpose Purpose { get; private init; }
    public string TokenHash { get; private init; } = "";

    /// <summary>Only of a change of address: the new one.</summary>
    public string? NewEmail { get; private init; }

    /// <summary>Only of the second half of signing in: the company the first one chose.</summary>
    public Guid? CompanyId { get; private init; }

    /// <summary>The mail that carries it, in the company it was asked for in.</summary>
    public Guid? MailId { get; private init; }
    public int Attempts { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }
    public DateTimeOffset? UsedAt { get; private set; }

    public static TimeSpan LifetimeOf(TokenPurpose purpose) =>
        purpose switch
        {
            TokenPurpose.PasswordReset => TimeSpan.FromMinutes(30),
            TokenPurpose.EmailChange => TimeSpan.FromDays(1),
            TokenPurpose.SecondStep => TimeSpan.FromMinutes(5),
            _ => TimeSpan.FromMinutes(15),
        };

    public static PersonToken Create(
        Guid id,
        Guid userId,
        TokenPurpose purpose,
        string tokenHash,
        DateTimeOffset now,
        Guid? mailId = null,
        string? newEmail = null,
        Guid? companyId = null
    ) =>
        new()
        {
            Id = id,
            UserId = userId,
            Purpose = purpose,
            TokenHash = tokenHash,
            CompanyId = companyId,
            MailId = mailId,
            NewEmail = newEmail is null ? null : User.NormaliseEmail(newEmail),
            CreatedAt = now,
            ExpiresAt = now + LifetimeOf(purpose),
        };

    public bool IsOpen(DateTimeOffset now) => UsedAt is null && now < ExpiresAt && Attempts < MostAttempts;

    public void Use(DateTimeOffset now)
    {
        if (!IsOpen(now))
            throw new DomainException(IdentityErrors.LinkNotFound);
        UsedAt = now;
    }

    /// <summary>A wrong code was shown with it.</summary>
    public void CountFailure() => Attempts++;
}
