using CleanApp.Domain.Sales;
using CleanApp.Infrastructure.Persistence.Conventions;
using CleanApp.Infrastructure.Persistence.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

internal sealed partial class SalesDb
{
    public DbSet<LeadImport> LeadImports => db.LeadImports;
    public DbSet<LeadImportProblem> LeadImportProblems => db.LeadImportProblems;
    public DbSet<LeadImportNewcomers> LeadImportNewcomers => db.LeadImportNewcomers;
    public DbSet<LeadMapping> LeadMappings => db.LeadMappings;

    public Task<LeadImport?> LockLeadImportAsync(Guid id, CancellationToken ct) =>
        LeadImports.FromSql($"select * from lead_imports where id = {id} for update").SingleOrDefaultAsync(ct);

    public Task<LeadImport?> LockProgressAsync(Guid importId, CancellationToken ct) =>
        LeadImports.FromSql($"select * from lead_imports where id = {importId} for no key update").SingleOrDefaultAsync(ct);

    public async Task<bool> StaysUnderWayAsync(Guid importId, CancellationToken ct) =>
        await LeadImports
            .FromSql($"select * from lead_imports where id = {importId} for key share")
            .AsNoTracking()
            .Select(i => (LeadImportStatus?)i.Status)
            .SingleOrDefaultAsync(ct) == LeadImportStatus.Running;

    public Task<List<Guid>> WithOpenLeadsAsync(Guid[] contactIds, CancellationToken ct) =>
        db
            .Database.SqlQuery<Guid>(
                $"""
                select l.contact_id as "Value" from unnest({contactIds}) c
                cross join lateral (select contact_id from leads where contact_id = c and closed_at is null offset 0) l
                """
            )
            .ToListAsync(ct);

    public async Task AddImportedAsync(
        IReadOnlyList<Lead> leads,
        IReadOnlyList<LeadEvent> events,
        IReadOnlyList<LeadImportProblem> problems,
        CancellationToken ct
    )
    {
        await using var batch = new TenantBatch(db);
        if (leads.Count > 0)
            AddLeads(batch, leads);
        if (events.Count > 0)
            AddEvents(batch, events);
        if (problems.Count > 0)
            batch.Add(
                """
                insert into lead_import_problems (tenant_id, id, import_id, line, reasons, contact_id)
                select $1, id, import_id, line, reasons, contact_id
                from unnest($2, $3, $4, $5, $6) as p (id, import_id, line, reasons, contact_id)
                """,
                Tenant,
                Of(problems, p => p.Id),
                Of(problems, p => p.ImportId),
                Of(problems, p => p.Line),
                Of(problems, p => p.Reasons),
                Of(problems, p => p.ContactId)
            );
        await batch.ExecuteAsync(ct);
    }

    /// <summary>As they are when they begin: what comes later is empty.</summary>
    private void AddLeads(TenantBatch batch, IReadOnlyList<Lead> leads) =>
        batch.Add(
            """
            insert into leads (
                tenant_id, id, contact_id, interest, amount, source, utm_source, utm_medium, utm_campaign, utm_term, utm_content, status, import_id,
                new_person, owner_id, next_step, next_step_at, score, rated_by, erased, last_sequence, created_at, updated_at
            )
            select $1, id, contact_id, interest, amount, source, utm_source, utm_medium, utm_campaign, utm_term, utm_content, status, import_id,
                new_person, owner_id, next_step, next_step_at, score, rated_by, false, last_sequence, created_at, updated_at
            from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22) as l (
                id, contact_id, interest, amount, source, utm_source, utm_medium, utm_campaign, utm_term, utm_content, status, import_id,
                new_person, owner_id, next_step, next_step_at, score, rated_by, last_sequence, created_at, updated_at
            )
            """,
            Tenant,
            Of(leads, l => l.Id),
            Of(leads, l => l.ContactId),
            Of(leads, l => l.Interest),
            Of(leads, l => l.Amount?.Amount),
            Of(leads, l => EnumNames<LeadSource>.Of(l.Source)),
            Of(leads, l => l.UtmSource),
            Of(leads, l => l.UtmMedium),
            Of(leads, l => l.UtmCampaign),
            Of(leads, l => l.UtmTerm),
            Of(leads, l => l.UtmContent),
            Of(leads, l => EnumNames<LeadStatus>.Of(l.Status)),
            Of(leads, l => l.ImportId),
            Of(leads, l => l.NewPerson),
            Of(leads, l => l.OwnerId),
            Of(leads, l => l.NextStep),
            Of(leads, l => l.NextStepAt),
            Of(leads, l => l.Score),
            Of(leads, l => l.RatedBy),
            Of(leads, l => l.LastSequence),
            Of(leads, l => l.CreatedAt),
            Of(leads, l => l.UpdatedAt)
        );

    private void AddEvents(TenantBatch batch, IReadOnlyList<LeadEvent> events) =>
        batch.Add(
            """
            insert into lead_events (tenant_id, id, lead_id, sequence, kind, author_id, at, "from", "to", subject_id, content)
            select $1, id, lead_id, sequence, kind, author_id, at, former, latter, subject_id, content
            from unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                as e (id, lead_id, sequence, kind, author_id, at, former, latter, subject_id, content)
            """,
            Tenant,
            Of(events, e => e.Id),
            Of(events, e => e.LeadId),
            Of(events, e => e.Sequence),
            Of(events, e => EnumNames<LeadEventKind>.Of(e.Kind)),
            Of(events, e => e.AuthorId),
            Of(events, e => e.At),
            Of(events, e => e.From),
            Of(events, e => e.To),
            Of(events, e => e.SubjectId),
            Of(events, e => e.Content)
        );

    public Task RememberColumnsAsync(string signature, string columns, DateTimeOffset now, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into lead_mappings (tenant_id, id, signature, columns, changed_at)
            values ({Tenant}, {Guid.CreateVersion7(now)}, {signature}, {columns}, {now})
            on conflict (tenant_id, signature) do update set columns = excluded.columns, changed_at = excluded.changed_at
            """,
            ct
        );

    public async Task RemoveImportedAsync(Guid[] leadIds, CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync($"delete from lead_events where lead_id = any({leadIds})", ct);
        await db.Database.ExecuteSqlAsync($"delete from leads where id = any({leadIds})", ct);
        // They were locked by way of what is kept track of, and are no more.
        db.ChangeTracker.Entries<Lead>().Where(e => leadIds.Contains(e.Entity.Id)).ToList().ForEach(e => e.State = EntityState.Detached);
    }

    public Task<List<Guid>> ImportsAboutAsync(Guid[] contactIds, CancellationToken ct) =>
        db
            .Database.SqlQuery<Guid>(
                $"""
                select id as "Value" from lead_imports where details is not null and id in (
                    select import_id from leads where contact_id = any({contactIds}) and import_id is not null
                    union
                    select import_id from lead_import_problems where contact_id = any({contactIds})
                    union
                    select import_id from lead_import_newcomers where contact_ids && {contactIds}
                )
                """
            )
            .ToListAsync(ct);

    private static TValue[] Of<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
            values[i] = value(rows[i]);
        return values;
    }
}
