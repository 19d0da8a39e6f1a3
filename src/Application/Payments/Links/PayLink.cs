using CleanApp.Application.Common;
using CleanApp.Application.Payments.Charges;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Links;

/// <summary>
/// A charge for whoever opened a link: one live charge of a link for one payment, a charge per payer of a reusable one. Not a command: the
/// bank is called between two transactions.
/// </summary>
public sealed record PayLink(string Token) : IRequest<PayLink.Response>
{
    /// <param name="PayToken">Of the page of this charge.</param>
    public sealed record Response(string PayToken);
}

internal sealed class PayLinkHandler(
    IPaymentsDb db,
    IUnitOfWork unitOfWork,
    IWorkQueue work,
    ITenantContext tenantContext,
    ChargeDesk charges,
    TimeProvider clock
) : IRequestHandler<PayLink, PayLink.Response>
{
    /// <summary>A charge is followed closely while it lives; whoever comes back later gets another one.</summary>
    private static readonly TimeSpan ChargeLife = TimeSpan.FromHours(1);

    public async Task<PayLink.Response> Handle(PayLink request, CancellationToken ct)
    {
        tenantContext.Enter(await db.FindPayPageTenantAsync(request.Token, ct));
        var link =
            await db.PaymentLinks.AsNoTracking().SingleOrDefaultAsync(l => l.Token == request.Token, ct)
            ?? throw new DomainException(PaymentLinkErrors.NotFound);
        var now = clock.GetUtcNow();
        if (link.StatusAt(now) != PaymentLinkStatus.Open)
            throw new DomainException(PaymentLinkErrors.Closed);
        var left = link.ExpiresAt - now;
        var life = left < ChargeLife ? left : ChargeLife;
        var charge = await charges.RequestAsync(
            new ChargeRequest(
                PaymentLinks.ReferenceKind,
                link.Reusable ? Guid.CreateVersion7(now) : link.Id,
                link.Amount,
                link.Description,
                life < TimeSpan.FromMinutes(1) ? TimeSpan.FromMinutes(1) : life
            ),
            link.Id,
            ct
        );
        if (charge.Created && await WasClosedAsync(link.Id, charge.ChargeId, ct))
            throw new DomainException(PaymentLinkErrors.Closed);
        return new PayLink.Response(await db.Charges.Where(c => c.Id == charge.ChargeId).Select(c => c.PayToken).SingleAsync(ct));
    }

    /// <summary>A cancellation that came between the look and the new charge did not see the charge: it is withdrawn here.</summary>
    private Task<bool> WasClosedAsync(Guid linkId, Guid chargeId, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                var link = (await db.LockLinkAsync(linkId, inner))!;
                if (link.CancelledAt is null && link.PaymentId is null)
                    return false;
                await work.NudgeAsync(WithdrawCharge.WorkKind, chargeId, inner);
                return true;
            },
            ct
        );
}
