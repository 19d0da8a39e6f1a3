using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>Sends a waiting or called ticket to another service's queue; it keeps its code and its place by waiting time.</summary>
public sealed record TransferTicket(Guid Id, Guid ServiceId) : ICommand<QueueTicketView>;

internal sealed class TransferTicketHandler(ICounterDb db, IUserContext user, QueueTicketViews views, TimeProvider clock)
    : IRequestHandler<TransferTicket, QueueTicketView>
{
    public async Task<QueueTicketView> Handle(TransferTicket request, CancellationToken ct)
    {
        var ticket = await db.LockTicketAsync(request.Id, ct) ?? throw new DomainException(QueueTicketErrors.NotFound);
        var service =
            await db.Services.AsNoTracking().SingleOrDefaultAsync(s => s.Id == request.ServiceId, ct)
            ?? throw new DomainException(ServiceErrors.NotFound);
        ticket.Transfer(service, user.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(ticket, ct);
    }
}
