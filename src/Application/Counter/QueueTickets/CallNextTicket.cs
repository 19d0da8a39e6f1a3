using CleanApp.Application.Common;
using CleanApp.Application.Counter.Panels;
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

internal sealed class CallNextTicketHandler(ICounterDb db, ITenantProfile tenant, IUserContext user, PanelFeed panelFeed, TimeProvider clock)
    : IRequestHandler<CallNextTicket, CallNextTicket.Response?>
{
    public async Task<CallNextTicket.Response?> Handle(CallNextTicket request, CancellationToken ct)
    {
        var desk =
            await db.Desks.AsNoTracking().SingleOrDefaultAsync(d => d.Id == request.DeskId, ct) ?? throw new DomainException(DeskErrors.NotFound);
        if (!desk.Active)
            throw new DomainException(DeskErrors.Inactive);
        var now = clock.GetUtcNow();
        if (await db.LockNextTicketAsync((await tenant.GetAsync(ct)).Calendar.DayOf(now), ct) is not { } ticket)
            return null;
        ticket.Call(desk, user.Actor, now);
        var call = await panelFeed.AnnounceAsync(ticket, desk, recall: false, ct);
        await db.SaveChangesAsync(ct);
        return new CallNextTicket.Response(ticket.Id, ticket.Code, desk.Id, desk.Name, call.ServiceName, call.Sequence, now);
    }
}
