using CleanApp.Application.Privacy;
using CleanApp.Domain.Privacy;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>What the Privacy module sees of the database.</summary>
internal sealed class PrivacyDb(AppDbContext db) : IPrivacyDb
{
    public DbSet<ConsentText> ConsentTexts => db.ConsentTexts;
    public DbSet<Consent> Consents => db.Consents;
    public DbSet<PrivacyForm> PrivacyForms => db.PrivacyForms;
    public DbSet<DataSubjectRequest> DataSubjectRequests => db.DataSubjectRequests;
    public DbSet<RetentionPolicy> RetentionPolicies => db.RetentionPolicies;
    public DbSet<RetentionRun> RetentionRuns => db.RetentionRuns;
    public DbSet<LegalHold> LegalHolds => db.LegalHolds;
    public DbSet<RegisterEntry> RegisterEntries => db.RegisterEntries;

    public Task<int> SaveChangesAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    public Task EraseEvidenceAsync(Guid contactId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"update consents set evidence = null where contact_id = {contactId} and evidence is not null", ct);

    public async Task<DataSubjectRequest?> LockRequestAsync(Guid id, CancellationToken ct)
    {
        var request = await DataSubjectRequests.FromSql($"select * from data_subject_requests where id = {id} for update").SingleOrDefaultAsync(ct);
        // Read after the lock, so that what another one did is seen.
        if (request is not null)
            await db.Entry(request).Collection(r => r.Steps).LoadAsync(ct);
        return request;
    }

    public Task<List<DataSubjectRequest>> LockRequestsOfAsync(Guid contactId, CancellationToken ct) =>
        DataSubjectRequests.FromSql($"select * from data_subject_requests where contact_id = {contactId} order by id for update").ToListAsync(ct);

    public Task EraseNotesAsync(Guid contactId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            update data_subject_request_steps set note = null
            where note is not null and request_id in (select id from data_subject_requests where contact_id = {contactId})
            """,
            ct
        );

    public Task EraseNotesOfRequestAsync(Guid requestId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"update data_subject_request_steps set note = null where note is not null and request_id = {requestId}", ct);

    public Task NoteRemovedAsync(string name, DateOnly day, int keepDays, int removed, DateTimeOffset now, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync(
            $"""
            insert into retention_runs (tenant_id, id, class, day, keep_days, removed, at)
            values ({db.TenantContext!.TenantId}, {Guid.CreateVersion7(now)}, {name}, {day}, {keepDays}, {removed}, {now})
            on conflict (tenant_id, class, day) do update
            set removed = retention_runs.removed + excluded.removed, keep_days = excluded.keep_days, at = excluded.at
            """,
            ct
        );

    public Task LockAsync(string what, CancellationToken ct) => db.LockAsync($"privacy|{db.TenantContext!.TenantId}|{what}", ct);

    public Task<Guid?> FindFormTenantAsync(string token, CancellationToken ct) =>
        db.LookupAsync($"select find_privacy_form_tenant({token}) as \"Value\"", ct);

    public Task<Guid?> FindRequestTenantAsync(string statusTokenHash, CancellationToken ct) =>
        db.LookupAsync($"select find_privacy_request_tenant({statusTokenHash}) as \"Value\"", ct);
}
