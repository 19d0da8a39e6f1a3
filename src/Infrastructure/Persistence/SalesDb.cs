using CleanApp.Application.Sales;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>What the Sales module sees of the database, and what LINQ cannot say of it.</summary>
internal sealed partial class SalesDb(AppDbContext db, TimeProvider clock) : ISalesDb
{
    public DbSet<LossReason> LossReasons => db.LossReasons;

    private Guid Tenant => db.TenantContext!.TenantId;

    public Task<int> SaveChangesAsync(CancellationToken ct) => db.SaveChangesAsync(ct);
}
