using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Charges;

/// <summary>What the payer sees.</summary>
public sealed record GetPayPage(string Token) : IRequest<GetPayPage.Response>
{
    public sealed record Response(
        string CompanyName,
        string Description,
        MoneyView Amount,
        string? PixCopiaECola,
        ChargeStatus Status,
        DateTimeOffset? ExpiresAt,
        DateTimeOffset? PaidAt,
        DateTimeOffset ServerTime
    );
}

internal sealed class GetPayPageHandler(IPaymentsDb db, ITenantContext tenantContext, ITenantProfile tenant, TimeProvider clock)
    : IRequestHandler<GetPayPage, GetPayPage.Response>
{
    public async Task<GetPayPage.Response> Handle(GetPayPage request, CancellationToken ct)
    {
        tenantContext.Enter(await db.FindPayPageTenantAsync(request.Token, ct));
        var charge =
            await db.Charges.AsNoTracking().SingleOrDefaultAsync(c => c.PayToken == request.Token, ct)
            ?? throw new DomainException(ChargeErrors.NotFound);
        var now = clock.GetUtcNow();
        var payable = charge.Status == ChargeStatus.Active && charge.IsLive(now);
        return new GetPayPage.Response(
            (await tenant.GetAsync(ct)).Name,
            charge.Description,
            MoneyView.Of(charge.Amount),
            payable ? charge.PixCopiaECola : null,
            charge.Status == ChargeStatus.Active && !payable ? ChargeStatus.Expired : charge.Status,
            charge.ExpiresAt,
            charge.PaidAt,
            now
        );
    }
}
