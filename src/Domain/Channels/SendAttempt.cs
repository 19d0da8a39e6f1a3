using CleanApp.Domain.Common;

namespace CleanApp.Domain.Channels;

/// <summary>One call to Meta, on record before its first byte.</summary>
public sealed class SendAttempt : TenantEntity
{
    private SendAttempt() { }

    public Guid MessageId { get; private init; }
    public int Number { get; private init; }
    public AttemptState State { get; private set; } = AttemptState.Sending;
    public DateTimeOffset StartedAt { get; private init; }
    public DateTimeOffset? EndedAt { get; private set; }
    public int? ErrorCode { get; private set; }

    /// <summary>A short word, or Meta's sentence.</summary>
    public string? Reason { get; private set; }
    public string? TraceId { get; private set; }

    /// <summary>Blind index of the id Meta gave this attempt.</summary>
    public byte[]? WamidLookup { get; private set; }

    public static SendAttempt Begin(Guid id, Guid messageId, int number, DateTimeOffset now) =>
        new()
        {
            Id = id,
            MessageId = messageId,
            Number = number,
            StartedAt = now,
        };

    /// <summary>What is known stays known; only an unknown end may be known later.</summary>
    public void End(AttemptState state, DateTimeOffset now, int? errorCode = null, string? reason = null, string? traceId = null)
    {
        if (State is not (AttemptState.Sending or AttemptState.Unknown))
            return;
        State = state;
        EndedAt = now;
        ErrorCode = errorCode;
        Reason = reason;
        TraceId = traceId;
    }

    public void Accept(byte[] wamidLookup, DateTimeOffset now)
    {
        WamidLookup = wamidLookup;
        State = AttemptState.Accepted;
        EndedAt ??= now;
    }
}

public enum AttemptState
{
    Sending,
    Accepted,

    /// <summary>Meta answered no.</summary>
    Refused,

    /// <summary>Nothing left this machine.</summary>
    NotSent,
    Unknown,
}
