using CleanApp.Application.Common;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Ledger;

internal sealed class PaymentLedger(IPaymentsDb db, LedgerBook book, TimeProvider clock) : IPaymentLedger
{
    public Task<PaidCharge?> FindChargePaymentAsync(Guid chargeId, CancellationToken ct) =>
        (
            from charge in db.Charges
            join payment in db.Payments on charge.Id equals payment.ChargeId
            where charge.Id == chargeId && (payment.Unmatched == null || payment.Unmatched == UnmatchedReason.ReferenceClosed)
            select new PaidCharge(charge.ReferenceId, payment.Id, payment.SettledAt)
        ).SingleOrDefaultAsync(ct);

    public async Task<PaidWithView?> FindPaymentAsync(Guid paymentId, CancellationToken ct)
    {
        if (await db.Payments.AsNoTracking().SingleOrDefaultAsync(p => p.Id == paymentId, ct) is { } pix)
            return new PaidWithView(
                pix.Id,
                PaymentMethod.Pix,
                MoneyView.Of(pix.Amount),
                MoneyView.Signed(pix.Amount.Amount - (await book.HeldAsync(pix, ct)).Amount),
                pix.SettledAt
            );
        return await db.ManualPayments.AsNoTracking().SingleOrDefaultAsync(p => p.Id == paymentId, ct) is { } manual
            ? new PaidWithView(
                manual.Id,
                manual.Method == ManualMethod.Cash ? PaymentMethod.Cash : PaymentMethod.Card,
                MoneyView.Of(manual.Amount),
                MoneyView.Signed(0),
                manual.ReceivedAt
            )
            : null;
    }

    public async Task MarkReferenceClosedAsync(Guid paymentId, CancellationToken ct)
    {
        var payment = (await db.LockPaymentAsync(paymentId, ct))!;
        if (!payment.Unmatch(UnmatchedReason.ReferenceClosed))
            return;
        var held = await book.HeldAsync(payment, ct);
        var now = clock.GetUtcNow();
        if (held.IsZero)
            payment.NoteReturned(payment.Amount.Amount, by: null, now);
        else
            await book.PostAsync(LedgerEvent.Release, payment, now, LedgerAccount.Received, LedgerAccount.Suspense, held, Actor.System, ct);
        await db.SaveChangesAsync(ct);
    }

    public async Task AttachAsync(Guid paymentId, PaidThing thing, Guid by, CancellationToken ct)
    {
        var payment = await db.LockPaymentAsync(paymentId, ct) ?? throw new DomainException(PaymentErrors.NotFound);
        var now = clock.GetUtcNow();
        if (!payment.Attach(thing.Kind, thing.Id, by, now, thing.ContactId))
            return;
        if (await book.LeftAsync(payment, ct) != thing.Amount)
            throw new DomainException(PaymentErrors.AmountDiffers);
        await book.PostAsync(LedgerEvent.Attach, payment, now, LedgerAccount.Suspense, LedgerAccount.Received, thing.Amount, new Actor(by), ct);
        await db.SaveChangesAsync(ct);
    }

    public async Task<Guid> RecordManualAsync(PaidThing thing, PaymentMethod method, Guid by, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var word = method switch
        {
            PaymentMethod.Cash => ManualMethod.Cash,
            PaymentMethod.Card => ManualMethod.Card,
            _ => throw new ArgumentOutOfRangeException(nameof(method)),
        };
        var manual = ManualPayment.Record(Guid.CreateVersion7(now), thing.Kind, thing.Id, word, thing.Amount, by, now, thing.ContactId);
        db.ManualPayments.Add(manual);
        var move = new LedgerMove(LedgerEvent.Manual, manual.Id, now, PaymentId: null);
        await book.PostAsync(move, manual.Account, LedgerAccount.Received, thing.Amount, new Actor(by), ct);
        await db.SaveChangesAsync(ct);
        return manual.Id;
    }
}
