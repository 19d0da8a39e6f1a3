using CleanApp.Application.Common;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using MediatR;

namespace CleanApp.Application.Payments.Links;

/// <summary>Pays a link for one payment with a Pix that came in and fitted nothing. Repeated, nothing more happens.</summary>
public sealed record AttachPaymentToLink(Guid LinkId, Guid PaymentId) : ICommand<PaymentLinkView>;

internal sealed class AttachPaymentToLinkHandler(IPaymentsDb db, IPaymentLedger ledger, ICharges charges, PaymentLinks links, IUserContext user)
    : IRequestHandler<AttachPaymentToLink, PaymentLinkView>
{
    public async Task<PaymentLinkView> Handle(AttachPaymentToLink request, CancellationToken ct)
    {
        var link = await db.LockLinkAsync(request.LinkId, ct) ?? throw new DomainException(PaymentLinkErrors.NotFound);
        if (link.Reusable || !link.Pay(request.PaymentId))
            throw new DomainException(PaymentLinkErrors.Closed);
        await ledger.AttachAsync(request.PaymentId, new PaidThing(PaymentLinks.ReferenceKind, link.Id, link.Amount), user.UserId, ct);
        await charges.WithdrawAsync(PaymentLinks.ReferenceKind, link.Id, ct);
        await db.SaveChangesAsync(ct);
        return (await links.ViewAsync([link], ct))[0];
    }
}
