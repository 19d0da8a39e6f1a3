using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Counter;

namespace CleanApp.Application.Counter.QueueTickets;

/// <summary>When the person was at the counter. What was paid there, Payments tells.</summary>
internal sealed class TicketTimeline(ICounterDb db, CounterSettings settings, IUserContext user) : IPersonTimeline
{
    public async Task<IReadOnlyList<TimelineEntry>> ListAsync(TimelineQuestion question, CancellationToken ct)
    {
        if (!user.May(Permissions.TicketsRead))
            return [];
        var rows = await question.NewestAsync(id => db.QueueTickets.Where(t => t.ContactId == id), nameof(QueueTicket.CreatedAt), ct);
        var entries = new List<TimelineEntry>(rows.Count);
        foreach (var ticket in rows)
            entries.Add(
                new TimelineEntry(
                    TimelineKind.QueueTicket,
                    ticket.Id,
                    ticket.CreatedAt,
                    $"{ticket.Code} · {await settings.ServiceNameAsync(ticket.ServiceId, ct)}",
                    TimelineEntry.Word(ticket.Status)
                )
            );
        return entries;
    }
}
