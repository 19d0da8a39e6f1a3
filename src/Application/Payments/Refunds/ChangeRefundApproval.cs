using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Payments;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Refunds;

/// <summary>From which amount on a refund needs a second person.</summary>
/// <param name="Above">What is returned of one payment altogether, above this.</param>
public sealed record ChangeRefundApproval(MoneyView Above) : ICommand<Done>;

internal sealed class ChangeRefundApprovalValidator : AbstractValidator<ChangeRefundApproval>
{
    public ChangeRefundApprovalValidator() => RuleFor(r => r.Above).Money();
}

internal sealed class ChangeRefundApprovalHandler(IPaymentsDb db) : IRequestHandler<ChangeRefundApproval, Done>
{
    public async Task<Done> Handle(ChangeRefundApproval request, CancellationToken ct)
    {
        var account = await db.SicrediAccounts.SingleOrDefaultAsync(ct) ?? throw new DomainException(SicrediAccountErrors.NotConfigured);
        account.RequireApprovalAbove(request.Above.ToMoney());
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}
