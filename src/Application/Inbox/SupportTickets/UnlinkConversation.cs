using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.SupportTickets;

/// <summary>The conversation was not about the ticket after all.</summary>
public sealed record UnlinkConversation(Guid Id, Guid ConversationId) : ICommand<Done>;

internal sealed class UnlinkConversationHandler(IInboxDb db, Sights sights, IUserContext user, TimeProvider clock)
    : IRequestHandler<UnlinkConversation, Done>
{
    public async Task<Done> Handle(UnlinkConversation request, CancellationToken ct)
    {
        var ticket = await sights.LockTicketAsync(request.Id, ct);
        var link =
            await db.SupportTicketLinks.SingleOrDefaultAsync(l => l.TicketId == ticket.Id && l.ConversationId == request.ConversationId, ct)
            ?? throw new DomainException(ConversationErrors.NotFound);
        db.SupportTicketLinks.Remove(link);
        db.SupportTicketEvents.Add(ticket.Unlink(request.ConversationId, user.Actor, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}
