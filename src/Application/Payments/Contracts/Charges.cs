using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;

namespace CleanApp.Application.Payments.Contracts;

/// <summary>Being paid by Pix, for any module that has something to be paid for.</summary>
public interface ICharges
{
    /// <summary>
    /// The live charge of this thing, made when there is none. Waits up to five seconds for the bank; the charge is then still
    /// <c>creating</c> and the worker goes on. Call outside any transaction.
    /// </summary>
    /// <exception cref="DomainException"><see cref="ChargeErrors.Rejected"/>, <see cref="SicrediAccountErrors.NotConfigured"/>.</exception>
    Task<ChargeView> RequestAsync(ChargeRequest request, CancellationToken ct);

    /// <summary>Whether the company can be paid by Pix at all.</summary>
    Task<bool> IsOfferedAsync(CancellationToken ct);

    /// <summary>The one that was paid, else the newest.</summary>
    Task<ChargeView?> FindAsync(string referenceKind, Guid referenceId, CancellationToken ct);

    /// <summary>Part of the caller's transaction: the open charge, if any, is withdrawn at the bank afterwards.</summary>
    Task WithdrawAsync(string referenceKind, Guid referenceId, CancellationToken ct);
}

/// <param name="ReferenceKind">Module and resource, <c>counter.queue_ticket</c>; payment is announced by the work kind <see cref="ChargePaid.WorkKindFor"/>.</param>
/// <param name="Description">Shown to the payer; at most 140 characters, no personal data.</param>
/// <param name="ContactId">Whose it is; null when nobody said.</param>
public sealed record ChargeRequest(
    string ReferenceKind,
    Guid ReferenceId,
    Money Amount,
    string Description,
    TimeSpan ExpiresIn,
    Guid? ContactId = null
);

/// <param name="Txid">The charge's id at the bank.</param>
/// <param name="PixCopiaECola">BR Code, as text and as QR content; null until the bank has answered.</param>
/// <param name="PaymentUrl">Public page for the payer.</param>
/// <param name="ExpiresAt">Null until the bank has answered.</param>
/// <param name="Refunded">What the bank has returned of it; null when nothing.</param>
public sealed record ChargeView(
    Guid ChargeId,
    string Txid,
    string? PixCopiaECola,
    string PaymentUrl,
    DateTimeOffset? ExpiresAt,
    ChargeStatus Status,
    MoneyView Amount,
    DateTimeOffset? PaidAt,
    MoneyView? Refunded = null
)
{
    /// <summary>Whether this call made it.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool Created { get; init; }
}

/// <summary>A charge was confirmed as paid. Delivered at least once as work on the charge's id.</summary>
public static class ChargePaid
{
    public static string WorkKindFor(string referenceKind) => $"{referenceKind}.paid";
}
