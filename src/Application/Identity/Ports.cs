using CleanApp.Domain.Identity;

namespace CleanApp.Application.Identity;

/// <summary>Slow on purpose, so behind a gate of few slots.</summary>
public interface IPasswordHasher
{
    /// <exception cref="Domain.Common.DomainException"><see cref="IdentityErrors.HashingBusy"/> when the gate's queue is full.</exception>
    Task<string> HashAsync(string password, CancellationToken ct);

    /// <summary>With <paramref name="hash"/> null, spends the same time on a dummy and says no.</summary>
    Task<PasswordCheck> VerifyAsync(string? hash, string password, CancellationToken ct);
}

public enum PasswordCheck
{
    Wrong,
    Right,

    /// <summary>Right, but stored by an older algorithm: store it anew.</summary>
    RightButOld,
}

public interface IAccessTokens
{
    TimeSpan Lifetime { get; }
    string Issue(User user, Guid tenantId, Guid sessionId, Role role);
}

/// <summary>Counts attempts in fixed windows, over all nodes and restarts.</summary>
public interface IAttemptLimiter
{
    /// <summary>Takes one attempt. Null when allowed, else how long until the window ends. The key is hashed before it is stored.</summary>
    Task<TimeSpan?> TakeAsync(string key, int limit, TimeSpan window, CancellationToken ct);

    Task ResetAsync(string key, CancellationToken ct);
}

/// <summary>The caller's network address as far as it can be trusted; never stored in clear.</summary>
public interface IClientAddress
{
    /// <summary>For limits: all addresses that one subscriber may come from are one.</summary>
    string Value { get; }

    /// <summary>As it is, where it is part of a proof.</summary>
    string Whole { get; }
}

/// <summary>On what the caller's browser runs, as far as it says.</summary>
public interface IClientDevice
{
    Device Value { get; }
}

/// <summary>One-time codes of authenticator apps (TOTP: SHA-1, six digits, thirty seconds).</summary>
public interface IOneTimeCodes
{
    /// <summary>A new secret in Base32, as apps take it.</summary>
    string NewSecret();

    /// <summary>The time step a code is of, one before or after the present one included for clocks that are off; null when it is of none.</summary>
    long? StepOf(string secret, string code);
}

public sealed class RateLimitOptions
{
    public int SignInFailuresPerMinute { get; set; } = 5;
    public int RegistrationsPerMinute { get; set; } = 3;

    /// <summary>Panel pairing codes offered or entered, and invitations opened, per address.</summary>
    public int CodesPerMinute { get; set; } = 30;

    /// <summary>New passwords asked for, per address of the network.</summary>
    public int ResetsPerMinute { get; set; } = 5;

    /// <summary>Mails with a link to a new password, per address of mail; what goes beyond is not sent, and not told.</summary>
    public int ResetMailsPerHour { get; set; } = 3;

    /// <summary>Invitations mailed, per company: what a company calls itself must not become a way to write to strangers.</summary>
    public int InviteMailsPerHour { get; set; } = 30;

    /// <summary>Proposals mailed, per company, for the same reason.</summary>
    public int ProposalMailsPerHour { get; set; } = 60;

    /// <summary>Wrong one-time codes, and wrong present passwords of somebody who is signed in, per person.</summary>
    public int WrongCodesPerHour { get; set; } = 10;

    /// <summary>Public forms sent, per address.</summary>
    public int FormsPerMinute { get; set; } = 5;
}
