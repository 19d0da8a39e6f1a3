using CleanApp.Application.Common;
using CleanApp.Application.Sales.Leads;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

internal sealed partial class SalesDb
{
    public DbSet<Lead> Leads => db.Leads;
    public DbSet<LeadEvent> LeadEvents => db.LeadEvents;

    public DbSet<LeadScoring> LeadScorings => db.LeadScorings;

    public async Task<LeadScoring> LockScoringAsync(CancellationToken ct)
    {
        var usual = LeadScoring.Usual;
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into lead_scorings (tenant_id, id, recommendation, advertisement, conversation, interest, amount, next_step, qualified, version, changed_at)
            values ({Tenant}, {Tenant}, {usual.Recommendation}, {usual.Advertisement}, {usual.Conversation}, {usual.Interest}, {usual.Amount},
                {usual.NextStep}, {usual.Qualified}, 0, {usual.ChangedAt})
            on conflict do nothing
            """,
            ct
        );
        return await LeadScorings.FromSql($"select * from lead_scorings for update").SingleAsync(ct);
    }

    public Task<List<Lead>> LockRatedOtherwiseAsync(int version, int most, CancellationToken ct) =>
        Leads.FromSql($"select * from leads where closed_at is null and rated_by <> {version} order by id limit {most} for update").ToListAsync(ct);

    public Task<Lead?> LockLeadAsync(Guid id, CancellationToken ct) =>
        Leads.FromSql($"select * from leads where id = {id} for update").SingleOrDefaultAsync(ct);

    public Task<List<Lead>> LockLeadsAsync(Guid[] ids, CancellationToken ct) =>
        Leads.FromSql($"select * from leads where id = any({ids}) order by id for update").ToListAsync(ct);

    /// <summary>The offset keeps it so: planned for a company with few leads, all of another's would be read.</summary>
    public IQueryable<Lead> LeadsBehind(Guid[] opportunityIds) =>
        Leads.FromSql($"select l.* from unnest({opportunityIds}) o cross join lateral (select * from leads where opportunity_id = o offset 0) l");

    public Task<List<Lead>> LockLeadsOfAsync(Guid ownerId, int most, CancellationToken ct) =>
        Leads.FromSql($"select * from leads where owner_id = {ownerId} and closed_at is null order by id limit {most} for update").ToListAsync(ct);

    public Task<List<Lead>> ListLeadsAsync(LeadFilter filter, Cursor? after, int limit, CancellationToken ct)
    {
        // Of one's own and of nobody's the newest, and of those the newest: each is the beginning of an index.
        var me = filter.Sight.UserId;
        if (filter.View == LeadView.Mine)
            return Page(rows => rows.Where(l => l.OwnerId == me)).ToListAsync(ct);
        if (filter.View == LeadView.Unowned)
            return Page(rows => rows.Where(l => l.OwnerId == null)).ToListAsync(ct);
        if (filter.Sight.All)
            return Page(rows => rows).ToListAsync(ct);
        return InOrder(Page(rows => rows.Where(l => l.OwnerId == me)).Concat(Page(rows => rows.Where(l => l.OwnerId == null)))).ToListAsync(ct);

        IQueryable<Lead> Page(Func<IQueryable<Lead>, IQueryable<Lead>> of)
        {
            var rows = of(Leads.AsNoTracking());
            if (filter.OwnerId is { } owner)
                rows = rows.Where(l => l.OwnerId == owner);
            if (filter.Status is { } status)
                rows = rows.Where(l => l.Status == status);
            // The database does not know which of them are open, and its indexes are of open ones; what has a next step is open.
            if (filter.Order != LeadOrder.NextStep && (filter.Open || filter.Status is LeadStatus.New or LeadStatus.Working or LeadStatus.Qualified))
                rows = rows.Where(l => l.ClosedAt == null);
            if (filter.Source is { } source)
                rows = rows.Where(l => l.Source == source);
            if (filter.DueBefore is { } due)
                rows = rows.Where(l => l.NextStepAt < due);
            if (filter.ContactIds is { } contacts)
                rows = rows.Where(l => contacts.Contains(l.ContactId));
            if (filter.Opened is { } opened)
                rows = rows.Where(l => l.CreatedAt >= opened.From && l.CreatedAt < opened.Until);
            if (filter.Order == LeadOrder.NextStep)
                rows = rows.Where(l => l.NextStepAt != null);
            return InOrder(after is { } last ? After(rows, last) : rows);
        }

        IQueryable<Lead> After(IQueryable<Lead> rows, Cursor last) =>
            filter.Order switch
            {
                LeadOrder.Score => rows.Where(l => l.Score <= last.Rank && (l.Score < last.Rank || l.Id < last.Id)),
                LeadOrder.NextStep => rows.Where(l =>
                    EF.Functions.GreaterThan(ValueTuple.Create(l.NextStepAt!.Value, l.Id), ValueTuple.Create(last.At, last.Id))
                ),
                LeadOrder.Opened => rows.Where(l => l.CreatedAt <= last.At && (l.CreatedAt < last.At || l.Id < last.Id)),
                _ => rows.Where(l => l.UpdatedAt <= last.At && (l.UpdatedAt < last.At || l.Id < last.Id)),
            };

        IQueryable<Lead> InOrder(IQueryable<Lead> rows) =>
            (
                filter.Order switch
                {
                    LeadOrder.Score => rows.OrderByDescending(l => l.Score).ThenByDescending(l => l.Id),
                    LeadOrder.NextStep => rows.OrderBy(l => l.NextStepAt).ThenBy(l => l.Id),
                    LeadOrder.Opened => rows.OrderByDescending(l => l.CreatedAt).ThenByDescending(l => l.Id),
                    _ => rows.OrderByDescending(l => l.UpdatedAt).ThenByDescending(l => l.Id),
                }
            ).TakePage(limit);
    }

    public async Task EraseLeadsAsync(IReadOnlyCollection<Guid> contactIds, DateTimeOffset now, CancellationToken ct)
    {
        var ids = contactIds.ToArray();
        // First, so that whoever is writing about it at this moment is waited for.
        await db.Database.ExecuteSqlAsync(
            $"""
            update leads set interest = null, next_step = null, next_step_at = null, erased = true,
                status = case when closed_at is null then 'lost' else status end, closed_at = coalesce(closed_at, {now})
            where id = any(array(select id from leads where contact_id = any({ids}) order by id for update))
            """,
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update lead_events e set content = null
            from leads l where l.tenant_id = e.tenant_id and l.id = e.lead_id and l.contact_id = any({ids}) and e.content is not null
            """,
            ct
        );
    }
}
