using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Refunds;

/// <summary>One refund as its receipt shows it.</summary>
public sealed record GetRefund(Guid RefundId) : IRequest<GetRefund.Response>
{
    public sealed record Response(string CompanyName, RefundView Refund);
}

internal sealed class GetRefundHandler(IPaymentsDb db, ITenantProfile tenant, RefundViews views) : IRequestHandler<GetRefund, GetRefund.Response>
{
    public async Task<GetRefund.Response> Handle(GetRefund request, CancellationToken ct)
    {
        var row =
            await (
                from refund in db.Refunds.AsNoTracking()
                join payment in db.Payments.AsNoTracking() on refund.PaymentId equals payment.Id
                where refund.Id == request.RefundId
                select new { Refund = refund, Payment = payment }
            ).SingleOrDefaultAsync(ct) ?? throw new DomainException(RefundErrors.NotFound);
        return new GetRefund.Response((await tenant.GetAsync(ct)).Name, await views.OfAsync(row.Refund, row.Payment, ct));
    }
}
