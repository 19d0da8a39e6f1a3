using CleanApp.Domain.Common;

namespace CleanApp.Domain.Privacy;

/// <summary>Where a consent was given or taken back.</summary>
public enum ConsentSource
{
    /// <summary>Read by the customer when a ticket was issued.</summary>
    Counter,

    /// <summary>Told to a person of the company.</summary>
    Operator,

    /// <summary>Written to a person of the company in a conversation.</summary>
    Conversation,

    /// <summary>By the person on the company's public page.</summary>
    DataSubject,
}

/// <summary>
/// One answer of a person to one text; append-only. The newest answer for a purpose and channel counts, so taking consent back is a row of
/// its own and acts from the moment it is committed.
/// </summary>
public sealed class Consent : TenantEntity
{
    private Consent() { }

    /// <summary>The order in which answers were committed, given by the database.</summary>
    public long Number { get; private init; }
    public Guid ContactId { get; private init; }

    /// <summary>The text that was shown; it says purpose, channel and version.</summary>
    public Guid TextId { get; private init; }
    public bool Granted { get; private init; }
    public ConsentSource Source { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>Who recorded it; null when the person did so alone.</summary>
    public Guid? ByUserId { get; private init; }

    /// <summary>Sealed; what proves it, in words: where the paper is, which message it was.</summary>
    public byte[]? Evidence { get; private init; }

    public static Consent Record(
        Guid id,
        Guid contactId,
        ConsentText text,
        bool granted,
        ConsentSource source,
        Actor by,
        byte[]? sealedEvidence,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            ContactId = contactId,
            TextId = text.Id,
            Granted = granted,
            Source = source,
            At = now,
            ByUserId = by.UserId,
            Evidence = sealedEvidence,
        };
}
