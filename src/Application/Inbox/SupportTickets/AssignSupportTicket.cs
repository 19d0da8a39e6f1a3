using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using MediatR;

namespace CleanApp.Application.Inbox.SupportTickets;

/// <summary>Gives a ticket to somebody, or back to its team.</summary>
/// <param name="AssigneeId">Null: nobody's.</param>
public sealed record AssignSupportTicket(Guid Id, Guid? AssigneeId = null) : ICommand<SupportTicketSummary>;

internal sealed class AssignSupportTicketHandler(
    IInboxDb db,
    Sights sights,
    SupportTicketViews views,
    IActiveMembers members,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<AssignSupportTicket, SupportTicketSummary>
{
    public async Task<SupportTicketSummary> Handle(AssignSupportTicket request, CancellationToken ct)
    {
        var ticket = await sights.LockTicketAsync(request.Id, ct);
        if (request.AssigneeId is { } assignee && !(await members.WithAsync(Permissions.ConversationsWrite, ct)).Any(m => m.UserId == assignee))
            throw new DomainException(ConversationErrors.AssigneeNotFound);
        if (ticket.Assign(request.AssigneeId, user.Actor, clock.GetUtcNow()) is { } assigned)
            db.SupportTicketEvents.Add(assigned);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(ticket, ct);
    }
}
