using CleanApp.Domain.Common;

namespace CleanApp.Domain.Identity;

public enum MailKind
{
    Invite,
    PasswordReset,
    PasswordChanged,
    EmailChange,
    EmailTaken,
    EmailChanged,
    SecondFactorChanged,

    /// <summary>To a customer: where a proposal is to be read.</summary>
    Proposal,
}

public enum MailStatus
{
    Queued,

    /// <summary>The mail server has taken it.</summary>
    Sent,

    /// <summary>The mail server says that it will never take it.</summary>
    Refused,

    /// <summary>What it is about was over before a mail server took it.</summary>
    GivenUp,
}

/// <summary>
/// One e-mail to one person. It is sent at least once: whoever dies between a server's yes and its note here is followed by somebody who
/// sends it again, under the same Message-ID, by which mailboxes know it as the same.
/// </summary>
public sealed class Mail : TenantEntity
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(15);

    /// <summary>For what is no use later on its own account.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    private Mail() { }

    public MailKind Kind { get; private init; }

    /// <summary>Sealed: to whom, and what it says. Null once nothing is left to be sent.</summary>
    public byte[]? Content { get; private set; }
    public MailStatus Status { get; private set; }
    public int Attempts { get; private set; }

    /// <summary>What stood in the way last: a server's reply code, or a word of ours. Never its text, which quotes addresses.</summary>
    public string? LastError { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Of the last attempt; before one, as created.</summary>
    public DateTimeOffset StatusAt { get; private set; }

    /// <summary>From then on it would tell of what is over.</summary>
    public DateTimeOffset UsefulUntil { get; private init; }

    public static Mail Write(Guid id, MailKind kind, byte[] content, TimeSpan useful, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Kind = kind,
            Content = content,
            CreatedAt = now,
            StatusAt = now,
            UsefulUntil = now + useful,
        };

    public bool IsOver(DateTimeOffset now) => now >= UsefulUntil;

    public void BeSent(DateTimeOffset now) => Close(MailStatus.Sent, null, now);

    public void BeRefused(string error, DateTimeOffset now) => Close(MailStatus.Refused, error, now);

    public void GiveUp(DateTimeOffset now) => Close(MailStatus.GivenUp, LastError ?? "too_late", now);

    /// <returns>When to try again; null when it is given up.</returns>
    public TimeSpan? Postpone(string error, DateTimeOffset now)
    {
        if (Status != MailStatus.Queued)
            return null;
        Attempts++;
        (LastError, StatusAt) = (error, now);
        var wait = FirstWait * Math.Pow(2, Math.Min(Attempts - 1, 20));
        wait = wait < LongestWait ? wait : LongestWait;
        if (!IsOver(now + wait))
            return wait;
        GiveUp(now);
        return null;
    }

    private void Close(MailStatus status, string? error, DateTimeOffset now)
    {
        if (Status != MailStatus.Queued)
            return;
        (Status, StatusAt, LastError, Content) = (status, now, error, null);
        if (status != MailStatus.GivenUp)
            Attempts++;
    }
}
