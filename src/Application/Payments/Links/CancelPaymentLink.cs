using CleanApp.Application.Common;
using CleanApp.Application.Payments.Charges;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Links;

/// <summary>Closes a link; its open charges are withdrawn at the bank. Repeated, nothing more happens.</summary>
public sealed record CancelPaymentLink(Guid LinkId) : ICommand<PaymentLinkView>;

internal sealed class CancelPaymentLinkHandler(IPaymentsDb db, IWorkQueue work, PaymentLinks links, TimeProvider clock)
    : IRequestHandler<CancelPaymentLink, PaymentLinkView>
{
    public async Task<PaymentLinkView> Handle(CancelPaymentLink request, CancellationToken ct)
    {
        var link = await db.LockLinkAsync(request.LinkId, ct) ?? throw new DomainException(PaymentLinkErrors.NotFound);
        link.Cancel(clock.GetUtcNow());
        var open = await db
            .Charges.Where(c => c.LinkId == link.Id && (c.Status == ChargeStatus.Creating || c.Status == ChargeStatus.Active))
            .Select(c => c.Id)
            .ToListAsync(ct);
        foreach (var id in open)
            await work.NudgeAsync(WithdrawCharge.WorkKind, id, ct);
        await db.SaveChangesAsync(ct);
        return (await links.ViewAsync([link], ct))[0];
    }
}
