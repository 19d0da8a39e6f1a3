using CleanApp.Application.Common;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>
/// The bank confirmed the payment of a proposal's charge: it is paid, once, however often this runs. One that is paid already gives the payment
/// to the list of those that fit nothing.
/// </summary>
internal sealed class ConfirmProposalPayment(
    ISalesDb db,
    IUnitOfWork unitOfWork,
    ProposalDesk desk,
    ProposalNews news,
    IPaymentLedger ledger,
    ICharges charges,
    TimeProvider clock
) : IWorkHandler
{
    public string Kind => ChargePaid.WorkKindFor(ProposalDetailViews.ReferenceKind);

    public Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                if (await ledger.FindChargePaymentAsync(subjectId, inner) is not { } paid)
                    return WorkResult.Finished;
                var opportunityId = await db.Proposals.Where(p => p.Id == paid.ReferenceId).Select(p => p.OpportunityId).SingleAsync(inner);
                var (proposal, opportunity) = await desk.LockBothAsync(opportunityId, paid.ReferenceId, inner);
                if (proposal.PaymentId == paid.PaymentId)
                    return WorkResult.Finished;
                var now = clock.GetUtcNow();
                if (proposal.Pay(paid.PaymentId, paid.PaidAt, now))
                {
                    // Asked for when the first had run out, which was paid all the same.
                    await charges.WithdrawAsync(ProposalDetailViews.ReferenceKind, proposal.Id, inner);
                    await news.AddAsync(OpportunityEventKind.ProposalPaid, proposal, opportunity, now, inner);
                }
                else
                    await ledger.MarkReferenceClosedAsync(paid.PaymentId, inner);
                await db.SaveChangesAsync(inner);
                return WorkResult.Finished;
            },
            ct
        );
}
