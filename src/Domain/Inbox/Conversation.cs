using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

/// <summary>
/// What a customer and the company say to each other on one channel about one thing, until it is resolved. The database refuses a second
/// one that is not resolved for the same customer and channel. Everything that happens in it is an item with the next number, taken under
/// the conversation's lock, so that whoever was away asks for what came after the last they saw.
/// </summary>
public sealed partial class Conversation : TenantEntity
{
    /// <summary>Written to again within this time, it goes on; later, a new one begins.</summary>
    public static readonly TimeSpan ReopensWithin = TimeSpan.FromDays(7);

    private Conversation() { }

    public Guid ChannelId { get; private init; }

    /// <summary>As far as known when it began.</summary>
    public Guid? ContactId { get; private init; }

    /// <summary>Where the customer is reached on the channel; sealed. Null once the person was anonymised.</summary>
    public byte[]? Address { get; private init; }
    public byte[] AddressLookup { get; private init; } = [];
    public ConversationStatus Status { get; private set; } = ConversationStatus.Open;
    public Guid TeamId { get; private set; }
    public Guid? AssigneeId { get; private set; }
    public Priority Priority { get; private set; } = Priority.Normal;

    /// <summary>Null while snoozed: until the customer writes.</summary>
    public DateTimeOffset? SnoozedUntil { get; private set; }

    /// <summary>What the customer sent since somebody of the company last looked.</summary>
    public int Unread { get; private set; }

    /// <summary>The number of the newest item; 0 when there is none.</summary>
    public int LastSequence { get; private set; }

    /// <summary>When somebody last wrote; what lists are ordered by.</summary>
    public DateTimeOffset LastMessageAt { get; private set; }

    /// <summary>Since when the customer has no answer; null when it is their turn.</summary>
    public DateTimeOffset? WaitingSince { get; private set; }

