using CleanApp.Domain.Common;

namespace CleanApp.Domain.Counter;

public enum QueueTicketStatus
{
    /// <summary>Issued, not paid yet: not in the queue.</summary>
    Pending,

    /// <summary>Paid (or free): waits to be called.</summary>
    Paid,
    Called,
    Completed,
    NoShow,
    Cancelled,
}

/// <summary>
/// A customer's place in the queue (senha).
/// <code>pending → paid → called → completed | no_show;  pending | paid | called → cancelled;  called → paid (transfer)</code>
/// Every verb refuses a wrong state with a named error; repeating the verb that led to the present state changes nothing.
/// </summary>
public sealed class QueueTicket : TenantEntity
{
    private readonly List<QueueTicketTransition> _transitions = [];

    private QueueTicket() { }

    /// <summary>The service the ticket waits for now; a transfer changes it.</summary>
    public Guid ServiceId { get; private set; }

    /// <summary>The service that numbered it: with day and number unique, and never changed, because the customer holds the paper.</summary>
    public Guid NumberedByServiceId { get; private init; }
    public DateOnly BusinessDay { get; private init; }
    public int Number { get; private init; }

    /// <summary>Prefix and number as printed: <c>A042</c>.</summary>
    public string Code { get; private init; } = "";
    public Money Amount { get; private init; }

    /// <summary>0 (normal) to 9.</summary>
    public short Priority { get; private init; }

