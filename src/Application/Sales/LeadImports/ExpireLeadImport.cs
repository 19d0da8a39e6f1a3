using CleanApp.Application.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>
/// Removes the file of an import, with what was wrong with its rows, when its time has come; at once where no import has it, since it was
/// discarded or the process died before there was one.
/// </summary>
internal sealed class ExpireLeadImport(ISalesDb db, ISealedFiles files, IUnitOfWork unit, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "sales.expire_lead_import";

    /// <summary>Longer than any file takes from its reservation to its import.</summary>
    public static readonly TimeSpan Unclaimed = TimeSpan.FromHours(1);

    /// <summary>One that is under way is let end first.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromMinutes(1);

    public string Kind => WorkKind;

    public bool Recurring => true;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var wait = await unit.InTransactionAsync(inner => ForgetAsync(subjectId, inner), ct);
        if (wait is { } some)
            return WorkResult.RunAgainIn(some);
        await files.DeleteAsync(subjectId, ct);
        return WorkResult.Finished;
    }

    /// <returns>How long it is kept yet; null: not any more.</returns>
    private async Task<TimeSpan?> ForgetAsync(Guid id, CancellationToken ct)
    {
        if (await db.LockLeadImportAsync(id, ct) is not { } import)
            return null;
        var left = import.ExpiresAt - clock.GetUtcNow();
        if (left > TimeSpan.Zero)
            return left;
        if (import.Status is LeadImportStatus.Running or LeadImportStatus.Undoing)
            return Soon;
        await db.LeadImportProblems.Where(p => p.ImportId == id).ExecuteDeleteAsync(ct);
        if (import.Status == LeadImportStatus.Uploaded)
            db.LeadImports.Remove(import);
        else
            import.Forget();
        await db.SaveChangesAsync(ct);
        return null;
    }
}
