using CleanApp.Application.Common;
using CleanApp.Domain.Payments;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Refunds;

/// <summary>Refunds, newest first; of one payment, and in any of the states, where asked.</summary>
public sealed record ListRefunds(Guid? PaymentId, IReadOnlyList<RefundStatus> Status, string? After, int Limit) : IRequest<Page<RefundView>>;

internal sealed class ListRefundsHandler(IPaymentsDb db, RefundViews views) : IRequestHandler<ListRefunds, Page<RefundView>>
{
    public async Task<Page<RefundView>> Handle(ListRefunds request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var status = request.Status.ToArray();
        var rows = await (
            from refund in db.Refunds.AsNoTracking()
            join payment in db.Payments.AsNoTracking() on refund.PaymentId equals payment.Id
            where request.PaymentId == null || refund.PaymentId == request.PaymentId
            where status.Length == 0 || status.Contains(refund.Status)
            where after == null || refund.RequestedAt < after.Value.At || (refund.RequestedAt == after.Value.At && refund.Id < after.Value.Id)
            orderby refund.RequestedAt descending, refund.Id descending
            select new { Refund = refund, Payment = payment }
        )
            .TakePage(request.Limit)
            .ToListAsync(ct);
        var page = PageExtensions.Of(rows, request.Limit, r => new Cursor(r.Refund.RequestedAt, r.Refund.Id));
        return new Page<RefundView>(await views.OfAsync([.. page.Items.Select(r => (r.Refund, r.Payment))], ct), page.Next);
    }
}
