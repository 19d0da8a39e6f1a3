namespace CleanApp.Application.Identity.Mails;

/// <summary>The installation's mail server. Slow, and away at times: never called in a request or a transaction.</summary>
public interface IMailer
{
    /// <summary>Without a mail server, nothing is queued for it.</summary>
    bool IsConfigured { get; }

    /// <summary>Hands one mail over. Failures are answers, not exceptions; whether an attempt without an answer was taken is not known.</summary>
    Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken ct);
}

/// <param name="Id">Makes the Message-ID: sent again, it is the same mail.</param>
/// <param name="Html">Says the same as <paramref name="Text"/>.</param>
public sealed record OutgoingMail(Guid Id, string To, string? ToName, string FromName, string Subject, string Text, string Html)
{
    public override string ToString() => $"Mail {Id}";
}

/// <param name="Error">The server's reply code (<c>550</c>, <c>550 5.1.1</c>), or a word of ours; nothing of a person.</param>
public readonly record struct MailOutcome(MailResult Result, string? Error = null);

public enum MailResult
{
    Accepted,

    /// <summary>For good: this address, or this content.</summary>
    Refused,

    /// <summary>Not now, or not known.</summary>
    NotNow,
}
