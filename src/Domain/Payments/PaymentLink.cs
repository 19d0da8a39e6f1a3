using CleanApp.Domain.Common;

namespace CleanApp.Domain.Payments;

public enum PaymentLinkStatus
{
    Open,

    /// <summary>Past its time; nobody closed it.</summary>
    Expired,

    /// <summary>A link for one payment has it.</summary>
    Paid,
    Cancelled,
}

/// <summary>
/// An address at which an amount can be paid by Pix, once or by many. Each payer gets a charge of their own, made when the page is opened.
/// </summary>
public sealed class PaymentLink : TenantEntity
{
    private PaymentLink() { }

    /// <summary>Opaque; whoever has it may see and pay it.</summary>
    public string Token { get; private init; } = "";
    public Money Amount { get; private init; }

    /// <summary>Shown to the payer; at most 140 characters; no personal data.</summary>
    public string Description { get; private init; } = "";
    public DateTimeOffset ExpiresAt { get; private init; }
    public bool Reusable { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }
    public Guid CreatedBy { get; private init; }
    public DateTimeOffset? CancelledAt { get; private set; }

    /// <summary>What paid it, when it is for one payment.</summary>
    public Guid? PaymentId { get; private set; }

    public static PaymentLink Create(
        Guid id,
        string token,
        Money amount,
        string description,
        DateTimeOffset expiresAt,
        bool reusable,
        Guid by,
        DateTimeOffset now
    ) =>
        new()
        {
            Id = id,
            Token = token,
            Amount = amount,
            Description = description.Trim(),
            ExpiresAt = expiresAt,
            Reusable = reusable,
            CreatedBy = by,
            CreatedAt = now,
        };

    public PaymentLinkStatus StatusAt(DateTimeOffset now) =>
        PaymentId is not null ? PaymentLinkStatus.Paid
        : CancelledAt is not null ? PaymentLinkStatus.Cancelled
        : now >= ExpiresAt ? PaymentLinkStatus.Expired
        : PaymentLinkStatus.Open;

    /// <summary>
    /// Takes a payment that has come. Past its time too: the bank let it through while its charge was valid. False when it can take none, and
    /// the payment is for a person to decide.
    /// </summary>
    public bool Pay(Guid paymentId)
    {
        if (PaymentId == paymentId)
            return true;
        if (PaymentId is not null || CancelledAt is not null)
            return false;
        if (!Reusable)
            PaymentId = paymentId;
        return true;
    }

    public void Cancel(DateTimeOffset now)
    {
        if (PaymentId is not null)
            throw new DomainException(PaymentLinkErrors.Paid);
        CancelledAt ??= now;
    }
}
