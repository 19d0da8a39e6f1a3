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

    public async Task<List<QueueTicketView>> ReadAsync(IQueryable<QueueTicket> tickets, CancellationToken ct)
    {
        var rows = await tickets
            .Select(t => new
            {
                Ticket = t,
                Service = db.Services.Where(s => s.Id == t.ServiceId).Select(s => s.Name).First(),
                Desk = t.DeskId == null ? null : db.Desks.Where(d => d.Id == t.DeskId).Select(d => d.Name).FirstOrDefault(),
            })
            .AsNoTracking()
            .ToListAsync(ct);
        return [.. rows.Select(r => View(r.Ticket, r.Service, r.Desk))];
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
