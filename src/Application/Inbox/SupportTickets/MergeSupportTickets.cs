using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Inbox;
using MediatR;

namespace CleanApp.Application.Inbox.SupportTickets;

/// <summary>
/// Two tickets are about the same: the other goes on with the conversations of both, this one is closed for good and says where it went.
/// </summary>
public sealed record MergeSupportTickets(Guid Id, Guid IntoId) : ICommand<SupportTicketSummary>;

internal sealed class MergeSupportTicketsHandler(
    IInboxDb db,
    Sights sights,
    SupportTicketViews views,
    IPeople people,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<MergeSupportTickets, SupportTicketSummary>
{
    public async Task<SupportTicketSummary> Handle(MergeSupportTickets request, CancellationToken ct)
    {
        // The smaller id first, so that two who merge crosswise do not wait for each other.
        var first = await sights.LockTicketAsync(request.Id < request.IntoId ? request.Id : request.IntoId, ct);
        var second = await sights.LockTicketAsync(request.Id < request.IntoId ? request.IntoId : request.Id, ct);
        var (ticket, into) = first.Id == request.Id ? (first, second) : (second, first);
        var isSamePerson = ticket.ContactId is not { } one || into.ContactId is not { } other || (await people.IdsOfAsync(one, ct)).Contains(other);
        db.SupportTicketEvents.AddRange(ticket.MergeInto(into, isSamePerson, user.Actor, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        await db.MoveLinksAsync(ticket.Id, into.Id, ct);
        return await views.OfAsync(into, ct);
    }
}
