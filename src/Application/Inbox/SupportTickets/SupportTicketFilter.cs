using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Inbox;

namespace CleanApp.Application.Inbox.SupportTickets;

/// <summary>Whose turn it is, as lists are divided.</summary>
public enum SupportTicketView
{
    /// <summary>Assigned to whoever asks.</summary>
    Mine,

    /// <summary>Nobody's yet.</summary>
    Unassigned,

    /// <summary>All that may be seen.</summary>
    All,
}

/// <param name="Status">Null: whatever.</param>
/// <param name="DueBefore">Only what was to be resolved by then, and is not.</param>
/// <param name="ContactIds">Null: of anybody.</param>
public sealed record SupportTicketFilter(
    Sight Sight,
    SupportTicketView View,
    SupportTicketStatus? Status,
    Priority? Priority,
    Guid? TeamId,
    Guid? ConversationId,
    int? Number,
    DateTimeOffset? DueBefore,
    IReadOnlyCollection<Guid>? ContactIds
);
