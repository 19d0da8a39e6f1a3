using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Conversations;

/// <summary>
/// Which conversations and tickets somebody may see: their own, and those of their teams; whoever leads sees all. Everything that shows
/// one asks here.
/// </summary>
/// <param name="All">Whether they see every one of the company.</param>
/// <param name="TeamIds">The teams they belong to, the one that is everybody's among them.</param>
public sealed record Sight(Guid UserId, bool All, IReadOnlyList<Guid> TeamIds)
{
    public bool Sees(Conversation conversation) => Sees(conversation.AssigneeId, conversation.TeamId);

    public bool Sees(SupportTicket ticket) => Sees(ticket.AssigneeId, ticket.TeamId);

    private bool Sees(Guid? assigneeId, Guid teamId) => All || assigneeId == UserId || TeamIds.Contains(teamId);
}

internal sealed class Sights(IInboxDb db, IUserContext user)
{
    public async Task<Sight> OfCallerAsync(CancellationToken ct)
    {
        var me = user.UserId;
        return new Sight(me, user.May(Permissions.ConversationsReadAll), await TeamsOfAsync(me, ct));
    }

    public async Task<IReadOnlyList<Guid>> TeamsOfAsync(Guid userId, CancellationToken ct) =>
        await db.Teams.Where(t => t.IsEveryone || db.TeamMembers.Any(m => m.TeamId == t.Id && m.UserId == userId)).Select(t => t.Id).ToListAsync(ct);

    /// <exception cref="DomainException">There is none, or the caller may not see it: the two are never told apart.</exception>
    public async Task<Conversation> FindAsync(Guid conversationId, CancellationToken ct) =>
        await db.FindConversationAsync(conversationId, user.UserId, user.May(Permissions.ConversationsReadAll), ct)
        ?? throw new DomainException(ConversationErrors.NotFound);

    /// <exception cref="DomainException">As <see cref="FindAsync"/>.</exception>
    public async Task<Conversation> LockAsync(Guid conversationId, CancellationToken ct)
    {
        var sight = await OfCallerAsync(ct);
        return Require(await db.LockConversationAsync(conversationId, ct), sight);
    }

    /// <exception cref="DomainException">As of a conversation.</exception>
    public async Task<SupportTicket> FindTicketAsync(Guid id, CancellationToken ct)
    {
        var ticket = await db.SupportTickets.AsNoTracking().SingleOrDefaultAsync(t => t.Id == id, ct);
        return Require(ticket, await OfCallerAsync(ct));
    }

    /// <exception cref="DomainException">As of a conversation.</exception>
    public async Task<SupportTicket> LockTicketAsync(Guid id, CancellationToken ct)
    {
        var sight = await OfCallerAsync(ct);
        return Require(await db.LockTicketAsync(id, ct), sight);
    }

    private static SupportTicket Require(SupportTicket? ticket, Sight sight) =>
        ticket is not null && sight.Sees(ticket) ? ticket : throw new DomainException(SupportTicketErrors.NotFound);

    private static Conversation Require(Conversation? conversation, Sight sight) =>
        conversation is not null && sight.Sees(conversation) ? conversation : throw new DomainException(ConversationErrors.NotFound);
}
