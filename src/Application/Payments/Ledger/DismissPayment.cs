using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Payments.Ledger;

/// <summary>Closes a payment that fits nothing: it stays, and a person says why. Repeated, nothing more happens.</summary>
public sealed record DismissPayment(Guid PaymentId, string Reason) : ICommand<Done>;

internal sealed class DismissPaymentValidator : AbstractValidator<DismissPayment>
{
    public DismissPaymentValidator() => RuleFor(r => r.Reason).Name(200);
}

internal sealed class DismissPaymentHandler(IPaymentsDb db, LedgerBook book, IUserContext user, TimeProvider clock)
    : IRequestHandler<DismissPayment, Done>
{
    public async Task<Done> Handle(DismissPayment request, CancellationToken ct)
    {
        var payment = await db.LockPaymentAsync(request.PaymentId, ct) ?? throw new DomainException(PaymentErrors.NotFound);
        var now = clock.GetUtcNow();
        if (!payment.Dismiss(request.Reason, user.UserId, now))
            return Done.Value;
        var left = await book.LeftAsync(payment, ct);
        await book.PostAsync(LedgerEvent.Dismiss, payment, now, LedgerAccount.Suspense, LedgerAccount.Dismissed, left, user.Actor, ct);
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}
