using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

/// <summary>One thing that happened in a conversation; written once.</summary>
public sealed class ConversationItem : TenantEntity
{
    private ConversationItem() { }

    public Guid ConversationId { get; private init; }

    /// <summary>1, 2, 3 … within the conversation, without gap.</summary>
    public int Sequence { get; private init; }
    public ItemKind Kind { get; private init; }

    /// <summary>The channel's message, where it is one.</summary>
    public Guid? MessageId { get; private init; }

    /// <summary>Who wrote or did it; null: the customer, a program, or the system.</summary>
    public Guid? AuthorId { get; private init; }
    public DateTimeOffset At { get; private init; }

    /// <summary>A note's words; sealed. Null once the person was anonymised.</summary>
    public byte[]? Content { get; private init; }
    public ConversationChange? Change { get; private init; }

    /// <summary>The person it was assigned to, the team it was moved to, the ticket that follows it, the label put on or taken off.</summary>
    public Guid? SubjectId { get; private init; }

    /// <summary>What it was put off to.</summary>
    public DateTimeOffset? Until { get; private init; }

    /// <summary>How soon it wants somebody from then on.</summary>
    public Priority? Priority { get; private init; }

    /// <summary>Keyed hashes of its words. Null of what is not indexed yet, and of a change, which has no words.</summary>
    public long[]? Terms { get; private set; }

    /// <summary>Once: its words are written once.</summary>
    public void FoundBy(long[] terms) => Terms ??= terms;

    /// <summary>Its words were taken back, and it is found by none.</summary>
    public void Forget() => Terms = [];

    /// <summary>Why this person, where it was shared out by rules; with it, what they had and could have at that moment.</summary>
    public GivenBy? GivenBy { get; private init; }
    public int? Load { get; private init; }
    public int? Capacity { get; private init; }

    /// <summary>How long the customer had waited when it was shared out, or nobody had attended to it when that was told.</summary>
    public int? WaitedSeconds { get; private init; }

    internal static ConversationItem OfMessage(Guid conversationId, int sequence, ItemKind kind, Guid messageId, Guid? authorId, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            ConversationId = conversationId,
            Sequence = sequence,
            Kind = kind,
            MessageId = messageId,
            AuthorId = authorId,
            At = at,
        };

    internal static ConversationItem OfNote(Guid id, Guid conversationId, int sequence, byte[] content, Guid? authorId, DateTimeOffset at) =>
        new()
        {
            Id = id,
            ConversationId = conversationId,
            Sequence = sequence,
            Kind = ItemKind.Note,
            Content = content,
            AuthorId = authorId,
            At = at,
        };

    internal static ConversationItem OfPriority(Guid conversationId, int sequence, Priority priority, Guid? authorId, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            ConversationId = conversationId,
            Sequence = sequence,
            Kind = ItemKind.Change,
            Change = ConversationChange.Prioritised,
            Priority = priority,
            AuthorId = authorId,
            At = at,
        };

    internal static ConversationItem OfAssignment(Guid conversationId, int sequence, Guid agentId, AssignmentReason reason, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            ConversationId = conversationId,
            Sequence = sequence,
            Kind = ItemKind.Change,
            Change = ConversationChange.Assigned,
            SubjectId = agentId,
            GivenBy = reason.By,
            Load = reason.Load,
            Capacity = reason.Capacity,
            WaitedSeconds = Seconds(reason.Waited),
            At = at,
        };

    /// <param name="assigneeId">Who has it and is not at work; null: nobody has it.</param>
    internal static ConversationItem OfAlert(Guid conversationId, int sequence, Guid? assigneeId, TimeSpan unattended, DateTimeOffset at) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            ConversationId = conversationId,
            Sequence = sequence,
            Kind = ItemKind.Change,
            Change = ConversationChange.Unattended,
            SubjectId = assigneeId,
            WaitedSeconds = Seconds(unattended),
            At = at,
        };

    private static int Seconds(TimeSpan time) => (int)Math.Clamp(time.TotalSeconds, 0, int.MaxValue);

    internal static ConversationItem OfChange(
        Guid conversationId,
        int sequence,
        ConversationChange change,
        Guid? subjectId,
        DateTimeOffset? until,
        Guid? authorId,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(at),
            ConversationId = conversationId,
            Sequence = sequence,
            Kind = ItemKind.Change,
            Change = change,
            SubjectId = subjectId,
            Until = until,
            AuthorId = authorId,
            At = at,
        };
}

public enum ItemKind
{
    Received,
    Sent,

    /// <summary>Among colleagues; the customer never sees it.</summary>
    Note,
    Change,
}

public enum ConversationChange
{
    Opened,
    Held,
    Snoozed,
    Resolved,
    Assigned,
    Released,
    Moved,
    TicketOpened,
    TicketLinked,
    ScheduleMissed,
    Prioritised,
    Labelled,
    Unlabelled,

    /// <summary>Nobody who is at work had it for too long, and whoever leads was told.</summary>
    Unattended,
}
