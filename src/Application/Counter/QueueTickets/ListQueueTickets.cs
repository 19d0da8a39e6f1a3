using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Counter;
using MediatR;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>Tickets, newest first.</summary>
/// <param name="Status">Any of these; empty for all.</param>
/// <param name="ContactId">Of this person only, under whichever record they were issued.</param>
public sealed record ListQueueTickets(
    IReadOnlyList<QueueTicketStatus> Status,
    Guid? ServiceId,
    DateOnly? BusinessDay,
    Guid? ContactId,
    string? After,
    int Limit
) : IRequest<Page<QueueTicketView>>;

internal sealed class ListQueueTicketsHandler(ICounterDb db, IPeople people, QueueTicketViews views)
    : IRequestHandler<ListQueueTickets, Page<QueueTicketView>>
{
    public async Task<Page<QueueTicketView>> Handle(ListQueueTickets request, CancellationToken ct)
    {
        var rows = await db.ListNewestTicketsAsync(
            request.Status,
            request.ServiceId,
            request.BusinessDay,
            request.ContactId is { } contact ? await people.IdsOfAsync(contact, ct) : null,
            Cursor.Parse(request.After),
            request.Limit + 1,
            ct
        );
        return Page<QueueTicketView>.Of(views.Of(rows), request.Limit, t => new Cursor(t.CreatedAt, t.Id));
    }
}
