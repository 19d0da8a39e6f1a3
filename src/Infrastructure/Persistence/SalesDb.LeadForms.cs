using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

internal sealed partial class SalesDb
{
    public DbSet<LeadForm> LeadForms => db.LeadForms;

    public Task<LeadForm?> LockLeadFormAsync(Guid id, CancellationToken ct) =>
        LeadForms.FromSql($"select * from lead_forms where id = {id} for update").SingleOrDefaultAsync(ct);

    public Task<Guid?> FindLeadFormTenantAsync(string token, CancellationToken ct) =>
        db.LookupAsync($"select find_lead_form_tenant({token}) as \"Value\"", ct);

    public Task LockEntryAsync(Guid entryId, CancellationToken ct) => db.LockAsync($"sales.entry|{Tenant}|{entryId}", ct);

    public Task CountEntryAsync(Guid formId, DateTimeOffset now, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"update lead_forms set entries = entries + 1, last_entry_at = {now} where id = {formId}", ct);
}
