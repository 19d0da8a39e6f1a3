using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

/// <summary>One thing that happened to a ticket; written once.</summary>
public sealed class SupportTicketEvent : TenantEntity
{
    private SupportTicketEvent() { }

    public Guid TicketId { get; private init; }

    /// <summary>1, 2, 3 … within the ticket, without gap.</summary>
    public int Sequence { get; private init; }
    public TicketEventKind Kind { get; private init; }

    /// <summary>Null: the system.</summary>
    public Guid? AuthorId { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>What it was, of what has names: a status, a priority, a type; of a due time, ISO 8601 in UTC. Null: none.</summary>
    public string? From { get; private init; }

    /// <summary>As <see cref="From"/>: what it is since.</summary>
    public string? To { get; private init; }

    /// <summary>The person, team, conversation or ticket it is about.</summary>
    public Guid? SubjectId { get; private init; }

    /// <summary>A comment's words, or a former title or description; sealed. Null once the person was anonymised.</summary>
    public byte[]? Content { get; private init; }

    internal static SupportTicketEvent Of(
        Guid id,
        Guid ticketId,
        int sequence,
        TicketEventKind kind,
        Guid? authorId,
        DateTimeOffset at,
        string? from,
        string? to,
        Guid? subjectId,
        byte[]? content
    ) =>
        new()
        {
            Id = id,
            TicketId = ticketId,
            Sequence = sequence,
            Kind = kind,
            AuthorId = authorId,
            At = at,
            From = from,
            To = to,
            SubjectId = subjectId,
            Content = content,
        };
}

public enum TicketEventKind
{
    Opened,

    /// <summary>Among colleagues; the customer never sees it.</summary>
    Commented,
    Renamed,
    Described,
    Classified,
    Prioritised,
    Scheduled,
    StatusChanged,
    Assigned,
    Released,
    Moved,
    Linked,
    Unlinked,

    /// <summary>Another goes on in its place.</summary>
    MergedInto,

    /// <summary>It goes on in another's place.</summary>
    Merged,
}

/// <summary>A conversation about a ticket; several of either.</summary>
public sealed class SupportTicketLink : TenantEntity
{
    private SupportTicketLink() { }

    public Guid TicketId { get; private init; }
    public Guid ConversationId { get; private init; }

    public static SupportTicketLink Create(Guid id, Guid ticketId, Guid conversationId) =>
        new()
        {
            Id = id,
            TicketId = ticketId,
            ConversationId = conversationId,
        };
}
