using CleanApp.Application.Common;
using CleanApp.Application.Counter.Panels;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>Calls one particular waiting ticket, out of turn.</summary>
public sealed record CallTicket(Guid Id, Guid DeskId) : ICommand<QueueTicketView>;

internal sealed class CallTicketHandler(ICounterDb db, IUserContext user, PanelFeed panelFeed, QueueTicketViews views, TimeProvider clock)
    : IRequestHandler<CallTicket, QueueTicketView>
{
    public async Task<QueueTicketView> Handle(CallTicket request, CancellationToken ct)
    {
        var ticket = await db.LockTicketAsync(request.Id, ct) ?? throw new DomainException(QueueTicketErrors.NotFound);
        var desk =
            await db.Desks.AsNoTracking().SingleOrDefaultAsync(d => d.Id == request.DeskId, ct) ?? throw new DomainException(DeskErrors.NotFound);
        var announcedBefore = ticket.Calls;
        ticket.Call(desk, user.Actor, clock.GetUtcNow());
        if (ticket.Calls != announcedBefore)
            await panelFeed.AnnounceAsync(ticket, desk, recall: false, ct);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(ticket, ct);
    }
}
