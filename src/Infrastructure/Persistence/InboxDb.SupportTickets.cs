using CleanApp.Application.Common;
using CleanApp.Application.Inbox.SupportTickets;
using CleanApp.Domain.Inbox;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

internal sealed partial class InboxDb
{
    public DbSet<SupportTicket> SupportTickets => db.SupportTickets;
    public DbSet<SupportTicketEvent> SupportTicketEvents => db.SupportTicketEvents;
    public DbSet<SupportTicketLink> SupportTicketLinks => db.SupportTicketLinks;

    public async Task<int> NextTicketNumberAsync(CancellationToken ct)
    {
        // Two statements: what is read must be of after the lock.
        await db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({"support_tickets.number|" + Tenant}, 0))", ct);
        return await SupportTickets.MaxAsync(t => (int?)t.Number, ct) + 1 ?? 1;
    }

    public Task<SupportTicket?> LockTicketAsync(Guid id, CancellationToken ct) =>
        SupportTickets.FromSql($"select * from support_tickets where id = {id} for update").SingleOrDefaultAsync(ct);

    public Task<List<SupportTicket>> LockTicketsThatHearAsync(Guid conversationId, CancellationToken ct) =>
        SupportTickets
            .FromSql(
                $"""
                select * from support_tickets
                where id = any(array(select ticket_id from support_ticket_links where conversation_id = {conversationId}))
                    and status in ('waiting_customer', 'resolved') and title is not null
                order by id for update
                """
            )
            .ToListAsync(ct);

    public async Task MoveLinksAsync(Guid fromTicketId, Guid toTicketId, CancellationToken ct)
    {
        // Changed in place: conversations are not locked by it, which come before tickets.
        await db.Database.ExecuteSqlAsync(
            $"""
            update support_ticket_links l set ticket_id = {toTicketId} where ticket_id = {fromTicketId} and not exists (
                select from support_ticket_links o where o.tenant_id = l.tenant_id and o.ticket_id = {toTicketId} and o.conversation_id = l.conversation_id
            )
            """,
            ct
        );
        await db.Database.ExecuteSqlAsync($"delete from support_ticket_links where ticket_id = {fromTicketId}", ct);
    }

    public Task<List<SupportTicket>> ListTicketsAsync(SupportTicketFilter filter, Cursor? after, int limit, CancellationToken ct)
    {
        // Of each team and of one's own the newest, and of those the newest, as of conversations.
        var sight = filter.Sight;
        if (filter.View == SupportTicketView.Mine)
            return Page(Own).ToListAsync(ct);
        if (sight.All)
            return Page(rows => filter.TeamId is { } one ? rows.Where(t => t.TeamId == one) : rows).ToListAsync(ct);
        var seen = sight
            .TeamIds.Where(id => filter.TeamId is null || id == filter.TeamId)
            .Select(id => Page(rows => rows.Where(t => t.TeamId == id)));
        var all = filter.View == SupportTicketView.All ? seen.Append(Page(Own)).ToList() : seen.ToList();
        return all.Count == 0 ? Task.FromResult(new List<SupportTicket>()) : InOrder(all.Aggregate((some, next) => some.Union(next))).ToListAsync(ct);

        IQueryable<SupportTicket> Own(IQueryable<SupportTicket> rows) =>
            rows.Where(t => t.AssigneeId == sight.UserId && (filter.TeamId == null || t.TeamId == filter.TeamId));

        IQueryable<SupportTicket> Page(Func<IQueryable<SupportTicket>, IQueryable<SupportTicket>> of)
        {
            var rows = of(SupportTickets.AsNoTracking());
            if (filter.View == SupportTicketView.Unassigned)
                rows = rows.Where(t => t.AssigneeId == null);
            if (filter.Status is { } status)
                rows = rows.Where(t => t.Status == status);
            if (filter.DueBefore is { } due)
                rows = rows.Where(t => t.DueAt < due && t.ResolvedAt == null);
            if (filter.Priority is { } priority)
                rows = rows.Where(t => t.Priority == priority);
            if (filter.Number is { } number)
                rows = rows.Where(t => t.Number == number);
            if (filter.ConversationId is { } conversation)
                rows = rows.Where(t => SupportTicketLinks.Any(l => l.TicketId == t.Id && l.ConversationId == conversation));
            if (filter.ContactIds is { } contacts)
                rows = rows.Where(t => t.ContactId != null && contacts.Contains(t.ContactId.Value));
            if (after is { } last)
                rows = rows.Where(t => t.UpdatedAt <= last.At && (t.UpdatedAt < last.At || t.Id < last.Id));
            return InOrder(rows);
        }

        IQueryable<SupportTicket> InOrder(IQueryable<SupportTicket> rows) =>
            rows.OrderByDescending(t => t.UpdatedAt).ThenByDescending(t => t.Id).TakePage(limit);
    }

    public async Task EraseTicketsAsync(IReadOnlyCollection<Guid> contactIds, CancellationToken ct)
    {
        var ids = contactIds.ToArray();
        // First, so that whoever is writing about it at this moment is waited for.
        await db.Database.ExecuteSqlAsync(
            $"""
            update support_tickets set title = null, description = null, status = 'closed', resolved_at = coalesce(resolved_at, now())
            where id = any(array(select id from support_tickets where contact_id = any({ids}) order by id for update))
            """,
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update support_ticket_events e set content = null
            from support_tickets t where t.tenant_id = e.tenant_id and t.id = e.ticket_id and t.contact_id = any({ids}) and e.content is not null
            """,
            ct
        );
    }
}
