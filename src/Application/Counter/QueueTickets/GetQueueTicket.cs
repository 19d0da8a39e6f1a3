using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

public sealed record GetQueueTicket(Guid Id) : IRequest<QueueTicketView>;

internal sealed class GetQueueTicketHandler(ICounterDb db, ICharges charges, QueueTicketViews views)
    : IRequestHandler<GetQueueTicket, QueueTicketView>
{
    public async Task<QueueTicketView> Handle(GetQueueTicket request, CancellationToken ct)
    {
        var ticket = (await views.ReadAsync(db.QueueTickets.Where(t => t.Id == request.Id), joined => joined, ct)).SingleOrDefault();
        if (ticket is null)
            throw new DomainException(QueueTicketErrors.NotFound);
        return ticket with { Charge = await charges.FindNewestAsync(ChargeTicket.ReferenceKind, ticket.Id, ct) };
    }
}
