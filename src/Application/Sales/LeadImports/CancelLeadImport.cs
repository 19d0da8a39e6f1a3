using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>Takes in no further row. What was made stays, and can be undone.</summary>
public sealed record CancelLeadImport(Guid ImportId) : ICommand<LeadImportView>;

internal sealed class CancelLeadImportHandler(ISalesDb db, LeadImportViews views, TimeProvider clock)
    : IRequestHandler<CancelLeadImport, LeadImportView>
{
    public async Task<LeadImportView> Handle(CancelLeadImport request, CancellationToken ct)
    {
        var import = await db.LockLeadImportAsync(request.ImportId, ct) ?? throw new DomainException(LeadImportErrors.NotFound);
        import.Cancel(clock.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(import, ct);
    }
}
