using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.SupportTickets;

/// <summary>Says that a conversation is about a ticket. When it is so already nothing changes.</summary>
public sealed record LinkConversation(Guid Id, Guid ConversationId) : ICommand<SupportTicketSummary>;

internal sealed class LinkConversationHandler(
    IInboxDb db,
    Sights sights,
    TicketConversations conversations,
    SupportTicketViews views,
    IPeople people,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<LinkConversation, SupportTicketSummary>
{
    public async Task<SupportTicketSummary> Handle(LinkConversation request, CancellationToken ct)
    {
        var (conversation, customer) = await conversations.LockAsync(request.ConversationId, ct);
        var ticket = await sights.LockTicketAsync(request.Id, ct);
        if (await db.SupportTicketLinks.AnyAsync(l => l.TicketId == ticket.Id && l.ConversationId == conversation.Id, ct))
            return await views.OfAsync(ticket, ct);
        var now = clock.GetUtcNow();
        var isSamePerson = customer is null || ticket.ContactId is not { } contact || (await people.IdsOfAsync(customer.Value, ct)).Contains(contact);
        db.SupportTicketEvents.Add(ticket.Link(conversation.Id, customer, isSamePerson, user.Actor, now));
        db.SupportTicketLinks.Add(SupportTicketLink.Create(Guid.CreateVersion7(now), ticket.Id, conversation.Id));
        db.ConversationItems.Add(conversation.Ticket(ticket.Id, isNew: false, user.Actor, now));
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(ticket, ct);
    }
}
