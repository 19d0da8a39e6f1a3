using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>What the holder of a slip may see of the queue, by the slip's QR code.</summary>
public sealed record FollowTicket(string Token) : IRequest<FollowTicket.Response>
{
    /// <param name="Ahead">How many would be called before this ticket, as things stand.</param>
    public sealed record Response(
        string CompanyName,
        string Code,
        QueueTicketStatus Status,
        string ServiceName,
        int Ahead,
        string? DeskName,
        DateTimeOffset ServerTime
    );
}

internal sealed class FollowTicketHandler(ICounterDb db, ITenantContext tenantContext, ITenantProfile tenant, TimeProvider clock)
    : IRequestHandler<FollowTicket, FollowTicket.Response>
{
    public async Task<FollowTicket.Response> Handle(FollowTicket request, CancellationToken ct)
    {
        tenantContext.Enter(await db.FindFollowedTicketTenantAsync(request.Token, ct));
        var found =
            await db
                .QueueTickets.AsNoTracking()
                .Where(t => t.FollowToken == request.Token)
                .Select(t => new
                {
                    Ticket = t,
                    Service = db.Services.Where(s => s.Id == t.ServiceId).Select(s => s.Name).First(),
                    Desk = t.DeskId == null ? null : db.Desks.Where(d => d.Id == t.DeskId).Select(d => d.Name).FirstOrDefault(),
                })
                .SingleOrDefaultAsync(ct)
            ?? throw new DomainException(QueueTicketErrors.NotFound);
        var own = found.Ticket;
        var ahead =
            own.Status != QueueTicketStatus.Paid
                ? 0
                : await db.QueueTickets.CountAsync(
                    t =>
                        t.BusinessDay == own.BusinessDay
                        && t.Status == QueueTicketStatus.Paid
                        && (t.Rank > own.Rank || (t.Rank == own.Rank && t.WaitingSince < own.WaitingSince)),
                    ct
                );
        var company = (await tenant.GetAsync(ct)).Name;
        return new FollowTicket.Response(company, own.Code, own.Status, found.Service, ahead, found.Desk, clock.GetUtcNow());
    }
}
