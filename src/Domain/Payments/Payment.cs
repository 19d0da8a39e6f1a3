using CleanApp.Domain.Common;

namespace CleanApp.Domain.Payments;

/// <summary>
/// A Pix the bank shows as settled. In the ledger exactly once per <see cref="EndToEndId"/>; one that fits no charge says why and is listed.
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

    /// <summary>It paid a charge, but what was charged for could not take it any more.</summary>
    public void Unmatch(UnmatchedReason reason) => Unmatched = reason;
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

    /// <summary>What it paid for was cancelled or is over.</summary>
    ReferenceClosed,

    /// <summary>The bank reports it on a key that is not this account's.</summary>
    ForeignKey,
}
