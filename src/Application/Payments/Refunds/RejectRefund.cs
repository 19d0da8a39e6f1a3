using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using MediatR;

namespace CleanApp.Application.Payments.Refunds;

/// <summary>The second person's no, or the first one's change of mind, while it waits. Repeated, nothing more happens.</summary>
public sealed record RejectRefund(Guid RefundId) : ICommand<RefundView>;

internal sealed class RejectRefundHandler(IPaymentsDb db, IUserContext user, RefundViews views, TimeProvider clock)
    : IRequestHandler<RejectRefund, RefundView>
{
    public async Task<RefundView> Handle(RejectRefund request, CancellationToken ct)
    {
        var (refund, payment) = await db.LockRefundAsync(request.RefundId, ct) ?? throw new DomainException(RefundErrors.NotFound);
        refund.Reject(user.UserId, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(refund, payment, ct);
    }
}
