using CleanApp.Domain.Common;

namespace CleanApp.Domain.Payments;

/// <summary>
/// A Pix the bank shows as settled. In the ledger exactly once per <see cref="EndToEndId"/>; one that fits no charge says why and waits for
/// a person, who decides once what becomes of it.
/// </summary>
public sealed class Payment : TenantEntity
{
    private Payment() { }

    public string EndToEndId { get; private init; } = "";
    public string? Txid { get; private init; }
    public Guid? ChargeId { get; private init; }
    public Money Amount { get; private init; }
    public DateTimeOffset SettledAt { get; private init; }
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>Null when it pays <see cref="ChargeId"/>; else why a person has to look at it.</summary>
    public UnmatchedReason? Unmatched { get; private set; }

    /// <summary>What became of one that fitted nothing; null while it waits.</summary>
    public SuspenseOutcome? Outcome { get; private set; }
    public DateTimeOffset? ResolvedAt { get; private set; }

    /// <summary>Null where the bank decided, by having returned it.</summary>
    public Guid? ResolvedBy { get; private set; }
    public string? ResolutionReason { get; private set; }

    /// <summary>What it was given to, in the words of the module that has it.</summary>
    public string? AttachedKind { get; private set; }
    public Guid? AttachedId { get; private set; }

    /// <summary>Whose that is, where its module knows; of one that pays a charge, the charge says.</summary>
    public Guid? ContactId { get; private set; }

    public bool IsInSuspense => Unmatched is not null && Outcome is null;

    /// <summary>Where in the books its money is.</summary>
    public LedgerAccount Account =>
        Unmatched is null || Outcome == SuspenseOutcome.Attached ? LedgerAccount.Received
        : Outcome == SuspenseOutcome.Dismissed ? LedgerAccount.Dismissed
        : LedgerAccount.Suspense;

    public static Payment Record(
        Guid id,
        string endToEndId,
        string? txid,
        Guid? chargeId,
        Money amount,
        DateTimeOffset settledAt,
        UnmatchedReason? unmatched,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            EndToEndId = endToEndId,
            Txid = txid,
            ChargeId = chargeId,
            Amount = amount,
            SettledAt = settledAt,
            Unmatched = unmatched,
            RecordedAt = now,
        };

    /// <summary>It paid a charge, but what was charged for could not take it any more. False when it was unmatched already.</summary>
    public bool Unmatch(UnmatchedReason reason)
    {
        if (Unmatched is not null)
            return false;
        Unmatched = reason;
        return true;
    }

    /// <summary>A person says what it was for. False when that was said already.</summary>
    public bool Attach(string kind, Guid id, Guid by, DateTimeOffset now, Guid? contactId = null)
    {
        if (Outcome == SuspenseOutcome.Attached && AttachedKind == kind && AttachedId == id)
            return false;
        Resolve(SuspenseOutcome.Attached, by, null, now);
        AttachedKind = kind;
        AttachedId = id;
        ContactId = contactId;
        return true;
    }

    /// <summary>A person says that it stays and pays nothing here. False when that was said already.</summary>
    public bool Dismiss(string reason, Guid by, DateTimeOffset now)
    {
        if (Outcome == SuspenseOutcome.Dismissed)
            return false;
        Resolve(SuspenseOutcome.Dismissed, by, reason.Trim(), now);
        return true;
    }

    /// <summary>All of it has gone back: there is nothing left to decide.</summary>
    public void NoteReturned(decimal total, Guid? by, DateTimeOffset now)
    {
        if (IsInSuspense && total >= Amount.Amount)
            Resolve(SuspenseOutcome.Refunded, by, null, now);
    }

    private void Resolve(SuspenseOutcome outcome, Guid? by, string? reason, DateTimeOffset now)
    {
        if (!IsInSuspense)
            throw new DomainException(PaymentErrors.Resolved);
        Outcome = outcome;
        ResolvedAt = now;
        ResolvedBy = by;
        ResolutionReason = reason;
    }
}

public enum UnmatchedReason
{
    /// <summary>The bank shows it under a txid that is not ours, or under one of ours whose charge it did not pay.</summary>
    UnknownTxid,

    /// <summary>A Pix to the bare key.</summary>
    NoTxid,
    WrongAmount,

    /// <summary>The charge was paid by another Pix already.</summary>
    ChargeAlreadyPaid,

    /// <summary>What it paid for was cancelled, paid otherwise, or its business day was over.</summary>
    ReferenceClosed,

    /// <summary>The bank reports it on a key that is not this account's.</summary>
    ForeignKey,
}

public enum SuspenseOutcome
{
    Attached,
    Refunded,
    Dismissed,
}
