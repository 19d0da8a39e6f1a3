using CleanApp.Application.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>Tickets, newest first.</summary>
/// <param name="Status">Any of these; empty for all.</param>
public sealed record ListQueueTickets(IReadOnlyList<QueueTicketStatus> Status, Guid? ServiceId, DateOnly? BusinessDay, string? After, int Limit)
    : IRequest<Page<QueueTicketView>>;

internal sealed class ListQueueTicketsHandler(ICounterDb db, QueueTicketViews views) : IRequestHandler<ListQueueTickets, Page<QueueTicketView>>
{
    public async Task<Page<QueueTicketView>> Handle(ListQueueTickets request, CancellationToken ct)
    {
        var tickets = db.QueueTickets.AsQueryable();
        if (request.Status.Count == 1)
        {
            // Equality keeps the index's order; a list of statuses would be sorted.
            var status = request.Status[0];
            tickets = tickets.Where(t => t.Status == status);
        }
        else if (request.Status.Count > 1)
        {
            tickets = tickets.Where(t => request.Status.Contains(t.Status));
        }
        if (request.ServiceId is { } serviceId)
            tickets = tickets.Where(t => t.ServiceId == serviceId);
        if (request.BusinessDay is { } day)
            tickets = tickets.Where(t => t.BusinessDay == day);
        if (Cursor.Parse(request.After) is { } after)
            tickets = tickets.Where(t => t.CreatedAt <= after.At && (t.CreatedAt < after.At || t.Id < after.Id));
        var rows = await views.ReadAsync(
            tickets,
            joined => joined.OrderByDescending(r => r.Ticket.CreatedAt).ThenByDescending(r => r.Ticket.Id).Take(request.Limit + 1),
            ct
        );
        return Page<QueueTicketView>.Of(rows, request.Limit, t => new Cursor(t.CreatedAt, t.Id));
    }
}
