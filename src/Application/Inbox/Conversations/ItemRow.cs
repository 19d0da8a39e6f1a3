using CleanApp.Application.Channels.Contracts;
using CleanApp.Domain.Inbox;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>An item as it is stored, with the name of its author and the message it points to.</summary>
/// <param name="Note">Sealed.</param>
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
    DateTimeOffset? Until,
    Priority? Priority,
    GivenBy? GivenBy,
    int? Load,
    int? Capacity,
    int? WaitedSeconds,
    StoredMessage? Message
);