    /// <summary>The beginning of the last message; sealed.</summary>
    public byte[]? Preview { get; private set; }
    public bool PreviewIsOurs { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? ResolvedAt { get; private set; }

    public bool IsLive => Status != ConversationStatus.Resolved;

    public static Conversation Begin(
        Guid id,
        Guid channelId,
        Guid? contactId,
        byte[] address,
        byte[] addressLookup,
        Guid teamId,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            ChannelId = channelId,
            ContactId = contactId,
            Address = address,
            AddressLookup = addressLookup,
            TeamId = teamId,
            LastMessageAt = now,
            CreatedAt = now,
        };

    /// <summary>Whether a message of the customer's goes on with it.</summary>
    public bool TakesUp(DateTimeOffset now) => IsLive || now - ResolvedAt <= ReopensWithin;

    /// <summary>The customer wrote: whatever was put off or resolved is open again.</summary>
    /// <param name="preview">Sealed; null when there is nothing to read.</param>
    public IReadOnlyList<ConversationItem> Receive(Guid messageId, byte[]? preview, DateTimeOffset at, DateTimeOffset now)
    {
        var opened = Status == ConversationStatus.Open ? null : BecomeOpen(Actor.System, now);
        var received = Next(ItemKind.Received, at, messageId);
        Unread++;
        WaitingSince ??= at;
        Show(preview, isOurs: false, at);
        Settle(now);
        return opened is null ? [received] : [opened, received];
    }

    /// <summary>Something that asks for no answer: a reaction, a change of number.</summary>
    public ConversationItem ReceiveQuietly(Guid messageId, DateTimeOffset at) => Next(ItemKind.Received, at, messageId);

    /// <summary>What was sent before the customer wrote and the conversation began.</summary>
    public ConversationItem AddEarlier(Guid messageId, Guid? authorId, DateTimeOffset at) => Next(ItemKind.Sent, at, messageId, authorId);

    /// <summary>Somebody of the company, or a program of theirs, wrote. A person who answers takes it on.</summary>
    public IReadOnlyList<ConversationItem> Answer(Guid messageId, Guid? authorId, byte[]? preview, DateTimeOffset now)
    {
        var taken = authorId is { } author && AssigneeId is null && IsLive ? Assign(author, new Actor(author), now) : null;
        var sent = Next(ItemKind.Sent, now, messageId, authorId);
        WaitingSince = null;
        Settle(now);
        if (authorId is not null)
            Unread = 0;
        Show(preview, isOurs: true, now);
        return taken is null ? [sent] : [taken, sent];
    }

    /// <summary>
    /// The last answer never went: the customer waits as before. What they wrote since stays, and so does who took the conversation on, since
    /// whoever takes words back is about to write others.
    /// </summary>
    /// <param name="preview">The one before it, sealed.</param>
    public void TakeBack(HeldReply held, byte[]? preview, DateTimeOffset now)
    {
        if (PreviewIsOurs)
            (Preview, PreviewIsOurs, LastMessageAt) = (preview, held.PreviewIsOurs, held.LastMessageAt);
        if (!IsLive)
            return;
        WaitingSince = held.WaitingSince ?? WaitingSince;
        Unread += held.Unread;
        if (held.UnattendedSince is not null && held.AssigneeId == AssigneeId)
            (UnattendedSince, Alerts, AlertedAt) = (held.UnattendedSince, held.Alerts, held.AlertedAt);
        Settle(now);
    }

    /// <param name="content">Sealed.</param>
    public ConversationItem Note(Guid id, byte[] content, Actor by, DateTimeOffset now) =>
        ConversationItem.OfNote(id, Id, ++LastSequence, content, by.UserId, now);

    /// <param name="until">Of what is put off; null: until the customer writes.</param>
    /// <returns>Null when it is so already.</returns>
    public ConversationItem? Become(ConversationStatus status, DateTimeOffset? until, Actor by, DateTimeOffset now) =>
        status switch
        {
            ConversationStatus.Open => Reopen(by, now),
            ConversationStatus.Pending => Hold(by, now),
            ConversationStatus.Snoozed => Snooze(until, by, now),
            _ => Resolve(by, now),
        };

    /// <returns>Null when it is so already.</returns>
    public ConversationItem? Resolve(Actor by, DateTimeOffset now)
    {
        if (!IsLive)
            return null;
        (Status, ResolvedAt, SnoozedUntil, WaitingSince, Unread) = (ConversationStatus.Resolved, now, null, null, 0);
        Settle(now);
        return Changed(ConversationChange.Resolved, by, now);
    }

    /// <returns>Null when it is so already.</returns>
    /// <exception cref="DomainException">The person was anonymised.</exception>
    public ConversationItem? Reopen(Actor by, DateTimeOffset now)
    {
        if (Address is null)
            throw new DomainException(ConversationErrors.Erased);
        return Status == ConversationStatus.Open ? null : BecomeOpen(by, now);
    }

    /// <summary>Waits for something outside.</summary>
    /// <returns>Null when it is so already.</returns>
    public ConversationItem? Hold(Actor by, DateTimeOffset now)
    {
        RequireLive();
        if (Status == ConversationStatus.Pending)
            return null;
        (Status, SnoozedUntil) = (ConversationStatus.Pending, null);
        Settle(now);
        return Changed(ConversationChange.Held, by, now);
    }

    /// <param name="until">Null: until the customer writes.</param>
    public ConversationItem Snooze(DateTimeOffset? until, Actor by, DateTimeOffset now)
    {
        RequireLive();
        if (until <= now)
            throw new DomainException(ConversationErrors.SnoozeInPast);
        (Status, SnoozedUntil) = (ConversationStatus.Snoozed, until);
        Settle(now);
        return Changed(ConversationChange.Snoozed, by, now, until: until);
    }

    /// <summary>The time it was put off to has come.</summary>
    /// <returns>Null when it was put off to another, or is not put off any more.</returns>
    public ConversationItem? Wake(DateTimeOffset now) =>
        Status == ConversationStatus.Snoozed && SnoozedUntil <= now ? BecomeOpen(Actor.System, now) : null;

    /// <returns>Null when it is so already.</returns>
    public ConversationItem? Assign(Guid? assigneeId, Actor by, DateTimeOffset now)
    {
        RequireLive();
        if (AssigneeId == assigneeId)
            return null;
        if (assigneeId is not null)
        {
            Hand(assigneeId);
            return Changed(ConversationChange.Assigned, by, now, assigneeId);
        }
        (AssigneeId, ReturnsToId, GivenBackById) = (null, null, by.UserId is null ? null : AssigneeId);
        Settle(now);
        return Changed(ConversationChange.Released, by, now);
    }

    /// <summary>Another team's; nobody of the old one goes on answering.</summary>
    /// <returns>Null when it is so already.</returns>
    public ConversationItem? MoveTo(Guid teamId, Actor by, DateTimeOffset now)
    {
        RequireLive();
        if (TeamId == teamId)
            return null;
        Hand(null);
        TeamId = teamId;
        Settle(now);
        return Changed(ConversationChange.Moved, by, now, teamId);
    }

    /// <returns>Null when it is so already.</returns>
    public ConversationItem? Prioritise(Priority priority, Actor by, DateTimeOffset now)
    {
        if (Priority == priority)
            return null;
        Priority = priority;
        return ConversationItem.OfPriority(Id, ++LastSequence, priority, by.UserId, now);
    }

    public ConversationItem Label(Guid labelId, Actor by, DateTimeOffset now) => Changed(ConversationChange.Labelled, by, now, labelId);

    public ConversationItem Unlabel(Guid labelId, Actor by, DateTimeOffset now) => Changed(ConversationChange.Unlabelled, by, now, labelId);

    /// <summary>A ticket follows what is talked about.</summary>
    /// <param name="isNew">Whether it was opened for it.</param>
    public ConversationItem Ticket(Guid supportTicketId, bool isNew, Actor by, DateTimeOffset now) =>
        Changed(isNew ? ConversationChange.TicketOpened : ConversationChange.TicketLinked, by, now, supportTicketId);

    /// <summary>What was to be written now could not go.</summary>
    public ConversationItem MissSchedule(DateTimeOffset now) => Changed(ConversationChange.ScheduleMissed, Actor.System, now);

    public void MarkRead() => Unread = 0;

    public void RequireLive()
    {
        if (!IsLive)
            throw new DomainException(ConversationErrors.Resolved);
    }

    private ConversationItem BecomeOpen(Actor by, DateTimeOffset now)
    {
        (Status, SnoozedUntil, ResolvedAt) = (ConversationStatus.Open, null, null);
        Settle(now);
        return Changed(ConversationChange.Opened, by, now);
    }

    /// <summary>What comes late is not shown as the last; WhatsApp tells times by whole seconds, so one second is not late.</summary>
    private void Show(byte[]? preview, bool isOurs, DateTimeOffset at)
    {
        if (Preview is not null && at <= LastMessageAt - TimeSpan.FromSeconds(1))
            return;
        if (at > LastMessageAt)
            LastMessageAt = at;
        (Preview, PreviewIsOurs) = (preview, isOurs);
    }

    private ConversationItem Changed(ConversationChange change, Actor by, DateTimeOffset now, Guid? subjectId = null, DateTimeOffset? until = null) =>
        ConversationItem.OfChange(Id, ++LastSequence, change, subjectId, until, by.UserId, now);

    private ConversationItem Next(ItemKind kind, DateTimeOffset at, Guid messageId, Guid? authorId = null) =>
        ConversationItem.OfMessage(Id, ++LastSequence, kind, messageId, authorId, at);
}

public enum ConversationStatus
{
    Open,

    /// <summary>Waits for something outside.</summary>
    Pending,

    /// <summary>Put off to a time, or until the customer writes.</summary>
    Snoozed,
    Resolved,
}
