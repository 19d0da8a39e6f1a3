namespace CleanApp.Domain.Common;

/// <summary>What went wrong, in terms a caller can act on. Mapped to HTTP in one place (Api/Common/Problems).</summary>
public enum ErrorKind
{
    /// <summary>The request can never succeed as it is.</summary>
    Invalid,

    /// <summary>Does not exist, or belongs to another tenant: the two are never told apart.</summary>
    NotFound,

    /// <summary>Valid in itself, but not in the present state.</summary>
    Conflict,

    /// <summary>Meant for what it no longer is: somebody else changed it since it was read.</summary>
    Stale,
    Unauthenticated,
    Forbidden,

    /// <summary>Refused for now because of its rate.</summary>
    TooMany,

    /// <summary>A party outside this system refused what we sent.</summary>
    Refused,

    /// <summary>A part we need is away; the same request may succeed later.</summary>
    Unavailable,
}

/// <param name="Code">Stable, dotted, snake case: <c>counter.queue_ticket.not_found</c>. Clients translate by it.</param>
/// <param name="Message">One English sentence without personal data.</param>
public sealed record Error(string Code, ErrorKind Kind, string Message);

public class DomainException(Error error) : Exception(error.Message)
{
    public Error Error { get; } = error;

    /// <summary>When the same request is worth repeating; null where time does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>What a client can go on with instead, by name: beside the code in the answer. No personal data.</summary>
    public IReadOnlyDictionary<string, object>? Offer { get; init; }
}
