using CleanApp.Application.Common;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>
/// Somebody whom a spreadsheet names is nobody any more: it goes as a whole, since nothing is taken out of a file that is sealed. Afterwards,
/// since imports are locked before people.
/// </summary>
internal sealed class ForgetLeadImport(ISalesDb db, IWorkQueue work, IUnitOfWork unit, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "sales.forget_lead_import";

    public string Kind => WorkKind;

    public bool Recurring => true;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        await unit.InTransactionAsync(
            async inner =>
            {
                (await db.LockLeadImportAsync(subjectId, inner))?.Expire(clock.GetUtcNow());
                await db.SaveChangesAsync(inner);
                await work.NudgeAsync(ExpireLeadImport.WorkKind, subjectId, inner);
            },
            ct
        );
        return WorkResult.Finished;
    }
}
