using CleanApp.Application.Common;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

/// <param name="Code">As printed: the numbering service's prefix and the day's number.</param>
/// <param name="Status"><c>paid</c> is the state of waiting to be called.</param>
/// <param name="Priority">0 (normal) to 9.</param>
/// <param name="BusinessDay">The company's local day, counted from its cut-off.</param>
/// <param name="Calls">How often it was announced, recalls included.</param>
/// <param name="FollowUrl">Public page on which the customer watches the queue.</param>
/// <param name="ContactId">Who it is for, where the service asked.</param>
/// <param name="Customer">That person, numbers masked; only where one ticket is asked for.</param>
/// <param name="Charge">The newest charge; only where one ticket is asked for.</param>
/// <param name="PaidWith">How it was paid; only where one ticket is asked for.</param>
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
    Guid? ContactId,
    PersonView? Customer = null,
    ChargeView? Charge = null,
    PaidWithView? PaidWith = null
);

public sealed record QueueTicketServiceView(Guid Id, string Name);

public sealed record QueueTicketDeskView(Guid Id, string Name);

/// <summary>A ticket as lists read it: its columns, not the aggregate, because nobody changes it there.</summary>
public sealed record QueueTicketRow(
    Guid Id,
    string Code,
    QueueTicketStatus Status,
    Guid ServiceId,
    string ServiceName,
    Money Amount,
    short Priority,
    DateOnly BusinessDay,
    DateTimeOffset CreatedAt,
    DateTimeOffset? WaitingSince,
    Guid? DeskId,
    string? DeskName,
    DateTimeOffset? CalledAt,
    int Calls,
    string? CancelReason,
    string FollowToken,
    Guid? ContactId
);

/// <summary>Builds the view, of one ticket just changed or of rows read as a list.</summary>
internal sealed class QueueTicketViews(ICounterDb db, IPeople people, IPublicUrls urls)
{
    public QueueTicketView Of(QueueTicket ticket, string serviceName, string? deskName, PersonView? customer = null) =>
        View(ticket, serviceName, deskName, customer);

    public async Task<QueueTicketView> OfAsync(QueueTicket ticket, CancellationToken ct)
    {
        var names = await db
            .Services.Where(s => s.Id == ticket.ServiceId)
            .Select(s => new { Service = s.Name, Desk = db.Desks.Where(d => d.Id == ticket.DeskId).Select(d => d.Name).FirstOrDefault() })
            .SingleAsync(ct);
        return View(ticket, names.Service, names.Desk, ticket.ContactId is { } id ? await people.GetAsync(id, ct) : null);
    }

    public List<QueueTicketView> Of(List<QueueTicketRow> rows)
    {
        var views = new List<QueueTicketView>(rows.Count);
        foreach (var r in rows)
            views.Add(
                new QueueTicketView(
                    r.Id,
                    r.Code,
                    r.Status,
                    new QueueTicketServiceView(r.ServiceId, r.ServiceName),
                    MoneyView.Of(r.Amount),
                    r.Priority,
                    r.BusinessDay,
                    r.CreatedAt,
                    r.WaitingSince,
                    DeskView(r.DeskId, r.DeskName),
                    r.CalledAt,
                    r.Calls,
                    r.CancelReason,
                    FollowUrl(r.FollowToken),
                    r.ContactId
                )
            );
        return views;
    }

    private QueueTicketView View(QueueTicket t, string serviceName, string? deskName, PersonView? customer) =>
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
            DeskView(t.DeskId, deskName),
            t.CalledAt,
            t.Calls,
            t.CancelReason,
            FollowUrl(t.FollowToken),
            t.ContactId,
            customer
        );

    private static QueueTicketDeskView? DeskView(Guid? id, string? name) =>
        id is { } deskId && name is not null ? new QueueTicketDeskView(deskId, name) : null;

    private string FollowUrl(string token) => urls.Of($"/fila/{token}");
}
