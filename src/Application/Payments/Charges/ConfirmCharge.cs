using CleanApp.Application.Common;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Application.Payments.Ledger;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Charges;

/// <summary>
/// Asks the bank about a charge and records what it shows. The only way by which anything becomes paid:
/// every payment enters the ledger once (unique end-to-end id), and the announcement shares its transaction.
/// </summary>
internal sealed class ConfirmCharge(IPaymentsDb db, IUnitOfWork unitOfWork, IPixBank bank, IWorkQueue work, LedgerBook book, TimeProvider clock)
{
    /// <returns>The bank's view; null when it has no such charge.</returns>
    public async Task<BankCharge?> AskAsync(SicrediAccount account, Guid chargeId, string txid, CancellationToken ct)
    {
        var shown = await bank.FindChargeAsync(account, txid, ct);
        if (shown is { Payments.Count: > 0 })
            await RecordAsync(chargeId, shown, ct);
        return shown;
    }

    private Task RecordAsync(Guid chargeId, BankCharge shown, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                var charge = (await db.LockChargeAsync(chargeId, inner))!;
                foreach (var pix in shown.Payments)
                {
                    // Under the charge's lock, so "already paid" cannot change between the look and the record.
                    if (await db.Payments.AnyAsync(p => p.EndToEndId == pix.EndToEndId, inner))
                        continue;
                    var reason = WhyUnmatched(charge, shown, pix);
                    var now = clock.GetUtcNow();
                    var payment = Payment.Record(
                        Guid.CreateVersion7(now),
                        pix.EndToEndId,
                        charge.Txid,
                        charge.Id,
                        pix.Amount,
                        pix.SettledAt,
                        reason,
                        now
                    );
                    db.Payments.Add(payment);
                    await book.EnterAsync(payment, inner);
                    if (reason is null && charge.ConfirmPaid(pix.SettledAt))
                        work.Enqueue(ChargePaid.WorkKindFor(charge.ReferenceKind), charge.Id);
                }
                // The bank has closed it with money that does not fit: its code cannot be paid again, so it makes way for a new charge.
                if (shown.Status == BankChargeStatus.Settled)
                    charge.Expire();
                await db.SaveChangesAsync(inner);
            },
            ct
        );

    private static UnmatchedReason? WhyUnmatched(Charge charge, BankCharge shown, BankPayment pix)
    {
        if (shown.Key != charge.PixKey || (pix.Key is not null && pix.Key != charge.PixKey))
            return UnmatchedReason.ForeignKey;
        if (pix.Amount != charge.Amount)
            return UnmatchedReason.WrongAmount;
        if (charge.Status == ChargeStatus.Paid)
            return UnmatchedReason.ChargeAlreadyPaid;
        return shown.Status == BankChargeStatus.Settled ? null : UnmatchedReason.WrongAmount;
    }
}
