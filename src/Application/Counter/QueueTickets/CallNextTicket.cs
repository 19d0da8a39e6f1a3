using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>Calls the next ticket of today's queue to a desk: priority first, then the longest wait. Null when none waits.</summary>
public sealed record CallNextTicket(Guid DeskId) : ICommand<CallNextTicket.Response?>
{
    /// <param name="Sequence">Its place in the company's panel feed.</param>
    public sealed record Response(
        Guid TicketId,
        string Code,
        Guid DeskId,
        string DeskName,
        string ServiceName,
        long Sequence,
        DateTimeOffset CalledAt
    );
}

internal sealed class CallNextTicketHandler(ICounterDb db, ITenantProfile tenant, IUserContext user, CounterSettings settings, TimeProvider clock)
    : IRequestHandler<CallNextTicket, CallNextTicket.Response?>
{
    public async Task<CallNextTicket.Response?> Handle(CallNextTicket request, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if (await db.LockNextTicketAsync(request.DeskId, (await tenant.GetAsync(ct)).Calendar.DayOf(now), ct) is not { } ticket)
        {
            await OpenDeskAsync(request.DeskId, ct);
            return null;
        }

        // The lock says that the desk is open now; what is remembered of it serves for its name.
        var desk = await settings.FindDeskAsync(request.DeskId, ct) is { Active: true } known ? known : await OpenDeskAsync(request.DeskId, ct);
        ticket.Call(desk, user.Actor, now);
        var call = PanelCall.Announce(ticket, desk, await settings.ServiceNameAsync(ticket.ServiceId, ct), recall: false, now);
        db.PanelCalls.Add(call);
        await db.SaveChangesAsync(ct);
        return new CallNextTicket.Response(ticket.Id, ticket.Code, desk.Id, desk.Name, call.ServiceName, call.Sequence, now);
    }

    private async Task<Desk> OpenDeskAsync(Guid id, CancellationToken ct)
    {
        var desk = await db.Desks.AsNoTracking().SingleOrDefaultAsync(d => d.Id == id, ct) ?? throw new DomainException(DeskErrors.NotFound);
        return desk.Active ? desk : throw new DomainException(DeskErrors.Inactive);
    }
}
