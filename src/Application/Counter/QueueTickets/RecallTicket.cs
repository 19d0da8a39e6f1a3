using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>Announces a called ticket once more.</summary>
public sealed record RecallTicket(Guid Id) : ICommand<QueueTicketView>;

internal sealed class RecallTicketHandler(ICounterDb db, IUserContext user, QueueTicketViews views, TimeProvider clock)
    : IRequestHandler<RecallTicket, QueueTicketView>
{
    public async Task<QueueTicketView> Handle(RecallTicket request, CancellationToken ct)
    {
        var ticket = await db.LockTicketAsync(request.Id, ct) ?? throw new DomainException(QueueTicketErrors.NotFound);
        var now = clock.GetUtcNow();
        ticket.Recall(user.Actor, now);
        var names = await db
            .Desks.AsNoTracking()
            .Where(d => d.Id == ticket.DeskId)
            .Select(d => new { Desk = d, Service = db.Services.Single(s => s.Id == ticket.ServiceId).Name })
            .SingleAsync(ct);
        db.PanelCalls.Add(PanelCall.Announce(ticket, names.Desk, names.Service, recall: true, now));
        await db.SaveChangesAsync(ct);
        return views.Of(ticket, names.Service, names.Desk.Name);
    }
}
