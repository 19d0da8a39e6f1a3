using CleanApp.Application.Common;
using CleanApp.Domain.Inbox;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Where sealed parts of conversations and tickets are stored.</summary>
internal static class InboxPlaces
{
    private const int LongestPreview = 140;

    public static SealedPlace Address(Guid conversationId) => new("conversations", "address", conversationId);

    public static SealedPlace Preview(Guid conversationId) => new("conversations", "preview", conversationId);

    public static SealedPlace HeldPreview(Guid messageId) => new("held_replies", "preview", messageId);

    public static SealedPlace DraftReply(Guid draftId) => new("conversation_drafts", "reply", draftId);

    public static SealedPlace DraftNote(Guid draftId) => new("conversation_drafts", "note", draftId);

    public static SealedPlace Note(Guid itemId) => new("conversation_items", "content", itemId);

    public static SealedPlace Scheduled(Guid id) => new("scheduled_messages", "content", id);

    public static SealedPlace TicketTitle(Guid ticketId) => new("support_tickets", "title", ticketId);

    public static SealedPlace TicketDescription(Guid ticketId) => new("support_tickets", "description", ticketId);

    public static SealedPlace TicketWords(Guid eventId) => new("support_ticket_events", "content", eventId);

    /// <summary>The beginning of a message as lists show it; of one without words, its kind in angle brackets.</summary>
    public static byte[] SealPreview(this ICompanyKeys keys, Guid conversationId, string kind, string? text)
    {
        var line = string.IsNullOrWhiteSpace(text) ? $"<{kind}>" : text.ReplaceLineEndings(" ").Trim();
        return keys.Seal(line.Length <= LongestPreview ? line : string.Concat(line.AsSpan(0, LongestPreview - 1), "…"), Preview(conversationId));
    }

    public static string? OpenPreview(this ICompanyKeys keys, Conversation conversation) =>
        conversation.Preview is { } box ? keys.Open(box, Preview(conversation.Id)) : null;
}
