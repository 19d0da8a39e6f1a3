using CleanApp.Domain.Common;

namespace CleanApp.Domain.Payments;

public enum RefundStatus
{
    /// <summary>Above the company's limit: waits for a second person.</summary>
    AwaitingApproval,

    /// <summary>To be sent; the bank has not heard of it.</summary>
    Approved,

    /// <summary>Handed to the bank; whether it has it is not known. It is asked before anything is repeated.</summary>
    Unconfirmed,

    /// <summary>The bank has it and works on it.</summary>
    Processing,

    /// <summary>The bank has returned the money.</summary>
    Done,

    /// <summary>The bank refused it or could not do it; the money is still here.</summary>
    NotDone,

    /// <summary>A person said no before it was sent.</summary>
    Rejected,
}

/// <summary>Returning a Pix, or a part of it, to whoever paid. Its id at the bank is ours and fixed before the first call.</summary>
public sealed class Refund : TenantEntity
{
    /// <summary>The Pix standard: nothing is returned after this.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromDays(90);

    private Refund() { }

    public Guid PaymentId { get; private init; }

    /// <summary>1–35 letters and digits; unique per payment at the bank, where one id cannot be used twice.</summary>
    public string BankId { get; private init; } = "";
    public Money Amount { get; private init; }
    public string Reason { get; private init; } = "";

    /// <summary>Made at the bank itself, by its own application, and found here.</summary>
    public bool FromOutside { get; private init; }
    public RefundStatus Status { get; private set; }
    public DateTimeOffset RequestedAt { get; private init; }
    public Guid? RequestedBy { get; private init; }

    /// <summary>The second person, where one was needed.</summary>
    public Guid? DecidedBy { get; private set; }
    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>The bank's own id of the returned money.</summary>
    public string? ReturnId { get; private set; }
    public DateTimeOffset? SettledAt { get; private set; }
    public string? LastError { get; private set; }

    /// <summary>Its amount cannot be returned by another one.</summary>
    public bool HoldsAmount => Status is not (RefundStatus.NotDone or RefundStatus.Rejected);

    /// <summary>Not yet known how it ends.</summary>
    public bool IsOpen => Status is not (RefundStatus.Done or RefundStatus.NotDone or RefundStatus.Rejected);

    public static Refund Request(Guid id, Guid paymentId, Money amount, string reason, bool needsApproval, Guid by, DateTimeOffset now) =>
        new()
        {
            Id = id,
            PaymentId = paymentId,
            BankId = id.ToString("N"),
            Amount = amount,
            Reason = reason.Trim(),
            Status = needsApproval ? RefundStatus.AwaitingApproval : RefundStatus.Approved,
            RequestedBy = by,
            RequestedAt = now,
        };

    public static Refund Found(Guid id, Guid paymentId, string bankId, Money amount, DateTimeOffset requestedAt) =>
        new()
        {
            Id = id,
            PaymentId = paymentId,
            BankId = bankId,
            Amount = amount,
            FromOutside = true,
            Status = RefundStatus.Processing,
            RequestedAt = requestedAt,
        };

    /// <summary>False when this person had approved it already.</summary>
    public bool Approve(Guid by, DateTimeOffset now)
    {
        if (DecidedBy == by && Status != RefundStatus.Rejected)
            return false;
        RequireAwaiting();
        if (by == RequestedBy)
            throw new DomainException(RefundErrors.SamePerson);
        Decide(RefundStatus.Approved, by, now);
        return true;
    }

    /// <summary>The second person's no, or the first one's change of mind.</summary>
    public void Reject(Guid by, DateTimeOffset now)
    {
        if (Status == RefundStatus.Rejected)
            return;
        RequireAwaiting();
        Decide(RefundStatus.Rejected, by, now);
    }

    /// <summary>From here on the bank may have it. False when it was handed over before.</summary>
    public bool BeginSending()
    {
        if (Status != RefundStatus.Approved)
            return false;
        Status = RefundStatus.Unconfirmed;
        return true;
    }

    public void NoteError(string error) => LastError = error;

    public void Accept(string? returnId)
    {
        if (Status is RefundStatus.Done or RefundStatus.NotDone)
            return;
        Status = RefundStatus.Processing;
        ReturnId = returnId;
        LastError = null;
    }

    /// <summary>Done wins over every other state: the bank's word is that the money is gone. False when that was known.</summary>
    public bool Settle(string? returnId, DateTimeOffset settledAt)
    {
        if (Status == RefundStatus.Done)
            return false;
        Status = RefundStatus.Done;
        ReturnId = returnId;
        SettledAt = settledAt;
        LastError = null;
        return true;
    }

    public void Fail(string reason)
    {
        if (Status is RefundStatus.Done or RefundStatus.NotDone)
            return;
        Status = RefundStatus.NotDone;
        LastError = reason;
    }

    private void RequireAwaiting()
    {
        if (Status != RefundStatus.AwaitingApproval)
            throw new DomainException(RefundErrors.NotAwaiting);
    }

    private void Decide(RefundStatus status, Guid by, DateTimeOffset now)
    {
        Status = status;
        DecidedBy = by;
        DecidedAt = now;
    }
}
