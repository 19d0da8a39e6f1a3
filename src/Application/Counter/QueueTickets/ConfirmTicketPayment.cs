using CleanApp.Application.Common;
using CleanApp.Application.Counter.PrintJobs;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Counter;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>
/// The bank confirmed the payment of a ticket's charge: the ticket enters the queue and prints, once, however often this runs.
/// A ticket that cannot be paid any more gives the payment back to the list of those that fit nothing.
/// </summary>
internal sealed class ConfirmTicketPayment(ICounterDb db, IUnitOfWork unitOfWork, IPaymentLedger ledger, PrintQueue printQueue, TimeProvider clock)
    : IWorkHandler
{
    public string Kind => ChargePaid.WorkKindFor(ChargeTicket.ReferenceKind);

    public Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                if (await ledger.FindChargePaymentAsync(subjectId, inner) is not { } paid)
                    return WorkResult.Finished;
                var ticket = await db.LockTicketAsync(paid.ReferenceId, inner);
                if (ticket is null || (ticket.Status != QueueTicketStatus.Pending && ticket.PaymentId != paid.PaymentId))
                {
                    await ledger.MarkReferenceClosedAsync(paid.PaymentId, inner);
                    return WorkResult.Finished;
                }
                if (ticket.Status != QueueTicketStatus.Pending)
                    return WorkResult.Finished;
                ticket.ConfirmPayment(paid.PaymentId, clock.GetUtcNow());
                await printQueue.AddTicketAsync(ticket.Id, inner);
                await db.SaveChangesAsync(inner);
                return WorkResult.Finished;
            },
            ct
        );
}
