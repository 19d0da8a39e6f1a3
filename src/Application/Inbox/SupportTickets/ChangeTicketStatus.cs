using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Inbox.SupportTickets;

/// <summary>Moves a ticket on, or opens it again. What it is already changes nothing.</summary>
public sealed record ChangeTicketStatus(Guid Id, SupportTicketStatus Status) : ICommand<SupportTicketSummary>;

internal sealed class ChangeTicketStatusValidator : AbstractValidator<ChangeTicketStatus>
{
    public ChangeTicketStatusValidator() => RuleFor(r => r.Status).IsInEnum();
}

internal sealed class ChangeTicketStatusHandler(IInboxDb db, Sights sights, SupportTicketViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<ChangeTicketStatus, SupportTicketSummary>
{
    public async Task<SupportTicketSummary> Handle(ChangeTicketStatus request, CancellationToken ct)
    {
        var ticket = await sights.LockTicketAsync(request.Id, ct);
        if (ticket.Become(request.Status, user.Actor, clock.GetUtcNow()) is { } changed)
            db.SupportTicketEvents.Add(changed);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(ticket, ct);
    }
}
