using CleanApp.Application.Common;
using CleanApp.Application.Counter.PrintJobs;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>
/// Pays a ticket with a Pix that came in and fitted nothing, because a person says that it was for this. Payment, ticket and slip share
/// one transaction under the ticket's lock, so of two at once one happens; repeated, nothing more does.
/// </summary>
public sealed record AttachPayment(Guid Id, Guid PaymentId) : ICommand<QueueTicketView>;

internal sealed class AttachPaymentHandler(
    ICounterDb db,
    IPaymentLedger ledger,
    ICharges charges,
    ITenantProfile tenant,
    PrintQueue printQueue,
    IUserContext user,
    QueueTicketViews views,
    TimeProvider clock
) : IRequestHandler<AttachPayment, QueueTicketView>
{
    public async Task<QueueTicketView> Handle(AttachPayment request, CancellationToken ct)
    {
        var ticket = await db.LockTicketAsync(request.Id, ct) ?? throw new DomainException(QueueTicketErrors.NotFound);
        var now = clock.GetUtcNow();
        if (ticket.PaymentId != request.PaymentId)
        {
            ticket.RequireBusinessDay((await tenant.GetAsync(ct)).Calendar.DayOf(now));
            ticket.ConfirmPayment(request.PaymentId, user.Actor, now);
            var thing = new PaidThing(ChargeTicket.ReferenceKind, ticket.Id, ticket.Amount, ticket.ContactId);
            await ledger.AttachAsync(request.PaymentId, thing, user.UserId, ct);
            await printQueue.AddTicketAsync(ticket.Id, ct);
            await charges.WithdrawAsync(ChargeTicket.ReferenceKind, ticket.Id, ct);
            await db.SaveChangesAsync(ct);
        }
        return await views.OfAsync(ticket, ct);
    }
}
