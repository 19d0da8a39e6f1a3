namespace CleanApp.Application.Inbox.Alerts;

/// <summary>The push services of the browsers' makers (RFC 8030), each at the address its browser named.</summary>
public interface IPushService
{
    /// <summary>By which browsers know who may write to them: an uncompressed P-256 point in base64url.</summary>
    string PublicKey { get; }

    /// <summary>Whether an address that a browser named may be called at all.</summary>
    bool IsAllowed(string endpoint);

    /// <summary>Whether something can be encrypted to them.</summary>
    bool AreKeys(PushTarget target);

    /// <summary>One attempt. Nobody but the browser can open what is sent, and it stays with the service for an hour at most.</summary>
    /// <param name="topic">A newer one takes the place of one that was not delivered yet; tells nothing of what it is about.</param>
    Task<PushAnswer> SendAsync(PushTarget target, string text, string topic, CancellationToken ct);
}

/// <param name="P256dh">The browser's public key; base64url.</param>
/// <param name="Auth">16 secret bytes of the browser's; base64url.</param>
public sealed record PushTarget(string Endpoint, string P256dh, string Auth);

/// <param name="HttpStatus">The service's answer; null: there was none.</param>
/// <param name="RetryAfter">When it asks to be left alone until then.</param>
public sealed record PushAnswer(PushOutcome Outcome, int? HttpStatus, TimeSpan? RetryAfter = null);

public enum PushOutcome
{
    Accepted,

    /// <summary>The browser is subscribed no more.</summary>
    Gone,

    /// <summary>What was sent is refused, and would be again.</summary>
    Refused,

    /// <summary>Too much at once, or the service has trouble of its own.</summary>
    Later,

    /// <summary>No answer, or none in time.</summary>
    Unreachable,
}
