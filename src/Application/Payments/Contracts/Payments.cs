using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;

namespace CleanApp.Application.Payments.Contracts;

/// <summary>What was paid, for the module it was paid to. Whatever changes something is part of the caller's transaction.</summary>
public interface IPaymentLedger
{
    /// <summary>The payment that paid this charge.</summary>
    Task<PaidCharge?> FindChargePaymentAsync(Guid chargeId, CancellationToken ct);

    /// <summary>How a thing was paid, by the id it was told.</summary>
    Task<PaidWithView?> FindPaymentAsync(Guid paymentId, CancellationToken ct);

    /// <summary>What the payment was for is closed: it goes to the list of payments that fit nothing.</summary>
    Task MarkReferenceClosedAsync(Guid paymentId, CancellationToken ct);

    /// <summary>A person gives a payment that fits nothing to this thing. The caller holds the thing's lock and marks it as paid.</summary>
    /// <exception cref="DomainException"><see cref="PaymentErrors.NotFound"/>, <see cref="PaymentErrors.Resolved"/>, <see cref="PaymentErrors.AmountDiffers"/>,
    /// <see cref="RefundErrors.Open"/>.</exception>
    Task AttachAsync(Guid paymentId, PaidThing thing, Guid by, CancellationToken ct);

    /// <summary>A person took cash or card for this thing. The caller holds the thing's lock and marks it as paid.</summary>
    /// <param name="method">Not <see cref="PaymentMethod.Pix"/>: only the bank says that a Pix came.</param>
    /// <returns>The id of the payment.</returns>
    Task<Guid> RecordManualAsync(PaidThing thing, PaymentMethod method, Guid by, CancellationToken ct);
}

/// <summary>What a person says was paid.</summary>
/// <param name="Kind">Module and resource: <c>counter.queue_ticket</c>.</param>
/// <param name="ContactId">Whose it is; null when nobody said.</param>
public sealed record PaidThing(string Kind, Guid Id, Money Amount, Guid? ContactId = null);

public sealed record PaidCharge(Guid ReferenceId, Guid PaymentId, DateTimeOffset PaidAt);

public enum PaymentMethod
{
    Pix,
    Cash,
    Card,
}

/// <param name="Method"><c>cash</c> and <c>card</c> are a person's word; <c>pix</c> is the bank's.</param>
/// <param name="Refunded">What the bank has returned of it.</param>
public sealed record PaidWithView(Guid PaymentId, PaymentMethod Method, MoneyView Amount, MoneyView Refunded, DateTimeOffset PaidAt);
