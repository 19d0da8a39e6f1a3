using CleanApp.Domain.Common;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.SupportTickets;

/// <summary>Tickets go on when the customer writes in a conversation about them, in the transaction that stores the message.</summary>
internal sealed class TicketsThatHear(IInboxDb db)
{
    /// <summary>The conversation is locked by the caller, who saves.</summary>
    public async Task HearAsync(Guid conversationId, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var ticket in await db.LockTicketsThatHearAsync(conversationId, ct))
        {
            if (ticket.Hear(now) is { } heard)
                db.SupportTicketEvents.Add(heard);
            // Its team may be no more by now, and somebody must see it.
            if (
                !await db.Teams.AnyAsync(t => t.Id == ticket.TeamId && t.Active, ct)
                && ticket.MoveTo(await db.EveryonesTeamAsync(ct), Actor.System, now) is { } moved
            )
                db.SupportTicketEvents.Add(moved);
        }
    }
}
