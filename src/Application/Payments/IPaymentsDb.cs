using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments;

public interface IPaymentsDb
{
    DbSet<Charge> Charges { get; }
    DbSet<Payment> Payments { get; }
    DbSet<LedgerEntry> LedgerEntries { get; }
    DbSet<ManualPayment> ManualPayments { get; }
    DbSet<Refund> Refunds { get; }
    DbSet<ReconciliationDay> ReconciliationDays { get; }
    DbSet<ReconciliationDifference> ReconciliationDifferences { get; }
    DbSet<ReconciliationSignOff> ReconciliationSignOffs { get; }
    DbSet<PaymentLink> PaymentLinks { get; }
    DbSet<SicrediAccount> SicrediAccounts { get; }
    DbSet<InboundWebhook> InboundWebhooks { get; }

    Task<int> SaveChangesAsync(CancellationToken ct);

    Task<Charge?> LockChargeAsync(Guid id, CancellationToken ct);
    Task<Payment?> LockPaymentAsync(Guid id, CancellationToken ct);

    /// <summary>A refund is changed under its payment's lock, like everything that moves the payment's money.</summary>
    Task<(Refund Refund, Payment Payment)?> LockRefundAsync(Guid id, CancellationToken ct);

    Task<PaymentLink?> LockLinkAsync(Guid id, CancellationToken ct);
    Task<ReconciliationDay?> LockDayAsync(Guid id, CancellationToken ct);

    /// <summary>Adds the day unless it is there. Its id, or null when it was there.</summary>
    Task<Guid?> TryOpenDayAsync(ReconciliationDay day, CancellationToken ct);

    /// <summary>Until the transaction ends, nobody else asks for a charge of the same thing.</summary>
    Task LockReferenceAsync(string referenceKind, Guid referenceId, CancellationToken ct);

    /// <summary>Inserts unless the ledger has this end-to-end id. False = it was there.</summary>
    Task<bool> TryRecordAsync(Payment payment, CancellationToken ct);

    // Before the tenant is known: ids only.
    Task<Guid?> FindWebhookTenantAsync(string webhookToken, CancellationToken ct);
    Task<Guid?> FindPayPageTenantAsync(string payToken, CancellationToken ct);
}
