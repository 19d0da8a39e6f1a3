using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;

namespace CleanApp.Application.Payments;

/// <summary>
/// The bank's Pix API. Every call but <see cref="RefundAsync"/> may be repeated: charges carry our own txid and the same body.
/// Call outside any transaction; nothing is changed on our side.
/// </summary>
public interface IPixBank
{
    /// <exception cref="BankUnavailableException">Outcome unknown: repeat later with the same charge.</exception>
    /// <exception cref="BankRefusedException">The bank answered and said no.</exception>
    Task<BankCharge> CreateChargeAsync(SicrediAccount account, Charge charge, CancellationToken ct);

    /// <returns>Null when the bank has no such charge.</returns>
    Task<BankCharge?> FindChargeAsync(SicrediAccount account, string txid, CancellationToken ct);

    Task RemoveChargeAsync(SicrediAccount account, string txid, CancellationToken ct);

    Task<BankPayment?> FindPaymentAsync(SicrediAccount account, string endToEndId, CancellationToken ct);

    /// <summary>One page of payments settled in [from, to), in the bank's order.</summary>
    Task<BankPaymentPage> ListPaymentsAsync(SicrediAccount account, DateTimeOffset from, DateTimeOffset to, int page, CancellationToken ct);

    /// <summary>One page of payments settled in [from, to) of which something was, or is being, returned.</summary>
    Task<BankPaymentPage> ListReturnedAsync(SicrediAccount account, DateTimeOffset from, DateTimeOffset to, int page, CancellationToken ct);

    /// <summary>Asks for a part or all of a payment to be returned, under the refund's own id. Not repeatable: look for it first.</summary>
    Task<BankRefund> RefundAsync(SicrediAccount account, string endToEndId, Refund refund, CancellationToken ct);

    /// <returns>Null when the bank has no such refund.</returns>
    Task<BankRefund?> FindRefundAsync(SicrediAccount account, string endToEndId, string refundId, CancellationToken ct);

    /// <summary>Tells the bank where to notify of payments to the account's key. Replaces what was there.</summary>
    Task RegisterWebhookAsync(SicrediAccount account, string url, CancellationToken ct);
}

/// <summary>Which addresses an account may point at.</summary>
public interface IBankHosts
{
    bool IsAllowed(Uri baseUrl);
}

/// <summary>The account a new company starts with, where this installation has one to give (a test bank); null in production.</summary>
public interface IStarterAccount
{
    StarterAccount? Get();
}

public sealed record StarterAccount(string BaseUrl, string ClientId, string ClientSecret, string CertificatePem, string PrivateKeyPem);

/// <param name="Status">State of the record at the bank; it stays open when the charge expires.</param>
public sealed record BankCharge(
    string Txid,
    BankChargeStatus Status,
    string Key,
    Money Amount,
    DateTimeOffset CreatedAt,
    string? PixCopiaECola,
    IReadOnlyList<BankPayment> Payments
);

public enum BankChargeStatus
{
    /// <summary>Can be paid until it expires.</summary>
    Open,

    /// <summary>Paid.</summary>
    Settled,

    /// <summary>Removed, by us or by the bank, or in a state this version does not know.</summary>
    Closed,
}

/// <param name="Refunds">All that was ever asked to be returned of it, here or at the bank itself.</param>
public sealed record BankPayment(
    string EndToEndId,
    string? Txid,
    string? Key,
    Money Amount,
    DateTimeOffset SettledAt,
    IReadOnlyList<BankRefund> Refunds
);

/// <param name="ReturnId">The bank's own id of the returned money.</param>
/// <param name="SettledAt">When it was returned; before that, when it was asked for.</param>
/// <param name="Why">The bank's words for why not.</param>
public sealed record BankRefund(
    string Id,
    string? ReturnId,
    Money Amount,
    DateTimeOffset RequestedAt,
    DateTimeOffset SettledAt,
    BankRefundStatus Status,
    string? Why
);

public enum BankRefundStatus
{
    /// <summary>Under way, or in a state this version does not know.</summary>
    Processing,
    Done,
    NotDone,
}

public sealed record BankPaymentPage(IReadOnlyList<BankPayment> Payments, int PageCount);

/// <param name="reason">A stable word for the screen: <c>timeout</c>, <c>unreachable</c>, <c>unauthorized</c>, <c>server_error</c>, <c>certificate</c>, <c>no_code</c>.</param>
public sealed class BankUnavailableException(string reason, Exception? inner = null)
    : Exception($"The bank did not answer as expected: {reason}.", inner)
{
    public string Reason { get; } = reason;
}

/// <param name="code">The bank's own error type, as it spells it.</param>
public sealed class BankRefusedException(int status, string code) : Exception($"The bank refused with {status} {code}.")
{
    public int Status { get; } = status;
    public string Code { get; } = code;
}
