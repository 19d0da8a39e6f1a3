using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Refunds;

/// <summary>
/// Asks for a Pix to be returned, all that is left of it or a part. Under the payment's lock, so that all requests together never exceed
/// what was paid; the bank hears of it after the commit.
/// </summary>
/// <param name="Amount">Left out: all that is left.</param>
public sealed record RequestRefund(Guid PaymentId, string Reason, MoneyView? Amount = null) : ICommand<RefundView>;

internal sealed class RequestRefundValidator : AbstractValidator<RequestRefund>
{
    public RequestRefundValidator()
    {
        RuleFor(r => r.Reason).Name(140);
        RuleFor(r => r.Amount).Cascade(CascadeMode.Stop).Money().Must(a => a is null || !a.ToMoney().IsZero).WithMessage("Must be more than zero.");
    }
}

internal sealed class RequestRefundHandler(IPaymentsDb db, IWorkQueue work, IUserContext user, RefundViews views, TimeProvider clock)
    : IRequestHandler<RequestRefund, RefundView>
{
    public async Task<RefundView> Handle(RequestRefund request, CancellationToken ct)
    {
        var payment = await db.LockPaymentAsync(request.PaymentId, ct) ?? throw new DomainException(PaymentErrors.NotFound);
        var account =
            await db.SicrediAccounts.AsNoTracking().SingleOrDefaultAsync(ct) ?? throw new DomainException(SicrediAccountErrors.NotConfigured);
        var now = clock.GetUtcNow();
        if (now > payment.SettledAt + Refund.Window)
            throw new DomainException(RefundErrors.TooLate);
        var held = (await db.Refunds.Where(r => r.PaymentId == payment.Id).ToListAsync(ct)).Where(r => r.HoldsAmount).Sum(r => r.Amount.Amount);
        var left = payment.Amount.Amount - held;
        var amount = request.Amount?.ToMoney() ?? new Money(Math.Max(0, left));
        if (amount.IsZero || amount.Amount > left)
            throw new DomainException(RefundErrors.TooMuch);

        // By what is returned of the payment altogether: the limit is not walked around in small steps.
        var needsApproval = held + amount.Amount > account.RefundApprovalAbove.Amount;
        var refund = Refund.Request(Guid.CreateVersion7(now), payment.Id, amount, request.Reason, needsApproval, user.UserId, now);
        db.Refunds.Add(refund);
        if (!needsApproval)
            work.Enqueue(SendRefund.WorkKind, refund.Id);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(refund, payment, ct);
    }
}
