using CleanApp.Application.Common;
using CleanApp.Application.Sales.Leads;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales;

public partial interface ISalesDb
{
    DbSet<Lead> Leads { get; }
    DbSet<LeadEvent> LeadEvents { get; }

    /// <summary>Locked until the transaction ends. Leads are locked after their person and before anything else of sales.</summary>
    Task<Lead?> LockLeadAsync(Guid id, CancellationToken ct);

    /// <summary>As <see cref="LockLeadAsync"/>, the smallest id first.</summary>
    Task<List<Lead>> LockLeadsAsync(Guid[] ids, CancellationToken ct);

    /// <summary>Newest first by when something happened to them; one more than the limit.</summary>
    Task<List<Lead>> ListLeadsAsync(LeadFilter filter, Cursor? after, int limit, CancellationToken ct);

    /// <summary>Takes away what leads of these contacts say; those that are open are lost then.</summary>
    Task EraseLeadsAsync(IReadOnlyCollection<Guid> contactIds, DateTimeOffset now, CancellationToken ct);
}
