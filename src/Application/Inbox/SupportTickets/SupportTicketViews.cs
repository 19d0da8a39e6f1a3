using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.SupportTickets;

/// <param name="Number">1, 2, 3 … within the company, without gap.</param>
/// <param name="Title">Null once the person was anonymised.</param>
/// <param name="Customer">Whom it is for; null when nobody said.</param>
/// <param name="DueAt">Until when it should be resolved.</param>
/// <param name="MergedIntoId">The ticket that goes on in its place.</param>
/// <param name="UpdatedAt">When something last happened to it.</param>
public sealed record SupportTicketSummary(
    Guid Id,
    int Number,
    string? Title,
    TicketType Type,
    Priority Priority,
    SupportTicketStatus Status,
    PersonView? Customer,
    NamedId Team,
    NamedId? Assignee,
    DateTimeOffset? DueAt,
    Guid? MergedIntoId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? ResolvedAt
);

/// <summary>Tickets with the names of whom they point to, whatever their number, in as many questions.</summary>
internal sealed class SupportTicketViews(IInboxDb db, IPersonalVault vault, IPeople people, IMemberNames members)
{
    public async Task<SupportTicketSummary> OfAsync(SupportTicket ticket, CancellationToken ct) => (await OfAsync([ticket], ct))[0];

    public async Task<IReadOnlyList<SupportTicketSummary>> OfAsync(IReadOnlyList<SupportTicket> tickets, CancellationToken ct)
    {
        if (tickets.Count == 0)
            return [];
        var keys = await vault.OpenAsync(ct);
        var customers = await people.ListAsync([.. tickets.Select(t => t.ContactId).OfType<Guid>().Distinct()], ct);
        var teams = await db.Teams.AsNoTracking().ToDictionaryAsync(t => t.Id, t => t.Name, ct);
        var names = await members.OfAsync([.. tickets.Select(t => t.AssigneeId).OfType<Guid>().Distinct()], ct);
        return
        [
            .. tickets.Select(t => new SupportTicketSummary(
                t.Id,
                t.Number,
                t.Title is { } title ? keys.Open(title, InboxPlaces.TicketTitle(t.Id)) : null,
                t.Type,
                t.Priority,
                t.Status,
                t.ContactId is { } contact ? customers.GetValueOrDefault(contact) : null,
                new NamedId(t.TeamId, teams.GetValueOrDefault(t.TeamId, "")),
                t.AssigneeId is { } assignee ? new NamedId(assignee, names.GetValueOrDefault(assignee, "")) : null,
                t.DueAt,
                t.MergedIntoId,
                t.CreatedAt,
                t.UpdatedAt,
                t.ResolvedAt
            )),
        ];
    }
}
