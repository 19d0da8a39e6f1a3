using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>
/// Takes back what an import made, some leads in each transaction, which also writes how far it has come. A lead that somebody has worked with
/// stays, and its person with it; a person stays of whom anything else is known.
/// </summary>
internal sealed class RunLeadImportUndo(ISalesDb db, ICrowds crowds, IWorkQueue work, IUnitOfWork unit, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "sales.undo_lead_import";
    private const int AtOnce = 500;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(5);

    public string Kind => WorkKind;

    /// <summary>Its file, and whoever waits, wait for its end.</summary>
    public bool Recurring => true;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        for (var since = clock.GetTimestamp(); await unit.InTransactionAsync(inner => TakeBackAsync(subjectId, inner), ct); )
            if (clock.GetElapsedTime(since) > Turn)
                return WorkResult.RunAgainIn(TimeSpan.Zero);
        return WorkResult.Finished;
    }

    /// <returns>Whether there may be more.</returns>
    private async Task<bool> TakeBackAsync(Guid importId, CancellationToken ct)
    {
        if (await db.LockLeadImportAsync(importId, ct) is not { Status: LeadImportStatus.Undoing } import)
            return false;
        var made = await db
            .Leads.AsNoTracking()
            .Where(l => l.ImportId == importId && (import.UndoneAfter == null || l.Id > import.UndoneAfter))
            .OrderBy(l => l.Id)
            .Select(l => new
            {
                l.Id,
                l.ContactId,
                l.NewPerson,
            })
            .Take(AtOnce)
            .ToListAsync(ct);
        if (made.Count == 0)
        {
            import.EndUndo(clock.GetUtcNow());
            // Somebody stays of whom nothing leads to this file any more: their erasure would not find it.
            if (import.UndoneLeads > import.UndonePeople)
            {
                import.Expire(clock.GetUtcNow());
                await work.NudgeAsync(ExpireLeadImport.WorkKind, importId, ct);
            }
            await db.SaveChangesAsync(ct);
            return false;
        }
        // People before their leads, as everybody does who takes both.
        await crowds.LockAsync([.. made.Select(m => m.ContactId)], ct);
        var untouched = (await db.LockLeadsAsync([.. made.Select(m => m.Id)], ct)).Where(l => l.IsAsImported).Select(l => l.Id).ToHashSet();
        await db.RemoveImportedAsync([.. untouched], ct);
        var news = made.Where(m => m.NewPerson).ToList();
        Guid[] leaving = [.. news.Where(m => untouched.Contains(m.Id)).Select(m => m.ContactId)];
        var gone = await crowds.RemoveUntouchedAsync(leaving, ct);
        import.TakeBack(untouched.Count, made.Count - untouched.Count, gone, news.Count - gone, made[^1].Id);
        await db.SaveChangesAsync(ct);
        return true;
    }
}
