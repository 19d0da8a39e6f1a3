using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>Calls one particular waiting ticket, out of turn.</summary>
public sealed record CallTicket(Guid Id, Guid DeskId) : ICommand<QueueTicketView>;

internal sealed class CallTicketHandler(ICounterDb db, IUserContext user, QueueTicketViews views, TimeProvider clock)
    : IRequestHandler<CallTicket, QueueTicketView>
{
    public async Task<QueueTicketView> Handle(CallTicket request, CancellationToken ct)
    {
        var ticket = await db.LockTicketAsync(request.Id, ct) ?? throw new DomainException(QueueTicketErrors.NotFound);
        var names =
            await db
                .Desks.AsNoTracking()
                .Where(d => d.Id == request.DeskId)
                .Select(d => new { Desk = d, Service = db.Services.Single(s => s.Id == ticket.ServiceId).Name })
                .SingleOrDefaultAsync(ct)
            ?? throw new DomainException(DeskErrors.NotFound);
        var now = clock.GetUtcNow();
        var announcedBefore = ticket.Calls;
        ticket.Call(names.Desk, user.Actor, now);
        if (ticket.Calls != announcedBefore)
            db.PanelCalls.Add(PanelCall.Announce(ticket, names.Desk, names.Service, recall: false, now));
        await db.SaveChangesAsync(ct);
        return views.Of(ticket, names.Service, names.Desk.Name);
    }
}
