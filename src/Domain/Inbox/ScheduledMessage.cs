using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

/// <summary>
/// What is to be written to a customer at a time to come. It becomes a message only then, by the rules of that moment; what it has become
/// is settled once, by a change the database makes only from waiting.
/// </summary>
public sealed class ScheduledMessage : TenantEntity
{
    private ScheduledMessage() { }

    public Guid ConversationId { get; private init; }
    public Guid AuthorId { get; private init; }

    /// <summary>What is to be sent; sealed. Null once the person was anonymised.</summary>
    public byte[]? Content { get; private init; }
    public DateTimeOffset SendAt { get; private init; }
    public ScheduledStatus Status { get; private init; } = ScheduledStatus.Waiting;

    /// <summary>The code of why it could not go.</summary>
    public string? Error { get; private init; }

    /// <summary>The channel's message that it became.</summary>
    public Guid? MessageId { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }

    public static ScheduledMessage Create(Guid id, Guid conversationId, Guid authorId, byte[] content, DateTimeOffset sendAt, DateTimeOffset now) =>
        new()
        {
            Id = id,
            ConversationId = conversationId,
            AuthorId = authorId,
            Content = content,
            SendAt = sendAt,
            CreatedAt = now,
        };
}

public enum ScheduledStatus
{
    Waiting,

    /// <summary>It is among the messages of the conversation, where what became of it is told.</summary>
    Sent,

    /// <summary>It could not go, and somebody should know.</summary>
    Failed,

    /// <summary>Called back, or a failure that was seen.</summary>
    Cancelled,
}
