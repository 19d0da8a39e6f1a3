using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales;

public partial interface ISalesDb
{
    DbSet<LeadForm> LeadForms { get; }

    /// <summary>Locked until the transaction ends.</summary>
    Task<LeadForm?> LockLeadFormAsync(Guid id, CancellationToken ct);

    /// <summary>Whose link this is; null: nobody's.</summary>
    Task<Guid?> FindLeadFormTenantAsync(string token, CancellationToken ct);

    /// <summary>Until the transaction ends, nobody else takes in what was sent with this id.</summary>
    Task LockEntryAsync(Guid entryId, CancellationToken ct);

    /// <summary>It was sent once more. The last that is locked, since all who send it wait for each other here.</summary>
    Task CountEntryAsync(Guid formId, DateTimeOffset now, CancellationToken ct);
}
