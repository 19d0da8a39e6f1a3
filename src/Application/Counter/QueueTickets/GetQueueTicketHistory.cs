using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Counter;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>Every transition of one ticket, oldest first: who, when, at which desk.</summary>
public sealed record GetQueueTicketHistory(Guid Id) : IRequest<Page<GetQueueTicketHistory.Response>>
{
    /// <param name="Action"><c>issue</c>, <c>pay</c>, <c>call</c>, <c>recall</c>, <c>complete</c>, <c>no_show</c>, <c>transfer</c> or <c>cancel</c>.</param>
    /// <param name="ByName">Null when the system did it (a confirmed payment).</param>
    public sealed record Response(
        QueueTicketStatus? From,
        QueueTicketStatus To,
        string Action,
        DateTimeOffset At,
        Guid? ByUserId,
        string? ByName,
        string? DeskName,
        string? Reason
    );
}

internal sealed class GetQueueTicketHistoryHandler(ICounterDb db, IMemberNames members)
    : IRequestHandler<GetQueueTicketHistory, Page<GetQueueTicketHistory.Response>>
{
    public async Task<Page<GetQueueTicketHistory.Response>> Handle(GetQueueTicketHistory request, CancellationToken ct)
    {
        var rows = await (
            from transition in db.QueueTicketTransitions.AsNoTracking()
            join desk in db.Desks on transition.DeskId equals desk.Id into desks
            from desk in desks.DefaultIfEmpty()
            where transition.TicketId == request.Id
            orderby transition.At, transition.Id
            select new { Transition = transition, Desk = desk == null ? null : desk.Name }
        ).ToListAsync(ct);
        if (rows.Count == 0)
            throw new DomainException(QueueTicketErrors.NotFound);
        var names = await members.OfAsync([.. rows.Select(r => r.Transition.ByUserId).OfType<Guid>().Distinct()], ct);
        return new Page<GetQueueTicketHistory.Response>(
            [
                .. rows.Select(r => new GetQueueTicketHistory.Response(
                    r.Transition.From,
                    r.Transition.To,
                    r.Transition.Action,
                    r.Transition.At,
                    r.Transition.ByUserId,
                    r.Transition.ByUserId is { } id ? names.GetValueOrDefault(id) : null,
                    r.Desk,
                    r.Transition.Reason
                )),
            ],
            null
        );
    }
}
