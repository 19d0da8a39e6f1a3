using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Charges;

/// <summary>What the payer sees: of a charge, or of a payment link that has yet to make one.</summary>
public sealed record GetPayPage(string Token) : IRequest<GetPayPage.Response>
{
    /// <param name="LinkToken">The payment link that it belongs to or is, where another charge can be asked for; null when there is none.</param>
    /// <param name="Refunded">What the bank has returned of it; null when nothing.</param>
    public sealed record Response(
        string CompanyName,
        string Description,
        MoneyView Amount,
        string? PixCopiaECola,
        ChargeStatus Status,
        DateTimeOffset? ExpiresAt,
        DateTimeOffset? PaidAt,
        DateTimeOffset ServerTime,
        string? LinkToken,
        MoneyView? Refunded
    );
}

internal sealed class GetPayPageHandler(IPaymentsDb db, ITenantContext tenantContext, ITenantProfile tenant, ChargeDesk charges, TimeProvider clock)
    : IRequestHandler<GetPayPage, GetPayPage.Response>
{
    public async Task<GetPayPage.Response> Handle(GetPayPage request, CancellationToken ct)
    {
        tenantContext.Enter(await db.FindPayPageTenantAsync(request.Token, ct));
        var charge = await db.Charges.AsNoTracking().SingleOrDefaultAsync(c => c.PayToken == request.Token, ct);
        return charge is not null ? await OfAsync(charge, ct)
            : await db.PaymentLinks.AsNoTracking().SingleOrDefaultAsync(l => l.Token == request.Token, ct) is { } link ? await OfAsync(link, ct)
            : throw new DomainException(ChargeErrors.NotFound);
    }

    private async Task<GetPayPage.Response> OfAsync(Charge charge, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var payable = charge.Status == ChargeStatus.Active && charge.IsLive(now);
        var link = charge.LinkId is { } id ? await db.PaymentLinks.AsNoTracking().SingleAsync(l => l.Id == id, ct) : null;
        return new GetPayPage.Response(
            (await tenant.GetAsync(ct)).Name,
            charge.Description,
            MoneyView.Of(charge.Amount),
            payable ? charge.PixCopiaECola : null,
            charge.Status == ChargeStatus.Active && !payable ? ChargeStatus.Expired : charge.Status,
            charge.ExpiresAt,
            charge.PaidAt,
            now,
            link?.StatusAt(now) == PaymentLinkStatus.Open ? link.Token : null,
            await charges.RefundedAsync(charge, ct)
        );
    }

    private async Task<GetPayPage.Response> OfAsync(PaymentLink link, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var status = link.StatusAt(now);
        return new GetPayPage.Response(
            (await tenant.GetAsync(ct)).Name,
            link.Description,
            MoneyView.Of(link.Amount),
            null,
            status switch
            {
                PaymentLinkStatus.Open => ChargeStatus.Active,
                PaymentLinkStatus.Paid => ChargeStatus.Paid,
                PaymentLinkStatus.Expired => ChargeStatus.Expired,
                _ => ChargeStatus.Removed,
            },
            link.ExpiresAt,
            null,
            now,
            status == PaymentLinkStatus.Open ? link.Token : null,
            null
        );
    }
}
