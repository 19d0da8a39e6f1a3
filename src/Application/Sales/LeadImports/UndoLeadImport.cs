using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>
/// Begins to take back what an import made: leads that nobody has worked with since, and people of whom nothing else is known. Repeated, it
/// changes nothing.
/// </summary>
public sealed record UndoLeadImport(Guid ImportId) : ICommand<LeadImportView>;

internal sealed class UndoLeadImportHandler(ISalesDb db, LeadImportViews views, IWorkQueue work, TimeProvider clock)
    : IRequestHandler<UndoLeadImport, LeadImportView>
{
    public async Task<LeadImportView> Handle(UndoLeadImport request, CancellationToken ct)
    {
        var import = await db.LockLeadImportAsync(request.ImportId, ct) ?? throw new DomainException(LeadImportErrors.NotFound);
        if (import.Undo(clock.GetUtcNow()))
            await work.NudgeAsync(RunLeadImportUndo.WorkKind, import.Id, ct);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(import, ct);
    }
}
