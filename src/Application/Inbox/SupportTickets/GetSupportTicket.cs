using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.SupportTickets;

public sealed record GetSupportTicket(Guid Id) : IRequest<GetSupportTicket.Response>
{
    /// <param name="Conversations">Those about it that the caller may see, newest first.</param>
    /// <param name="MayBecome">What its status can be changed to.</param>
    public sealed record Response(
        SupportTicketSummary Ticket,
        string? Description,
        IReadOnlyList<ConversationSummary> Conversations,
        IReadOnlyList<Domain.Inbox.SupportTicketStatus> MayBecome
    );
}

internal sealed class GetSupportTicketHandler(
    IInboxDb db,
    Sights sights,
    SupportTicketViews views,
    ConversationViews conversationViews,
    IPersonalVault vault
) : IRequestHandler<GetSupportTicket, GetSupportTicket.Response>
{
    public async Task<GetSupportTicket.Response> Handle(GetSupportTicket request, CancellationToken ct)
    {
        var ticket = await sights.FindTicketAsync(request.Id, ct);
        var sight = await sights.OfCallerAsync(ct);
        var linked = await (
            from link in db.SupportTicketLinks.AsNoTracking()
            join conversation in db.Conversations.AsNoTracking() on link.ConversationId equals conversation.Id
            where link.TicketId == ticket.Id
            orderby conversation.LastMessageAt descending, conversation.Id descending
            select conversation
        ).ToListAsync(ct);
        var keys = await vault.OpenAsync(ct);
        return new GetSupportTicket.Response(
            await views.OfAsync(ticket, ct),
            ticket.Description is { } words ? keys.Open(words, InboxPlaces.TicketDescription(ticket.Id)) : null,
            await conversationViews.OfAsync(linked.FindAll(sight.Sees), ct),
            ticket.MayBecome()
        );
    }
}
