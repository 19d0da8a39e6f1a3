using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

public sealed record GetQueueTicket(Guid Id) : IRequest<QueueTicketView>;

internal sealed class GetQueueTicketHandler(ICounterDb db, ICharges charges, IPaymentLedger ledger, QueueTicketViews views)
    : IRequestHandler<GetQueueTicket, QueueTicketView>
{
    public async Task<QueueTicketView> Handle(GetQueueTicket request, CancellationToken ct)
    {
        var ticket =
            await db.QueueTickets.AsNoTracking().SingleOrDefaultAsync(t => t.Id == request.Id, ct)
            ?? throw new DomainException(QueueTicketErrors.NotFound);
        return await views.OfAsync(ticket, ct) with
        {
            Charge = await charges.FindAsync(ChargeTicket.ReferenceKind, ticket.Id, ct),
            PaidWith = ticket.PaymentId is { } paid ? await ledger.FindPaymentAsync(paid, ct) : null,
        };
    }
}
