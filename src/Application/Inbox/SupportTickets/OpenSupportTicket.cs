using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.SupportTickets;

/// <summary>Opens a ticket: from a conversation, or by hand.</summary>
/// <param name="Title">Up to 200 characters.</param>
/// <param name="Description">Up to 4,000 characters.</param>
/// <param name="DueAt">Until when it should be resolved; null: nobody said.</param>
/// <param name="ConversationId">What it is opened from; it is for its customer then.</param>
/// <param name="ContactId">By hand: whom it is for; with a conversation, nobody but its customer.</param>
/// <param name="TeamId">Null: the conversation's, else everybody's.</param>
public sealed record OpenSupportTicket(
    string Title,
    TicketType Type,
    Priority Priority,
    string? Description = null,
    DateTimeOffset? DueAt = null,
    Guid? ConversationId = null,
    Guid? ContactId = null,
    Guid? TeamId = null,
    Guid? AssigneeId = null
) : ICommand<SupportTicketSummary>;

internal sealed class OpenSupportTicketValidator : AbstractValidator<OpenSupportTicket>
{
    public OpenSupportTicketValidator()
    {
        RuleFor(r => r.Title).Name(200);
        RuleFor(r => r.Description!).Paragraph(4000).When(r => r.Description is not null);
        RuleFor(r => r.Type).IsInEnum();
        RuleFor(r => r.Priority).IsInEnum();
    }
}

internal sealed class OpenSupportTicketHandler(
    IInboxDb db,
    TicketConversations conversations,
    SupportTicketViews views,
    IPersonalVault vault,
    IPeople people,
    IActiveMembers members,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<OpenSupportTicket, SupportTicketSummary>
{
    public async Task<SupportTicketSummary> Handle(OpenSupportTicket request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        if (request.TeamId is { } team && !await db.Teams.AnyAsync(t => t.Id == team && t.Active, ct))
            throw new DomainException(TeamErrors.NotFound);
        if (request.AssigneeId is { } assignee && !(await members.WithAsync(Permissions.ConversationsWrite, ct)).Any(m => m.UserId == assignee))
            throw new DomainException(ConversationErrors.AssigneeNotFound);
        var (conversation, customer) = request.ConversationId is { } id ? await conversations.LockAsync(id, ct) : (null, null);
        if (request.ContactId is { } contact)
            customer = await ForAsync(contact, conversation, customer, ct);
        var now = clock.GetUtcNow();
        var ticketId = Guid.CreateVersion7(now);
        var teamId = request.TeamId ?? conversation?.TeamId ?? await db.EveryonesTeamAsync(ct);
        var (ticket, opened) = SupportTicket.Open(
            ticketId,
            await db.NextTicketNumberAsync(ct),
            keys.Seal(request.Title.Trim(), InboxPlaces.TicketTitle(ticketId)),
            request.Description is { } words ? keys.Seal(words.Trim(), InboxPlaces.TicketDescription(ticketId)) : null,
            request.Type,
            request.Priority,
            customer,
            teamId,
            request.AssigneeId,
            request.DueAt,
            user.Actor,
            now
        );
        db.SupportTickets.Add(ticket);
        db.SupportTicketEvents.Add(opened);
        if (conversation is not null)
        {
            db.SupportTicketLinks.Add(SupportTicketLink.Create(Guid.CreateVersion7(now), ticketId, conversation.Id));
            db.ConversationItems.Add(conversation.Ticket(ticketId, isNew: true, user.Actor, now));
        }
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(ticket, ct);
    }

    private async Task<Guid> ForAsync(Guid contactId, Conversation? conversation, Guid? customer, CancellationToken ct)
    {
        if (conversation is null)
            return await people.LockAsync(contactId, ct);
        await people.RequireAsync(contactId, ct);
        if (customer is not { } talking || !(await people.IdsOfAsync(talking, ct)).Contains(contactId))
            throw new DomainException(SupportTicketErrors.OfAnotherCustomer);
        return talking;
    }
}

/// <summary>Conversations as tickets need them, in the order in which everybody locks: person, conversation, ticket.</summary>
internal sealed class TicketConversations(Sights sights, IPeople people)
{
    /// <returns>The conversation, and its customer as they are known today; null when nobody can tell who it is.</returns>
    /// <exception cref="DomainException">There is none the caller may see, or its customer was anonymised.</exception>
    public async Task<(Conversation Conversation, Guid? Customer)> LockAsync(Guid conversationId, CancellationToken ct)
    {
        var seen = await sights.FindAsync(conversationId, ct);
        if (seen.Address is null)
            throw new DomainException(ConversationErrors.Erased);
        Guid? customer = seen.ContactId is { } contact ? await people.LockAsync(contact, ct) : null;
        return (await sights.LockAsync(conversationId, ct), customer);
    }
}
