using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

/// <summary>Somebody of the company who took part in a conversation: wrote in it, was given it, or was mentioned in a note.</summary>
public sealed class ConversationParticipant : TenantEntity
{
    private ConversationParticipant() { }

    public Guid ConversationId { get; private init; }
    public Guid UserId { get; private init; }

    /// <summary>When a colleague last mentioned them; null: never.</summary>
    public DateTimeOffset? MentionedAt { get; private init; }

    /// <summary>Notes that mention them, since they last looked.</summary>
    public int UnseenMentions { get; private init; }
}
