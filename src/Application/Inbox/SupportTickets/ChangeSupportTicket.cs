using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Common;
using CleanApp.Domain.Inbox;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Inbox.SupportTickets;

/// <summary>Changes what a ticket says and how urgent it is. What is the same already is no change.</summary>
/// <param name="Description">Up to 4,000 characters; null: nothing more is to be said.</param>
/// <param name="DueAt">Null: none.</param>
public sealed record ChangeSupportTicket(Guid Id, string Title, string? Description, TicketType Type, Priority Priority, DateTimeOffset? DueAt)
    : ICommand<SupportTicketSummary>;

internal sealed class ChangeSupportTicketValidator : AbstractValidator<ChangeSupportTicket>
{
    public ChangeSupportTicketValidator()
    {
        RuleFor(r => r.Title).Name(200);
        RuleFor(r => r.Description!).Paragraph(4000).When(r => r.Description is not null);
        RuleFor(r => r.Type).IsInEnum();
        RuleFor(r => r.Priority).IsInEnum();
    }
}

internal sealed class ChangeSupportTicketHandler(
    IInboxDb db,
    Sights sights,
    SupportTicketViews views,
    IPersonalVault vault,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<ChangeSupportTicket, SupportTicketSummary>
{
    public async Task<SupportTicketSummary> Handle(ChangeSupportTicket request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var ticket = await sights.LockTicketAsync(request.Id, ct);
        var (now, by) = (clock.GetUtcNow(), user.Actor);
        if (Rename(ticket, request.Title.Trim(), keys, by, now) is { } renamed)
            db.SupportTicketEvents.Add(renamed);
        if (Describe(ticket, request.Description?.Trim(), keys, by, now) is { } described)
            db.SupportTicketEvents.Add(described);
        if (ticket.Classify(request.Type, by, now) is { } classified)
            db.SupportTicketEvents.Add(classified);
        if (ticket.Prioritise(request.Priority, by, now) is { } prioritised)
            db.SupportTicketEvents.Add(prioritised);
        if (ticket.Schedule(request.DueAt, by, now) is { } scheduled)
            db.SupportTicketEvents.Add(scheduled);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(ticket, ct);
    }

    private static SupportTicketEvent? Rename(SupportTicket ticket, string title, ICompanyKeys keys, Actor by, DateTimeOffset now)
    {
        var place = InboxPlaces.TicketTitle(ticket.Id);
        var former = ticket.Title is { } box ? keys.Open(box, place) : null;
        if (former == title)
            return null;
        var id = Guid.CreateVersion7(now);
        return ticket.Rename(keys.Seal(title, place), id, keys.Seal(former ?? "", InboxPlaces.TicketWords(id)), by, now);
    }

    private static SupportTicketEvent? Describe(SupportTicket ticket, string? words, ICompanyKeys keys, Actor by, DateTimeOffset now)
    {
        var place = InboxPlaces.TicketDescription(ticket.Id);
        var former = ticket.Description is { } box ? keys.Open(box, place) : null;
        if (former == words)
            return null;
        var id = Guid.CreateVersion7(now);
        var sealedFormer = former is null ? null : keys.Seal(former, InboxPlaces.TicketWords(id));
        return ticket.Describe(words is null ? null : keys.Seal(words, place), id, sealedFormer, by, now);
    }
}
