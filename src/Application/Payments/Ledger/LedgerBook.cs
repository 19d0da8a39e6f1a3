using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Ledger;

/// <summary>Writes the lines of an event into the transaction that makes it happen, on the business day of its time.</summary>
internal sealed class LedgerBook(IPaymentsDb db, ITenantProfile tenant, TimeProvider clock)
{
    public Task PostAsync(
        LedgerEvent what,
        Payment payment,
        DateTimeOffset at,
        LedgerAccount into,
        LedgerAccount outOf,
        Money amount,
        Actor by,
        CancellationToken ct
    ) => PostAsync(new LedgerMove(what, payment.Id, at, payment.Id), into, outOf, amount, by, ct);

    public async Task PostAsync(LedgerMove move, LedgerAccount into, LedgerAccount outOf, Money amount, Actor by, CancellationToken ct)
    {
        var day = (await tenant.GetAsync(ct)).Calendar.DayOf(move.At);
        db.LedgerEntries.AddRange(LedgerEntry.Move(move, into, outOf, amount, day, by, clock.GetUtcNow()));
    }

    /// <summary>What of a payment can still be given to something.</summary>
    /// <exception cref="DomainException"><see cref="RefundErrors.Open"/>: how much is left is not known yet.</exception>
    public async Task<Money> LeftAsync(Payment payment, CancellationToken ct)
    {
        var refunds = await db.Refunds.AsNoTracking().Where(r => r.PaymentId == payment.Id).ToListAsync(ct);
        return refunds.Any(r => r.IsOpen)
            ? throw new DomainException(RefundErrors.Open)
            : new Money(Math.Max(0, payment.Amount.Amount - Done(refunds)));
    }

    /// <summary>What of a payment the bank has not returned, whatever is on its way.</summary>
    public async Task<Money> HeldAsync(Payment payment, CancellationToken ct) =>
        new(Math.Max(0, payment.Amount.Amount - Done(await db.Refunds.AsNoTracking().Where(r => r.PaymentId == payment.Id).ToListAsync(ct))));

    private static decimal Done(List<Refund> refunds) => refunds.Where(r => r.Status == RefundStatus.Done).Sum(r => r.Amount.Amount);

    /// <summary>A Pix the bank shows enters the books: for what it pays, or to wait for a person.</summary>
    public Task EnterAsync(Payment payment, CancellationToken ct) =>
        PostAsync(
            payment.Unmatched is null ? LedgerEvent.Settlement : LedgerEvent.Suspense,
            payment,
            payment.SettledAt,
            LedgerAccount.Bank,
            payment.Account,
            payment.Amount,
            Actor.System,
            ct
        );
}
