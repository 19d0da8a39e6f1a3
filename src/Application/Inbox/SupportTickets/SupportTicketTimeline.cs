using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Inbox.Conversations;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Inbox;

namespace CleanApp.Application.Inbox.SupportTickets;

/// <summary>What the person asked for, of what the caller may see in the inbox.</summary>
internal sealed class SupportTicketTimeline(IInboxDb db, Sights sights, IPersonalVault vault, IUserContext user) : IPersonTimeline
{
    public async Task<IReadOnlyList<TimelineEntry>> ListAsync(TimelineQuestion question, CancellationToken ct)
    {
        if (!user.May(Permissions.ConversationsRead))
            return [];
        var sight = await sights.OfCallerAsync(ct);
        var rows = await question.NewestAsync(
            id => db.SupportTickets.Where(t => t.ContactId == id && (sight.All || t.AssigneeId == sight.UserId || sight.TeamIds.Contains(t.TeamId))),
            nameof(SupportTicket.CreatedAt),
            ct
        );
        if (rows.Count == 0)
            return [];
        var keys = await vault.OpenAsync(ct);
        return
        [
            .. rows.Select(t => new TimelineEntry(
                TimelineKind.SupportTicket,
                t.Id,
                t.CreatedAt,
                t.Title is { } title ? keys.Open(title, InboxPlaces.TicketTitle(t.Id)) : null,
                TimelineEntry.Word(t.Status),
                t.Number
            )),
        ];
    }
}
