using CleanApp.Application.Common;
using CleanApp.Application.Payments.Ledger;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Refunds;

/// <summary>
/// Records what the bank shows of refunds: ours as they go on, and those made at the bank itself. The only way by which a refund is done;
/// the books share its transaction, under the payment's lock.
/// </summary>
internal sealed class RecordRefunds(IPaymentsDb db, IUnitOfWork unitOfWork, IWorkQueue work, LedgerBook book, TimeProvider clock)
{
    /// <returns>How many were news.</returns>
    public async Task<int> AllAsync(BankPayment shown, CancellationToken ct)
    {
        if (shown.Refunds.Count == 0)
            return 0;
        if (await db.Payments.AsNoTracking().SingleOrDefaultAsync(p => p.EndToEndId == shown.EndToEndId, ct) is not { } payment)
            return 0;
        var known = await db.Refunds.AsNoTracking().Where(r => r.PaymentId == payment.Id).ToListAsync(ct);
        var news = shown.Refunds.Where(r => known.SingleOrDefault(k => k.BankId == r.Id) is not { } k || IsNews(k, r)).ToList();
        foreach (var refund in news)
            await OneAsync(payment.Id, refund, ct);
        return news.Count;
    }

    public Task OneAsync(Guid paymentId, BankRefund shown, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                var payment = (await db.LockPaymentAsync(paymentId, inner))!;
                var all = await db.Refunds.Where(r => r.PaymentId == paymentId).ToListAsync(inner);
                var refund = all.SingleOrDefault(r => r.BankId == shown.Id);
                if (refund is null)
                {
                    refund = Refund.Found(Guid.CreateVersion7(clock.GetUtcNow()), paymentId, shown.Id, shown.Amount, shown.RequestedAt);
                    db.Refunds.Add(refund);
                    all.Add(refund);
                    if (shown.Status == BankRefundStatus.Processing)
                        work.Enqueue(SendRefund.WorkKind, refund.Id, delay: SendRefund.FirstLook);
                }
                await ApplyAsync(payment, refund, all, shown, inner);
                await db.SaveChangesAsync(inner);
            },
            ct
        );

    private async Task ApplyAsync(Payment payment, Refund refund, List<Refund> all, BankRefund shown, CancellationToken ct)
    {
        switch (shown.Status)
        {
            case BankRefundStatus.Processing:
                refund.Accept(shown.ReturnId);
                return;
            case BankRefundStatus.NotDone:
                refund.Fail(shown.Why ?? "not_done");
                return;
        }
        if (!refund.Settle(shown.ReturnId, shown.SettledAt))
            return;
        var move = new LedgerMove(LedgerEvent.Refund, refund.Id, shown.SettledAt, payment.Id);
        await book.PostAsync(move, payment.Account, LedgerAccount.Bank, shown.Amount, new Actor(refund.RequestedBy), ct);
        payment.NoteReturned(all.Where(r => r.Status == RefundStatus.Done).Sum(r => r.Amount.Amount), refund.RequestedBy, clock.GetUtcNow());
    }

    private static bool IsNews(Refund known, BankRefund shown) =>
        shown.Status switch
        {
            BankRefundStatus.Done => known.Status != RefundStatus.Done,
            BankRefundStatus.NotDone => known.IsOpen,
            _ => known.Status is RefundStatus.Approved or RefundStatus.Unconfirmed,
        };
}
