using CleanApp.Domain.Inbox;

namespace CleanApp.Application.Inbox.Conversations;

/// <param name="Status">Null: any.</param>
/// <param name="ContactIds">Null: of anybody.</param>
public sealed record ConversationFilter(
    Sight Sight,
    ConversationView View,
    ConversationStatus? Status,
    Guid? TeamId = null,
    Guid? ChannelId = null,
    IReadOnlyCollection<Guid>? ContactIds = null,
    Guid? LabelId = null,
    Priority? Priority = null
);
