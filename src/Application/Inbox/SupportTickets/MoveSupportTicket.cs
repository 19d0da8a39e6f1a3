using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.SupportTickets;

/// <summary>Hands a ticket over to another team; who moves it there may see it no more afterwards.</summary>
public sealed record MoveSupportTicket(Guid Id, Guid TeamId) : ICommand<SupportTicketSummary>;

internal sealed class MoveSupportTicketHandler(IInboxDb db, Sights sights, SupportTicketViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<MoveSupportTicket, SupportTicketSummary>
{
    public async Task<SupportTicketSummary> Handle(MoveSupportTicket request, CancellationToken ct)
    {
        var ticket = await sights.LockTicketAsync(request.Id, ct);
        if (!await db.Teams.AnyAsync(t => t.Id == request.TeamId && t.Active, ct))
            throw new DomainException(TeamErrors.NotFound);
        if (ticket.MoveTo(request.TeamId, user.Actor, clock.GetUtcNow()) is { } moved)
            db.SupportTicketEvents.Add(moved);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(ticket, ct);
    }
}
