using CleanApp.Application.Common;
using CleanApp.Application.Sales.Leads;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales;

public partial interface ISalesDb
{
    DbSet<Lead> Leads { get; }
    DbSet<LeadEvent> LeadEvents { get; }
    DbSet<LeadScoring> LeadScorings { get; }

    /// <summary>Those that these opportunities go on with, looked for one by one.</summary>
    IQueryable<Lead> LeadsBehind(Guid[] opportunityIds);

    /// <summary>Locked until the transaction ends. Leads are locked after their person and before anything else of sales.</summary>
    Task<Lead?> LockLeadAsync(Guid id, CancellationToken ct);

    /// <summary>As <see cref="LockLeadAsync"/>, the smallest id first.</summary>
    Task<List<Lead>> LockLeadsAsync(Guid[] ids, CancellationToken ct);

    /// <summary>Open ones this person looks after, the smallest id first; locked.</summary>
    Task<List<Lead>> LockLeadsOfAsync(Guid ownerId, int most, CancellationToken ct);

    /// <summary>What this company gives points for, put there as companies begin unless it is there; locked until the transaction ends.</summary>
    Task<LeadScoring> LockScoringAsync(CancellationToken ct);

    /// <summary>Open leads that were rated by another version, the smallest id first; locked.</summary>
    Task<List<Lead>> LockRatedOtherwiseAsync(int version, int most, CancellationToken ct);

    /// <summary>One more than the limit.</summary>
    Task<List<Lead>> ListLeadsAsync(LeadFilter filter, Cursor? after, int limit, CancellationToken ct);

    /// <summary>Takes away what leads of these contacts say; those that are open are lost then.</summary>
    Task EraseLeadsAsync(IReadOnlyCollection<Guid> contactIds, DateTimeOffset now, CancellationToken ct);
}
