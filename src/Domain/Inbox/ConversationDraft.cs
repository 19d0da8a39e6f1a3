using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

/// <summary>What one person has begun to write in a conversation; nobody else sees it. One of each, and none that is empty.</summary>
public sealed class ConversationDraft : TenantEntity
{
    private ConversationDraft() { }

    public Guid ConversationId { get; private init; }
    public Guid AuthorId { get; private init; }

    /// <summary>To the customer; sealed. Null: nothing.</summary>
    public byte[]? Reply { get; private set; }

    /// <summary>To colleagues; sealed. Null: nothing.</summary>
    public byte[]? Note { get; private set; }
    public DateTimeOffset UpdatedAt { get; private set; }

    public static ConversationDraft Begin(Guid id, Guid conversationId, Guid authorId) =>
        new()
        {
            Id = id,
            ConversationId = conversationId,
            AuthorId = authorId,
        };

    /// <summary>Both sealed.</summary>
    public void Keep(byte[]? reply, byte[]? note, DateTimeOffset now) => (Reply, Note, UpdatedAt) = (reply, note, now);
}
