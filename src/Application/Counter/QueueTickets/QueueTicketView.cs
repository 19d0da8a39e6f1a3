using CleanApp.Application.Common;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Domain.Counter;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

/// <param name="Code">As printed: the numbering service's prefix and the day's number.</param>
/// <param name="Status"><c>paid</c> is the state of waiting to be called.</param>
/// <param name="Priority">0 (normal) to 9.</param>
/// <param name="BusinessDay">The company's local day, counted from its cut-off.</param>
/// <param name="Calls">How often it was announced, recalls included.</param>
/// <param name="FollowUrl">Public page on which the customer watches the queue.</param>
/// <param name="Charge">The newest charge; only where one ticket is asked for.</param>
public sealed record QueueTicketView(
    Guid Id,
    string Code,
    QueueTicketStatus Status,
    QueueTicketServiceView Service,
    MoneyView Amount,
    short Priority,
    DateOnly BusinessDay,
    DateTimeOffset CreatedAt,
    DateTimeOffset? WaitingSince,
    QueueTicketDeskView? Desk,
    DateTimeOffset? CalledAt,
    int Calls,
    string? CancelReason,
    string FollowUrl,
    ChargeView? Charge = null
);

public sealed record QueueTicketServiceView(Guid Id, string Name);

public sealed record QueueTicketDeskView(Guid Id, string Name);

/// <summary>Builds the view, of one ticket just changed or of a query's rows, in one round trip.</summary>
internal sealed class QueueTicketViews(ICounterDb db, IPublicUrls urls)
{
    public QueueTicketView Of(QueueTicket ticket, Service service, Desk? desk) => View(ticket, service.Name, desk?.Name);

    public async Task<QueueTicketView> OfAsync(QueueTicket ticket, CancellationToken ct)
    {
        var names = await db
            .Services.Where(s => s.Id == ticket.ServiceId)
            .Select(s => new { Service = s.Name, Desk = db.Desks.Where(d => d.Id == ticket.DeskId).Select(d => d.Name).FirstOrDefault() })
            .SingleAsync(ct);
        return View(ticket, names.Service, names.Desk);
    }

    /// <param name="order">Orders and limits the joined rows, so the order survives the join.</param>
    public async Task<List<QueueTicketView>> ReadAsync(
        IQueryable<QueueTicket> tickets,
        Func<IQueryable<Row>, IQueryable<Row>> order,
        CancellationToken ct
    )
    {
        var joined =
            from ticket in tickets.AsNoTracking()
            join service in db.Services on ticket.ServiceId equals service.Id
            join desk in db.Desks on ticket.DeskId equals desk.Id into desks
            from desk in desks.DefaultIfEmpty()
            select new Row
            {
                Ticket = ticket,
                Service = service.Name,
                Desk = desk == null ? null : desk.Name,
            };
        var rows = await order(joined).ToListAsync(ct);
        var views = new List<QueueTicketView>(rows.Count);
        foreach (var row in rows)
            views.Add(View(row.Ticket, row.Service, row.Desk));
        return views;
    }

    internal sealed class Row
    {
        public required QueueTicket Ticket { get; init; }
        public required string Service { get; init; }
        public string? Desk { get; init; }
    }

    private QueueTicketView View(QueueTicket t, string serviceName, string? deskName) =>
        new(
            t.Id,
            t.Code,
            t.Status,
            new QueueTicketServiceView(t.ServiceId, serviceName),
            MoneyView.Of(t.Amount),
            t.Priority,
            t.BusinessDay,
            t.CreatedAt,
            t.WaitingSince,
            t.DeskId is { } deskId && deskName is not null ? new QueueTicketDeskView(deskId, deskName) : null,
            t.CalledAt,
            t.Calls,
            t.CancelReason,
            urls.Of($"/fila/{t.FollowToken}")
        );
}
