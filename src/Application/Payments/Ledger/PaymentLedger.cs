using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Ledger;

internal sealed class PaymentLedger(IPaymentsDb db) : IPaymentLedger
{
    public Task<PaidCharge?> FindChargePaymentAsync(Guid chargeId, CancellationToken ct) =>
        (
            from charge in db.Charges
            join payment in db.Payments on charge.Id equals payment.ChargeId
            where charge.Id == chargeId && (payment.Unmatched == null || payment.Unmatched == UnmatchedReason.ReferenceClosed)
            select new PaidCharge(charge.ReferenceId, payment.Id, payment.SettledAt)
        ).SingleOrDefaultAsync(ct);

    public async Task MarkReferenceClosedAsync(Guid paymentId, CancellationToken ct)
    {
        var payment = await db.Payments.SingleAsync(p => p.Id == paymentId, ct);
        payment.Unmatch(UnmatchedReason.ReferenceClosed);
        await db.SaveChangesAsync(ct);
    }
}
