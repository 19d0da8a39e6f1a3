using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales;

public partial interface ISalesDb
{
    DbSet<LossReason> LossReasons { get; }

    Task<int> SaveChangesAsync(CancellationToken ct);
}
