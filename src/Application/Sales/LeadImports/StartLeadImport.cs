using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>Begins to make leads of a spreadsheet; it goes on by itself. Repeated, it changes nothing.</summary>
public sealed record StartLeadImport(Guid ImportId) : ICommand<LeadImportView>;

internal sealed class StartLeadImportHandler(ISalesDb db, LeadImportViews views, IWorkQueue work, TimeProvider clock)
    : IRequestHandler<StartLeadImport, LeadImportView>
{
    public async Task<LeadImportView> Handle(StartLeadImport request, CancellationToken ct)
    {
        var import = await db.LockLeadImportAsync(request.ImportId, ct) ?? throw new DomainException(LeadImportErrors.NotFound);
        if (!LeadColumns.Parse(import.Columns).Identify)
            throw new DomainException(LeadImportErrors.NobodyNamed);
        if (import.Start(clock.GetUtcNow()))
            work.Enqueue(RunLeadImport.WorkKind, import.Id);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(import, ct);
    }
}
