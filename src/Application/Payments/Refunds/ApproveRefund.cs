using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using MediatR;

namespace CleanApp.Application.Payments.Refunds;

/// <summary>The second person's yes; then it goes to the bank. Repeated, nothing more happens.</summary>
public sealed record ApproveRefund(Guid RefundId) : ICommand<RefundView>;

internal sealed class ApproveRefundHandler(IPaymentsDb db, IWorkQueue work, IUserContext user, RefundViews views, TimeProvider clock)
    : IRequestHandler<ApproveRefund, RefundView>
{
    public async Task<RefundView> Handle(ApproveRefund request, CancellationToken ct)
    {
        var (refund, payment) = await db.LockRefundAsync(request.RefundId, ct) ?? throw new DomainException(RefundErrors.NotFound);
        if (refund.Approve(user.UserId, clock.GetUtcNow()))
            work.Enqueue(SendRefund.WorkKind, refund.Id);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(refund, payment, ct);
    }
}
