using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Payments;

namespace CleanApp.Application.Payments.Ledger;

/// <summary>What the person was asked to pay by Pix, and what was paid otherwise.</summary>
internal sealed class PaymentTimeline(IPaymentsDb db, IUserContext user) : IPersonTimeline
{
    public async Task<IReadOnlyList<TimelineEntry>> ListAsync(TimelineQuestion question, CancellationToken ct)
    {
        if (!user.May(Permissions.PaymentsRead))
            return [];
        var charges = await question.NewestAsync(id => db.Charges.Where(c => c.ContactId == id), nameof(Charge.CreatedAt), ct);
        var attached = await question.NewestAsync(id => db.Payments.Where(p => p.ContactId == id), nameof(Payment.SettledAt), ct);
        var byHand = await question.NewestAsync(id => db.ManualPayments.Where(p => p.ContactId == id), nameof(ManualPayment.ReceivedAt), ct);
        return
        [
            .. charges.Select(c => new TimelineEntry(
                TimelineKind.Charge,
                c.Id,
                c.CreatedAt,
                c.Description,
                TimelineEntry.Word(c.Status),
                Amount: MoneyView.Of(c.Amount),
                OfId: c.ReferenceId
            )),
            .. attached.Select(p => Paid(p.Id, p.SettledAt, "pix", p.Amount, p.AttachedId!.Value)),
            .. byHand.Select(p => Paid(p.Id, p.ReceivedAt, TimelineEntry.Word(p.Method), p.Amount, p.ReferenceId)),
        ];
    }

    private static TimelineEntry Paid(Guid id, DateTimeOffset at, string method, Domain.Common.Money amount, Guid of) =>
        new(TimelineKind.Payment, id, at, null, method, Amount: MoneyView.Of(amount), OfId: of);
}
