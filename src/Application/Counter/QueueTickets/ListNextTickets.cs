using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Counter;
using MediatR;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>The tickets that would be called next, in order.</summary>
public sealed record ListNextTickets(int Limit) : IRequest<Page<QueueTicketView>>;

internal sealed class ListNextTicketsHandler(ICounterDb db, ITenantProfile tenant, QueueTicketViews views, TimeProvider clock)
    : IRequestHandler<ListNextTickets, Page<QueueTicketView>>
{
    public async Task<Page<QueueTicketView>> Handle(ListNextTickets request, CancellationToken ct)
    {
        var day = (await tenant.GetAsync(ct)).Calendar.DayOf(clock.GetUtcNow());
        var rows = await views.ReadAsync(
            db.QueueTickets.Where(t => t.BusinessDay == day && t.Status == QueueTicketStatus.Paid),
            joined => joined.OrderByDescending(r => r.Ticket.Rank).ThenBy(r => r.Ticket.WaitingSince).ThenBy(r => r.Ticket.Id).Take(request.Limit),
            ct
        );
        return new Page<QueueTicketView>(rows, null);
    }
}
