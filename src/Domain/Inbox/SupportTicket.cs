using System.Globalization;
using System.Text.Json;
using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

/// <summary>
/// Something a customer asked for that has to be followed until it is done, by its number. Every change is an event with the next number,
/// taken under the ticket's lock; what is the same already is no change.
/// </summary>
public sealed class SupportTicket : TenantEntity
{
    private SupportTicket() { }

    /// <summary>1, 2, 3 … within the company, without gap.</summary>
    public int Number { get; private init; }

    /// <summary>Sealed, as the description; null once the person was anonymised.</summary>
    public byte[]? Title { get; private set; }

    /// <summary>Null as well when there is nothing to say.</summary>
    public byte[]? Description { get; private set; }
    public TicketType Type { get; private set; }
    public Priority Priority { get; private set; }
    public SupportTicketStatus Status { get; private set; } = SupportTicketStatus.Open;

    /// <summary>Whom it is for; null when nobody said.</summary>
    public Guid? ContactId { get; private set; }
    public Guid TeamId { get; private set; }
    public Guid? AssigneeId { get; private set; }

    /// <summary>Until when it should be resolved.</summary>
    public DateTimeOffset? DueAt { get; private set; }

    /// <summary>The ticket that goes on in its place.</summary>
    public Guid? MergedIntoId { get; private set; }

    /// <summary>The number of the newest event.</summary>
    public int LastSequence { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Of the newest event; what lists are ordered by.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }
    public DateTimeOffset? ResolvedAt { get; private set; }

    /// <param name="title">Sealed, as the description.</param>
    public static (SupportTicket Ticket, SupportTicketEvent Opened) Open(
        Guid id,
        int number,
        byte[] title,
        byte[]? description,
        TicketType type,
        Priority priority,
        Guid? contactId,
        Guid teamId,
        Guid? assigneeId,
        DateTimeOffset? dueAt,
        Actor by,
        DateTimeOffset now
    )
    {
        var ticket = new SupportTicket
        {
            Id = id,
            Number = number,
            Title = title,
            Description = description,
            Type = type,
            Priority = priority,
            ContactId = contactId,
            TeamId = teamId,
            AssigneeId = assigneeId,
            DueAt = dueAt,
            CreatedAt = now,
        };
        return (ticket, ticket.Happened(TicketEventKind.Opened, by, now, subjectId: assigneeId));
    }

    /// <param name="title">The new one, sealed.</param>
    public SupportTicketEvent Rename(byte[] title, Guid eventId, byte[] former, Actor by, DateTimeOffset now)
    {
        RequireWritable();
        Title = title;
        return Happened(TicketEventKind.Renamed, by, now, content: former, id: eventId);
    }

    /// <param name="former">What it said before, sealed; null when nothing.</param>
    public SupportTicketEvent Describe(byte[]? description, Guid eventId, byte[]? former, Actor by, DateTimeOffset now)
    {
        RequireWritable();
        Description = description;
        return Happened(TicketEventKind.Described, by, now, content: former, id: eventId);
    }

    /// <returns>Null when it is so already; so with all that follow.</returns>
    public SupportTicketEvent? Classify(TicketType type, Actor by, DateTimeOffset now)
    {
        RequireWritable();
        if (Type == type)
            return null;
        var former = Type;
        Type = type;
        return Happened(TicketEventKind.Classified, by, now, Text(former), Text(type));
    }

    public SupportTicketEvent? Prioritise(Priority priority, Actor by, DateTimeOffset now)
    {
        RequireWritable();
        if (Priority == priority)
            return null;
        var former = Priority;
        Priority = priority;
        return Happened(TicketEventKind.Prioritised, by, now, Text(former), Text(priority));
    }

    public SupportTicketEvent? Schedule(DateTimeOffset? dueAt, Actor by, DateTimeOffset now)
    {
        RequireWritable();
        if (DueAt == dueAt)
            return null;
        var former = DueAt;
        DueAt = dueAt;
        return Happened(TicketEventKind.Scheduled, by, now, Text(former), Text(dueAt));
    }

    /// <exception cref="DomainException">It cannot become so from what it is.</exception>
    public SupportTicketEvent? Become(SupportTicketStatus status, Actor by, DateTimeOffset now)
    {
        RequireWritable();
        if (Status == status)
            return null;
        if (!MayBecome(status))
            throw new DomainException(SupportTicketErrors.StatusNotAllowed);
        var former = Status;
        Status = status;
        ResolvedAt = status is SupportTicketStatus.Resolved or SupportTicketStatus.Closed ? ResolvedAt ?? now : null;
        return Happened(TicketEventKind.StatusChanged, by, now, Text(former), Text(status));
    }

    /// <summary>The customer wrote: what waited for them goes on, and what was thought resolved is open again. What is closed stays so.</summary>
    public SupportTicketEvent? Hear(DateTimeOffset now) =>
        Status switch
        {
            SupportTicketStatus.WaitingCustomer => Become(SupportTicketStatus.InProgress, Actor.System, now),
            SupportTicketStatus.Resolved => Become(SupportTicketStatus.Open, Actor.System, now),
            _ => null,
        };

