using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Inbox;
using MediatR;

namespace CleanApp.Application.Inbox.SupportTickets;

/// <summary>The tickets the caller may see, newest first by when something happened to them.</summary>
/// <param name="Overdue">Only what should be resolved by now, and is not.</param>
/// <param name="ContactId">Of this person, under whatever id they are known.</param>
public sealed record ListSupportTickets(
    SupportTicketView View,
    SupportTicketStatus? Status,
    Priority? Priority,
    Guid? TeamId,
    Guid? ConversationId,
    Guid? ContactId,
    int? Number,
    bool Overdue,
    string? After,
    int Limit
) : IRequest<Page<SupportTicketSummary>>;

internal sealed class ListSupportTicketsHandler(IInboxDb db, Sights sights, SupportTicketViews views, IPeople people, TimeProvider clock)
    : IRequestHandler<ListSupportTickets, Page<SupportTicketSummary>>
{
    public async Task<Page<SupportTicketSummary>> Handle(ListSupportTickets request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var filter = new SupportTicketFilter(
            await sights.OfCallerAsync(ct),
            request.View,
            request.Status,
            request.Priority,
            request.TeamId,
            request.ConversationId,
            request.Number,
            request.Overdue ? clock.GetUtcNow() : null,
            request.ContactId is { } contact ? await people.IdsOfAsync(contact, ct) : null
        );
        var rows = await db.ListTicketsAsync(filter, after, request.Limit, ct);
        var page = Page<SupportTicket>.Of(rows, request.Limit, t => new Cursor(t.UpdatedAt, t.Id));
        return new Page<SupportTicketSummary>(await views.OfAsync(page.Items, ct), page.Next);
    }
}
