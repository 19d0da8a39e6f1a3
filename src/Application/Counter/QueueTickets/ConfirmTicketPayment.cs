using CleanApp.Application.Common;
using CleanApp.Application.Counter.PrintJobs;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>
/// The bank confirmed the payment of a ticket's charge: the ticket enters the queue and prints, once, however often this runs.
/// A ticket that cannot be paid any more, or whose business day was over, gives the payment back to the list of those that fit nothing.
/// </summary>
internal sealed class ConfirmTicketPayment(
    ICounterDb db,
    IUnitOfWork unitOfWork,
    IPaymentLedger ledger,
    ITenantProfile tenant,
    PrintQueue printQueue,
    TimeProvider clock
) : IWorkHandler
{
    public string Kind => ChargePaid.WorkKindFor(ChargeTicket.ReferenceKind);

    public Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct) =>
        unitOfWork.InTransactionAsync(
            async inner =>
            {
                if (await ledger.FindChargePaymentAsync(subjectId, inner) is not { } paid)
                    return WorkResult.Finished;
                var ticket = await db.LockTicketAsync(paid.ReferenceId, inner);
                if (ticket?.PaymentId == paid.PaymentId)
                    return WorkResult.Finished;
                // By when the bank settled it: what was paid within the day is paid, however late it is found.
                var day = (await tenant.GetAsync(inner)).Calendar.DayOf(paid.PaidAt);
                if (ticket is not { Status: QueueTicketStatus.Pending } || day > ticket.BusinessDay)
                {
                    await ledger.MarkReferenceClosedAsync(paid.PaymentId, inner);
                    return WorkResult.Finished;
                }
                ticket.ConfirmPayment(paid.PaymentId, Actor.System, clock.GetUtcNow());
                await printQueue.AddTicketAsync(ticket.Id, inner);
                await db.SaveChangesAsync(inner);
                return WorkResult.Finished;
            },
            ct
        );
}
