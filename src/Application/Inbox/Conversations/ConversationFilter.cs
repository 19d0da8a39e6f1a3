using CleanApp.Domain.Inbox;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>Whose turn it is, as lists are divided.</summary>
public enum ConversationView
{
    /// <summary>Assigned to whoever asks.</summary>
    Mine,

    /// <summary>Nobody's yet.</summary>
    Unassigned,

    /// <summary>All that may be seen.</summary>
    All,
}

/// <param name="ContactIds">Null: of anybody.</param>
public sealed record ConversationFilter(
    Sight Sight,
    ConversationView View,
    ConversationStatus Status,
    Guid? TeamId,
    Guid? ChannelId,
    IReadOnlyCollection<Guid>? ContactIds
);
