using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales;

public partial interface ISalesDb
{
    DbSet<LeadImport> LeadImports { get; }
    DbSet<LeadImportProblem> LeadImportProblems { get; }
    DbSet<LeadImportNewcomers> LeadImportNewcomers { get; }
    DbSet<LeadMapping> LeadMappings { get; }

    /// <summary>Locked until the transaction ends; before any person or lead.</summary>
    Task<LeadImport?> LockLeadImportAsync(Guid id, CancellationToken ct);

    /// <summary>As <see cref="LockLeadImportAsync"/>, beside whoever takes in people for it.</summary>
    Task<LeadImport?> LockProgressAsync(Guid importId, CancellationToken ct);

    /// <summary>Whether it is under way; it stays so until the transaction ends, while its rows are written beside.</summary>
    Task<bool> StaysUnderWayAsync(Guid importId, CancellationToken ct);

    /// <summary>Those of these contacts, by whatever of their ids, that have a lead that is open.</summary>
    Task<List<Guid>> WithOpenLeadsAsync(Guid[] contactIds, CancellationToken ct);

    /// <summary>Writes new leads, what happened to them, and what is wrong with the rows between them.</summary>
    Task AddImportedAsync(
        IReadOnlyList<Lead> leads,
        IReadOnlyList<LeadEvent> events,
        IReadOnlyList<LeadImportProblem> problems,
        CancellationToken ct
    );

    /// <summary>For the next file with this header.</summary>
    Task RememberColumnsAsync(string signature, string columns, DateTimeOffset now, CancellationToken ct);

    /// <summary>Removes leads that an import made and nobody touched; the database refuses any other.</summary>
    Task RemoveImportedAsync(Guid[] leadIds, CancellationToken ct);

    /// <summary>Imports whose file is kept and has a row about one of these contacts, as far as that is known.</summary>
    Task<List<Guid>> ImportsAboutAsync(Guid[] contactIds, CancellationToken ct);
}
