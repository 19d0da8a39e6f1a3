using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using Shouldly;

namespace CleanApp.Domain.Tests;

/// <summary>Real objects with ordinary values, so that a test names only what it is about.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 11, 21, 13, 0, 0, TimeSpan.Zero);
    public static readonly Actor Ana = new(Id(900));

    public static Guid Id(int n) => new(n, 0, 0, new byte[8]);

    public static Service Service(int id = 1, string prefix = "A", decimal price = 12.50m, short weight = 0, bool active = true)
    {
        var service = Domain.Counter.Service.Create(Id(id), $"Service {id}", prefix, new Money(price), weight, Now);
        service.Describe(service.Name, prefix, service.Price, weight, active);
        return service;
    }

    public static Desk Desk(int id = 50, bool active = true)
    {
        var desk = Domain.Counter.Desk.Create(Id(id), $"Desk {id}", Now);
        desk.Describe(desk.Name, active);
        return desk;
    }

    public static QueueTicket Ticket(decimal amount = 12.50m, short priority = 0, Service? service = null, int number = 42) =>
        QueueTicket.Issue(Id(100), service ?? Service(), new DateOnly(2026, 11, 21), number, new Money(amount), priority, "follow", null, Ana, Now);

    /// <summary>A ticket brought to the state by its own verbs; the last of them ran at <see cref="Now"/>.</summary>
    public static QueueTicket TicketThatIs(QueueTicketStatus status)
    {
        var ticket = Ticket();
        if (status == QueueTicketStatus.Pending)
            return ticket;
        if (status == QueueTicketStatus.Cancelled)
        {
            ticket.Cancel("gave up", Ana, Now);
            return ticket;
        }
        ticket.ConfirmPayment(Id(200), Actor.System, Now);
        if (status == QueueTicketStatus.Paid)
            return ticket;
        ticket.Call(Desk(), Ana, Now);
        if (status == QueueTicketStatus.Completed)
            ticket.Complete(Ana, Now);
        else if (status == QueueTicketStatus.NoShow)
            ticket.MarkNoShow(Ana, Now);
        ticket.Status.ShouldBe(status);
        return ticket;
    }
}

internal static class Refusal
{
    /// <summary>The call fails with exactly this named error.</summary>
    public static void ShouldBeRefusedWith(this Action call, Error error) => Should.Throw<DomainException>(call).Error.ShouldBe(error);
}