    /// <summary>Ticket priority plus the service's weight: the first key of the call order, descending.</summary>
    public short Rank { get; private set; }
    public QueueTicketStatus Status { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When it entered the queue (was paid): the second key of the call order. A transfer keeps it.</summary>
    public DateTimeOffset? WaitingSince { get; private set; }
    public Guid? DeskId { get; private set; }
    public DateTimeOffset? CalledAt { get; private set; }

    /// <summary>How often it was announced, recalls included.</summary>
    public int Calls { get; private set; }
    public Guid? PaymentId { get; private set; }
    public string? CancelReason { get; private set; }

    /// <summary>Who it is for, where the service asks; of the person, the Counter knows this id and nothing else.</summary>
    public Guid? ContactId { get; private init; }

    /// <summary>Opaque; whoever has it may watch this ticket's place (the QR on the slip).</summary>
    public string FollowToken { get; private init; } = "";

    public IReadOnlyList<QueueTicketTransition> Transitions => _transitions;

    public static QueueTicket Issue(
        Guid id,
        Service service,
        DateOnly businessDay,
        int number,
        Money amount,
        short priority,
        string followToken,
        Guid? contactId,
        Actor by,
        DateTimeOffset now
    )
    {
        if (contactId is null && service.CustomerAsk == CustomerAsk.Required)
            throw new DomainException(QueueTicketErrors.CustomerNeeded);
        var ticket = new QueueTicket
        {
            Id = id,
            ServiceId = service.Id,
            NumberedByServiceId = service.Id,
            BusinessDay = businessDay,
            Number = number,
            Code = $"{service.Prefix}{number:000}",
            Amount = amount,
            Priority = priority,
            Rank = (short)(priority + service.PriorityWeight),
            CreatedAt = now,
            FollowToken = followToken,
            ContactId = contactId,
            Status = amount.IsZero ? QueueTicketStatus.Paid : QueueTicketStatus.Pending,
            WaitingSince = amount.IsZero ? now : null,
        };
        ticket._transitions.Add(QueueTicketTransition.Of(ticket, "issue", null, by, now));
        return ticket;
    }

    /// <summary>What is paid after its business day cannot be called any more.</summary>
    public void RequireBusinessDay(DateOnly day)
    {
        if (day > BusinessDay)
            throw new DomainException(QueueTicketErrors.DayOver);
    }

    /// <summary>Only after the bank confirmed the payment, or a person took it or said that it was for this.</summary>
    public void ConfirmPayment(Guid paymentId, Actor by, DateTimeOffset now)
    {
        if (PaymentId == paymentId)
            return;
        if (Status != QueueTicketStatus.Pending)
            throw new DomainException(QueueTicketErrors.NotPending);
        PaymentId = paymentId;
        WaitingSince = now;
        Move("pay", QueueTicketStatus.Paid, by, now);
    }

    public void Call(Desk desk, Actor by, DateTimeOffset now)
    {
        if (Status == QueueTicketStatus.Called && DeskId == desk.Id)
            return;
        if (Status != QueueTicketStatus.Paid)
            throw new DomainException(QueueTicketErrors.NotWaiting);
        if (!desk.Active)
            throw new DomainException(DeskErrors.Inactive);
        DeskId = desk.Id;
        CalledAt = now;
        Calls++;
        Move("call", QueueTicketStatus.Called, by, now);
    }

    /// <summary>Announces it once more at the same desk.</summary>
    public void Recall(Actor by, DateTimeOffset now)
    {
        RequireCalled();
        CalledAt = now;
        Calls++;
        Move("recall", QueueTicketStatus.Called, by, now);
    }

    public void Complete(Actor by, DateTimeOffset now)
    {
        if (Status == QueueTicketStatus.Completed)
            return;
        RequireCalled();
        Move("complete", QueueTicketStatus.Completed, by, now);
    }

    public void MarkNoShow(Actor by, DateTimeOffset now)
    {
        if (Status == QueueTicketStatus.NoShow)
            return;
        RequireCalled();
        Move("no_show", QueueTicketStatus.NoShow, by, now);
    }

    /// <summary>Sends it to another service's queue with the wait it has; a called ticket waits again.</summary>
    public void Transfer(Service service, Actor by, DateTimeOffset now)
    {
        if (Status is not (QueueTicketStatus.Paid or QueueTicketStatus.Called))
            throw new DomainException(QueueTicketErrors.NotWaiting);
        if (Status == QueueTicketStatus.Paid && ServiceId == service.Id)
            return;
        if (!service.Active)
            throw new DomainException(ServiceErrors.Inactive);
        ServiceId = service.Id;
        Rank = (short)(Priority + service.PriorityWeight);
        Move("transfer", QueueTicketStatus.Paid, by, now);
        DeskId = null;
    }

    public void Cancel(string reason, Actor by, DateTimeOffset now)
    {
        if (Status == QueueTicketStatus.Cancelled)
            return;
        if (Status is QueueTicketStatus.Completed or QueueTicketStatus.NoShow)
            throw new DomainException(QueueTicketErrors.Finished);
        CancelReason = reason.Trim();
        Move("cancel", QueueTicketStatus.Cancelled, by, now, CancelReason);
    }

    private void RequireCalled()
    {
        if (Status is QueueTicketStatus.Completed or QueueTicketStatus.NoShow or QueueTicketStatus.Cancelled)
            throw new DomainException(QueueTicketErrors.Finished);
        if (Status != QueueTicketStatus.Called)
            throw new DomainException(QueueTicketErrors.NotCalled);
    }

    private void Move(string action, QueueTicketStatus to, Actor by, DateTimeOffset now, string? reason = null)
    {
        var from = Status;
        Status = to;
        _transitions.Add(QueueTicketTransition.Of(this, action, from, by, now, reason));
    }
}

/// <summary>One line of a ticket's history; append-only.</summary>
public sealed class QueueTicketTransition : TenantEntity
{
    private QueueTicketTransition() { }

    public Guid TicketId { get; private init; }
    public string Action { get; private init; } = "";
    public QueueTicketStatus? From { get; private init; }
    public QueueTicketStatus To { get; private init; }
    public DateTimeOffset At { get; private init; }
    public Guid? ByUserId { get; private init; }
    public Guid? DeskId { get; private init; }
    public string? Reason { get; private init; }

    internal static QueueTicketTransition Of(
        QueueTicket ticket,
        string action,
        QueueTicketStatus? from,
        Actor by,
        DateTimeOffset now,
        string? reason = null
    ) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            TicketId = ticket.Id,
            Action = action,
            From = from,
            To = ticket.Status,
            At = now,
            ByUserId = by.UserId,
            DeskId = ticket.DeskId,
            Reason = reason,
        };
}
