using CleanApp.Application.Payments;
using CleanApp.Domain.Payments;
using CleanApp.Infrastructure.Persistence.Conventions;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>What the Payments module sees of the database, and what LINQ cannot say of it: locks, counters, lookups before the tenant is known.</summary>
internal sealed class PaymentsDb(AppDbContext db) : IPaymentsDb
{
    public DbSet<Charge> Charges => db.Charges;
    public DbSet<Payment> Payments => db.Payments;
    public DbSet<LedgerEntry> LedgerEntries => db.LedgerEntries;
    public DbSet<ManualPayment> ManualPayments => db.ManualPayments;
    public DbSet<Refund> Refunds => db.Refunds;
    public DbSet<ReconciliationDay> ReconciliationDays => db.ReconciliationDays;
    public DbSet<ReconciliationDifference> ReconciliationDifferences => db.ReconciliationDifferences;
    public DbSet<ReconciliationSignOff> ReconciliationSignOffs => db.ReconciliationSignOffs;
    public DbSet<PaymentLink> PaymentLinks => db.PaymentLinks;
    public DbSet<SicrediAccount> SicrediAccounts => db.SicrediAccounts;
    public DbSet<InboundWebhook> InboundWebhooks => db.InboundWebhooks;

    public Task<int> SaveChangesAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    public Task<Charge?> LockChargeAsync(Guid id, CancellationToken ct) =>
        Charges.FromSql($"select * from charges where id = {id} for update").SingleOrDefaultAsync(ct);

    public Task<Payment?> LockPaymentAsync(Guid id, CancellationToken ct) =>
        Payments.FromSql($"select * from payments where id = {id} for update").SingleOrDefaultAsync(ct);

    public async Task<(Refund Refund, Payment Payment)?> LockRefundAsync(Guid id, CancellationToken ct)
    {
        var paymentId = await Refunds.AsNoTracking().Where(r => r.Id == id).Select(r => (Guid?)r.PaymentId).SingleOrDefaultAsync(ct);
        if (paymentId is null || await LockPaymentAsync(paymentId.Value, ct) is not { } payment)
            return null;
        return (await Refunds.SingleAsync(r => r.Id == id, ct), payment);
    }

    public Task<PaymentLink?> LockLinkAsync(Guid id, CancellationToken ct) =>
        PaymentLinks.FromSql($"select * from payment_links where id = {id} for update").SingleOrDefaultAsync(ct);

    public Task<ReconciliationDay?> LockDayAsync(Guid id, CancellationToken ct) =>
        ReconciliationDays.FromSql($"select * from reconciliation_days where id = {id} for update").SingleOrDefaultAsync(ct);

    public async Task<Guid?> TryOpenDayAsync(ReconciliationDay day, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into reconciliation_days (tenant_id, id, day, bank_payments, bank_in, bank_out)
            values ({db.TenantContext!.TenantId}, {day.Id}, {day.Day}, 0, 0, 0)
            on conflict (tenant_id, day) do nothing
            """,
            ct
        ) == 1
            ? day.Id
            : null;

    public Task LockReferenceAsync(string referenceKind, Guid referenceId, CancellationToken ct) =>
        db.LockAsync($"charge|{db.TenantContext!.TenantId}|{referenceKind}|{referenceId}", ct);

    public async Task<bool> TryRecordAsync(Payment payment, CancellationToken ct) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into payments (tenant_id, id, end_to_end_id, txid, charge_id, amount, settled_at, recorded_at, unmatched)
            values ({db.TenantContext!.TenantId}, {payment.Id}, {payment.EndToEndId}, {payment.Txid}, {payment.ChargeId}, {payment.Amount.Amount},
                    {payment.SettledAt}, {payment.RecordedAt}, {(
                payment.Unmatched is { } reason ? EnumNames<UnmatchedReason>.Of(reason) : null
            )})
            on conflict (tenant_id, end_to_end_id) do nothing
            """,
            ct
        ) == 1;

    public Task<Guid?> FindWebhookTenantAsync(string webhookToken, CancellationToken ct) =>
        db.LookupAsync($"select find_webhook_tenant({webhookToken}) as \"Value\"", ct);

    public Task<Guid?> FindPayPageTenantAsync(string payToken, CancellationToken ct) =>
        db.LookupAsync($"select find_pay_page_tenant({payToken}) as \"Value\"", ct);
}