    public SupportTicketEvent? Assign(Guid? assigneeId, Actor by, DateTimeOffset now)
    {
        RequireWritable();
        if (AssigneeId == assigneeId)
            return null;
        AssigneeId = assigneeId;
        return Happened(assigneeId is null ? TicketEventKind.Released : TicketEventKind.Assigned, by, now, subjectId: assigneeId);
    }

    /// <summary>Another team's; nobody of the old one goes on with it.</summary>
    public SupportTicketEvent? MoveTo(Guid teamId, Actor by, DateTimeOffset now)
    {
        RequireWritable();
        if (TeamId == teamId)
            return null;
        (TeamId, AssigneeId) = (teamId, null);
        return Happened(TicketEventKind.Moved, by, now, subjectId: teamId);
    }

    /// <param name="content">Sealed.</param>
    public SupportTicketEvent Comment(Guid eventId, byte[] content, Actor by, DateTimeOffset now)
    {
        RequireWritable();
        return Happened(TicketEventKind.Commented, by, now, content: content, id: eventId);
    }

    /// <summary>A conversation about it. A ticket of nobody becomes the customer's who is talked to.</summary>
    /// <param name="isSamePerson">Whether the conversation's customer is this ticket's, by whatever id they are known.</param>
    public SupportTicketEvent Link(Guid conversationId, Guid? contactId, bool isSamePerson, Actor by, DateTimeOffset now)
    {
        RequireWritable();
        if (ContactId is not null && !isSamePerson)
            throw new DomainException(SupportTicketErrors.OfAnotherCustomer);
        ContactId ??= contactId;
        return Happened(TicketEventKind.Linked, by, now, subjectId: conversationId);
    }

    public SupportTicketEvent Unlink(Guid conversationId, Actor by, DateTimeOffset now)
    {
        RequireWritable();
        return Happened(TicketEventKind.Unlinked, by, now, subjectId: conversationId);
    }

    /// <summary>Both are about the same: the other goes on, this one is closed for good.</summary>
    /// <param name="isSamePerson">Whether both are for the same customer, by whatever id they are known.</param>
    public IReadOnlyList<SupportTicketEvent> MergeInto(SupportTicket other, bool isSamePerson, Actor by, DateTimeOffset now)
    {
        RequireWritable();
        other.RequireWritable();
        if (other.Id == Id)
            throw new DomainException(SupportTicketErrors.MergedWithItself);
        if (ContactId is not null && other.ContactId is not null && !isSamePerson)
            throw new DomainException(SupportTicketErrors.OfAnotherCustomer);
        other.ContactId ??= ContactId;
        (Status, ResolvedAt, MergedIntoId) = (SupportTicketStatus.Closed, ResolvedAt ?? now, other.Id);
        return [Happened(TicketEventKind.MergedInto, by, now, subjectId: other.Id), other.Happened(TicketEventKind.Merged, by, now, subjectId: Id)];
    }

    /// <summary>Closed only when it was resolved; what is closed can only be opened again.</summary>
    public bool MayBecome(SupportTicketStatus status) =>
        (Status, status) switch
        {
            (SupportTicketStatus.Resolved, SupportTicketStatus.Closed) => true,
            (_, SupportTicketStatus.Closed) => false,
            (SupportTicketStatus.Closed or SupportTicketStatus.Resolved, SupportTicketStatus.Open) => true,
            (SupportTicketStatus.Closed, _) => false,
            var (now, then) => now != then,
        };

    /// <summary>Everything it can become now; nothing when it was merged, or the person anonymised.</summary>
    public IReadOnlyList<SupportTicketStatus> MayBecome() =>
        Title is null || MergedIntoId is not null ? [] : [.. Enum.GetValues<SupportTicketStatus>().Where(MayBecome)];

    private void RequireWritable()
    {
        if (Title is null)
            throw new DomainException(SupportTicketErrors.Erased);
        if (MergedIntoId is not null)
            throw new DomainException(SupportTicketErrors.WasMerged);
    }

    /// <summary>As the API names it.</summary>
    private static string Text(Enum value) => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static string? Text(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    private SupportTicketEvent Happened(
        TicketEventKind kind,
        Actor by,
        DateTimeOffset now,
        string? from = null,
        string? to = null,
        Guid? subjectId = null,
        byte[]? content = null,
        Guid? id = null
    )
    {
        UpdatedAt = now;
        return SupportTicketEvent.Of(id ?? Guid.CreateVersion7(now), Id, ++LastSequence, kind, by.UserId, now, from, to, subjectId, content);
    }
}

public enum TicketType
{
    Question,
    Problem,
    Request,
    Complaint,
    Other,
}

public enum SupportTicketStatus
{
    Open,
    InProgress,
    WaitingCustomer,
    Resolved,
    Closed,
}
