using CleanApp.Application.Common;
using CleanApp.Application.Payments.Contracts;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Payments.Links;

/// <summary>The bank confirmed the payment of a link's charge; a link that can take none gives it to the list of those that fit nothing.</summary>
internal sealed class ConfirmLinkPayment(IPaymentsDb db, IUnitOfWork unitOfWork, IPaymentLedger ledger) : IWorkHandler
{
    public string Kind => ChargePaid.WorkKindFor(PaymentLinks.ReferenceKind);

    public Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                if (await ledger.FindChargePaymentAsync(subjectId, inner) is not { } paid)
                    return WorkResult.Finished;
                var linkId = await db.Charges.Where(c => c.Id == subjectId).Select(c => c.LinkId).SingleAsync(inner);
                var link = linkId is { } id ? await db.LockLinkAsync(id, inner) : null;
                if (link?.Pay(paid.PaymentId) != true)
                    await ledger.MarkReferenceClosedAsync(paid.PaymentId, inner);
                await db.SaveChangesAsync(inner);
                return WorkResult.Finished;
            },
            ct
        );
}
