using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
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
        return new Page<QueueTicketView>(views.Of(await db.ListNextTicketsAsync(day, request.Limit, ct)), null);
    }
}
