using CleanApp.Application.Common;
using CleanApp.Application.Payments.Ledger;
using CleanApp.Domain.Payments;

namespace CleanApp.Application.Payments.Sicredi;

/// <summary>Keeps a payment the bank shows on our key that belongs to no charge of ours; once, whoever finds it.</summary>
internal sealed class RecordLoosePayment(IPaymentsDb db, IUnitOfWork unitOfWork, LedgerBook book, TimeProvider clock)
{
    public async Task RecordAsync(SicrediAccount account, BankPayment shown, CancellationToken ct)
    {
        // Another key of the same bank account is another system's money.
        if (shown.Key is not null && shown.Key != account.PixKey)
            return;
        var now = clock.GetUtcNow();
        var reason = shown.Txid is null ? UnmatchedReason.NoTxid : UnmatchedReason.UnknownTxid;
        var payment = Payment.Record(
            Guid.CreateVersion7(now),
            shown.EndToEndId,
            shown.Txid,
            chargeId: null,
            shown.Amount,
            shown.SettledAt,
            reason,
            now
        );
        await unitOfWork.InTransactionAsync(
            async inner =>
            {
                if (!await db.TryRecordAsync(payment, inner))
                    return;
                await book.EnterAsync(payment, inner);
                await db.SaveChangesAsync(inner);
            },
            ct
        );
    }
}
