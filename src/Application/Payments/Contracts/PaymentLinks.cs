using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;

namespace CleanApp.Application.Payments.Contracts;

/// <summary>An address to be paid at, for any module that has one to send.</summary>
public interface IPaymentLinks
{
    /// <summary>Part of the caller's transaction; the bank hears of it when somebody opens the page.</summary>
    Task<PaymentLinkView> CreateAsync(PaymentLinkRequest request, Guid by, CancellationToken ct);
}

/// <param name="Description">Shown to the payer; at most 140 characters, no personal data.</param>
/// <param name="Reusable">May be paid by many, each once more; else by one.</param>
public sealed record PaymentLinkRequest(Money Amount, string Description, DateTimeOffset ExpiresAt, bool Reusable);

/// <param name="Url">Public page for the payer.</param>
/// <param name="Payments">How many have paid.</param>
/// <param name="Received">What they paid altogether, before anything that was returned.</param>
public sealed record PaymentLinkView(
    Guid Id,
    string Url,
    MoneyView Amount,
    string Description,
    DateTimeOffset ExpiresAt,
    bool Reusable,
    PaymentLinkStatus Status,
    DateTimeOffset CreatedAt,
    string? CreatedByName,
    int Payments,
    MoneyView Received
);
