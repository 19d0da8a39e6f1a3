using CleanApp.Application.Common;
using CleanApp.Application.Counter.Panels;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>Announces a called ticket once more.</summary>
public sealed record RecallTicket(Guid Id) : ICommand<QueueTicketView>;

internal sealed class RecallTicketHandler(ICounterDb db, IUserContext user, PanelFeed panelFeed, QueueTicketViews views, TimeProvider clock)
    : IRequestHandler<RecallTicket, QueueTicketView>
{
    public async Task<QueueTicketView> Handle(RecallTicket request, CancellationToken ct)
    {
        var ticket = await db.LockTicketAsync(request.Id, ct) ?? throw new DomainException(QueueTicketErrors.NotFound);
        ticket.Recall(user.Actor, clock.GetUtcNow());
        var desk = await db.Desks.AsNoTracking().SingleAsync(d => d.Id == ticket.DeskId, ct);
        await panelFeed.AnnounceAsync(ticket, desk, recall: true, ct);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(ticket, ct);
    }
}
