using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Domain.Inbox;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Inbox.SupportTickets;

/// <summary>What happened to a ticket, newest first.</summary>
/// <param name="Before">Only events with a smaller number.</param>
public sealed record ListTicketEvents(Guid SupportTicketId, int? Before, int Limit) : IRequest<Page<ListTicketEvents.Event>>
{
    /// <param name="Sequence">1, 2, 3 … within the ticket, without gap.</param>
    /// <param name="Author">Null: the system.</param>
    /// <param name="From">What it was: a status, a priority, a type; of a due time, ISO 8601 in UTC. Null: none.</param>
    /// <param name="To">As <c>From</c>: what it is since.</param>
    /// <param name="Subject">The person or team it was given to; of another ticket, its number; of a conversation, its id without a name.</param>
    /// <param name="Text">A comment, or a former title or description; null once the person was anonymised.</param>
    public sealed record Event(
        int Sequence,
        TicketEventKind Kind,
        DateTimeOffset At,
        NamedId? Author,
        string? From,
        string? To,
        NamedId? Subject,
        string? Text
    );
}

internal sealed class ListTicketEventsHandler(IInboxDb db, Sights sights, IPersonalVault vault, IMemberNames members)
    : IRequestHandler<ListTicketEvents, Page<ListTicketEvents.Event>>
{
    public async Task<Page<ListTicketEvents.Event>> Handle(ListTicketEvents request, CancellationToken ct)
    {
        await sights.FindTicketAsync(request.SupportTicketId, ct);
        var keys = await vault.OpenAsync(ct);
        var rows = await db
            .SupportTicketEvents.AsNoTracking()
            .Where(e => e.TicketId == request.SupportTicketId && (request.Before == null || e.Sequence < request.Before))
            .OrderByDescending(e => e.Sequence)
            .TakePage(request.Limit)
            .ToListAsync(ct);
        var hasMore = rows.Count > request.Limit;
        if (hasMore)
            rows.RemoveAt(request.Limit);
        var subjects = await SubjectsAsync(rows, ct);
        return new Page<ListTicketEvents.Event>(
            rows.ConvertAll(e => new ListTicketEvents.Event(
                e.Sequence,
                e.Kind,
                e.At,
                Named(e.AuthorId),
                e.From,
                e.To,
                Named(e.SubjectId),
                e.Content is { } words ? keys.Open(words, InboxPlaces.TicketWords(e.Id)) : null
            )),
            hasMore ? rows[^1].Sequence.ToString(CultureInfo.InvariantCulture) : null
        );

        NamedId? Named(Guid? id) => id is { } known ? new NamedId(known, subjects.GetValueOrDefault(known, "")) : null;
    }

    /// <summary>The names of all people, teams and tickets these events are about; ids are never the same.</summary>
    private async Task<Dictionary<Guid, string>> SubjectsAsync(List<SupportTicketEvent> rows, CancellationToken ct)
    {
        var people = rows.Where(e => e.Kind is TicketEventKind.Opened or TicketEventKind.Assigned).Select(e => e.SubjectId);
        var names = (await members.OfAsync([.. people.Concat(rows.Select(e => e.AuthorId)).OfType<Guid>().Distinct()], ct)).ToDictionary();
        if (rows.Exists(e => e.Kind == TicketEventKind.Moved))
            foreach (var team in await db.Teams.AsNoTracking().ToListAsync(ct))
                names[team.Id] = team.Name;
        var merged = rows.Where(e => e.Kind is TicketEventKind.Merged or TicketEventKind.MergedInto).Select(e => e.SubjectId!.Value).ToArray();
        if (merged.Length > 0)
            foreach (var ticket in await db.SupportTickets.Where(t => merged.Contains(t.Id)).Select(t => new { t.Id, t.Number }).ToListAsync(ct))
                names[ticket.Id] = ticket.Number.ToString(CultureInfo.InvariantCulture);
        return names;
    }
}
