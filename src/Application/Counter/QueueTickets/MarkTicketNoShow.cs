using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>The customer did not come to the desk.</summary>
public sealed record MarkTicketNoShow(Guid Id) : ICommand<QueueTicketView>;

internal sealed class MarkTicketNoShowHandler(ICounterDb db, IUserContext user, QueueTicketViews views, TimeProvider clock)
    : IRequestHandler<MarkTicketNoShow, QueueTicketView>
{
    public async Task<QueueTicketView> Handle(MarkTicketNoShow request, CancellationToken ct)
    {
        var ticket = await db.LockTicketAsync(request.Id, ct) ?? throw new DomainException(QueueTicketErrors.NotFound);
        ticket.MarkNoShow(user.Actor, clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(ticket, ct);
    }
}
