using CleanApp.Application.Channels.Contracts;
using CleanApp.Domain.Inbox;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>An item as it is stored, with the names and the message it points to.</summary>
/// <param name="Note">Sealed.</param>
/// <param name="Author">Null: unknown, or nobody.</param>
/// <param name="Subject">The name of the person, team or label, the number of the ticket; null of what is no more.</param>
public sealed record ItemRow(
    Guid Id,
    int Sequence,
    ItemKind Kind,
    DateTimeOffset At,
    Guid? AuthorId,
    string? Author,
    byte[]? Note,
    ConversationChange? Change,
    Guid? SubjectId,
    string? Subject,
    DateTimeOffset? Until,
    Priority? Priority,
    GivenBy? GivenBy,
    int? Load,
    int? Capacity,
    int? WaitedSeconds,
    StoredMessage? Message
);
