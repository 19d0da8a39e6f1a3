using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.Privacy.Contracts;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.Privacy;

/// <summary>What a person's tickets say. When they are anonymised, that there was one, and what became of it, is all that stays.</summary>
internal sealed class SupportTicketHolder(IInboxDb db, IPersonalVault vault) : IPersonalDataHolder
{
    /// <summary>After conversations, as everybody who locks both.</summary>
    public int EraseOrder => 2;

    public async Task<IReadOnlyList<DataSection>> ExportAsync(DataSubject person, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var tickets = await db
            .SupportTickets.AsNoTracking()
            .Where(t => t.ContactId == person.ContactId && t.Title != null)
            .OrderBy(t => t.Number)
            .ToListAsync(ct);
        var words = await (
            from said in db.SupportTicketEvents.AsNoTracking()
            join ticket in db.SupportTickets.AsNoTracking() on said.TicketId equals ticket.Id
            where ticket.ContactId == person.ContactId && said.Content != null
            orderby ticket.Number, said.Sequence
            select new { said, ticket.Number }
        ).ToListAsync(ct);
        return
        [
            new DataSection(
                "support_tickets",
                "Chamados",
                63,
                [
                    .. tickets.Select(t =>
                        new[]
                        {
                            new DataField("number", "Número", t.Number),
                            new DataField("opened_at", "Aberto em", t.CreatedAt),
                            new DataField("title", "Assunto", keys.Open(t.Title!, InboxPlaces.TicketTitle(t.Id))),
                            new DataField(
                                "description",
                                "Descrição",
                                t.Description is { } text ? keys.Open(text, InboxPlaces.TicketDescription(t.Id)) : null
                            ),
                        }
                    ),
                ]
            ),
            new DataSection(
                "support_ticket_notes",
                "Anotações em chamados",
                64,
                [
                    .. words.Select(w =>
                        new[]
                        {
                            new DataField("number", "Chamado", w.Number),
                            new DataField("at", "Quando", w.said.At),
                            new DataField("text", "Texto", keys.Open(w.said.Content!, InboxPlaces.TicketWords(w.said.Id))),
                        }
                    ),
                ]
            ),
        ];
    }

    public async Task<IReadOnlyCollection<Guid>> ActiveSinceAsync(IReadOnlyCollection<Guid> contactIds, DateTimeOffset since, CancellationToken ct) =>
        await db
            .SupportTickets.Where(t =>
                t.ContactId != null && contactIds.Contains(t.ContactId.Value) && (t.ResolvedAt == null || t.UpdatedAt >= since)
            )
            .Select(t => t.ContactId!.Value)
            .Distinct()
            .ToListAsync(ct);

    public Task EraseAsync(DataSubject person, CancellationToken ct) => db.EraseTicketsAsync([person.ContactId], ct);
}
