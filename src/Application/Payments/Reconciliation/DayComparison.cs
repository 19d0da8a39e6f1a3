using CleanApp.Application.Payments.Refunds;
using CleanApp.Application.Payments.Sicredi;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Reconciliation;

/// <summary>What the bank's list of a day and the books do not agree on.</summary>
internal sealed class DayComparison(IPaymentsDb db, IPixBank bank, RecordRefunds refunds)
{
    public async Task<List<FoundDifference>> PaymentsAsync(
        SicrediAccount account,
        List<SeenPayment> shown,
        DateTimeOffset from,
        DateTimeOffset to,
        CancellationToken ct
    )
    {
        var ours = await db.Payments.AsNoTracking().Where(p => p.SettledAt >= from && p.SettledAt < to).ToListAsync(ct);
        var byId = ours.ToDictionary(p => p.EndToEndId);
        // The bank may tell another time of a payment than it told first.
        var elsewhere = shown.Select(s => s.Shown.EndToEndId).Where(id => !byId.ContainsKey(id)).ToArray();
        if (elsewhere.Length > 0)
            foreach (var our in await db.Payments.AsNoTracking().Where(p => elsewhere.Contains(p.EndToEndId)).ToListAsync(ct))
                byId.Add(our.EndToEndId, our);
        var found = new List<FoundDifference>();
        foreach (var (payment, wasKnown) in shown)
        {
            if (byId.GetValueOrDefault(payment.EndToEndId) is not { } our)
                found.Add(new(DifferenceKind.MissingHere, payment.EndToEndId, null, payment.Amount, null, Mended: false));
            else if (!wasKnown)
                found.Add(new(DifferenceKind.MissingHere, payment.EndToEndId, null, payment.Amount, null, Mended: true));
            else if (our.Amount != payment.Amount)
                found.Add(new(DifferenceKind.Amount, payment.EndToEndId, null, payment.Amount, our.Amount, Mended: false));
        }
        var there = shown.Select(s => s.Shown.EndToEndId).ToHashSet();
        foreach (var our in ours.Where(p => !there.Contains(p.EndToEndId)))
            // Asked for by itself: a list that is read while it grows may leave one out.
            if (await bank.FindPaymentAsync(account, our.EndToEndId, ct) is null)
                found.Add(new(DifferenceKind.MissingThere, our.EndToEndId, null, null, our.Amount, Mended: false));
        return found;
    }

    /// <summary>Refunds that ended on this day: what was not known here is recorded, what ended otherwise there stays a difference.</summary>
    public async Task<List<FoundDifference>> RefundsAsync(List<BankPayment> returned, BusinessCalendar calendar, DateOnly day, CancellationToken ct)
    {
        var found = new List<FoundDifference>();
        foreach (var payment in returned)
        {
            var ours = await (
                from refund in db.Refunds.AsNoTracking()
                join paid in db.Payments on refund.PaymentId equals paid.Id
                where paid.EndToEndId == payment.EndToEndId
                select refund
            ).ToDictionaryAsync(r => r.BankId, ct);
            foreach (var shown in payment.Refunds.Where(r => calendar.DayOf(r.SettledAt) == day))
            {
                var our = ours.GetValueOrDefault(shown.Id);
                if (shown.Status == BankRefundStatus.Done && our?.Status != RefundStatus.Done)
                    found.Add(new(DifferenceKind.Status, payment.EndToEndId, shown.Id, shown.Amount, our?.Amount, Mended: true));
                else if (shown.Status == BankRefundStatus.NotDone && our?.Status == RefundStatus.Done)
                    found.Add(new(DifferenceKind.Status, payment.EndToEndId, shown.Id, null, our.Amount, Mended: false));
                else if (our is not null && our.Amount != shown.Amount)
                    found.Add(new(DifferenceKind.Amount, payment.EndToEndId, shown.Id, shown.Amount, our.Amount, Mended: false));
            }
            await refunds.AllAsync(payment, ct);
        }
        return found;
    }
}
