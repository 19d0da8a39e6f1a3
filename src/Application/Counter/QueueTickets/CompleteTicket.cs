using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>The customer was attended.</summary>
public sealed record CompleteTicket(Guid Id) : ICommand<QueueTicketView>;

internal sealed class CompleteTicketHandler(ICounterDb db, IUserContext user, QueueTicketViews views, TimeProvider clock)
    : IRequestHandler<CompleteTicket, QueueTicketView>
{
    public async Task<QueueTicketView> Handle(CompleteTicket request, CancellationToken ct)
    {
        var ticket = await db.LockTicketAsync(request.Id, ct) ?? throw new DomainException(QueueTicketErrors.NotFound);
        ticket.Complete(user.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(ticket, ct);
    }
}
