using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>A spreadsheet that was not started is not wanted after all; it goes as if it had never come.</summary>
public sealed record DiscardLeadImport(Guid ImportId) : ICommand<Done>;

internal sealed class DiscardLeadImportHandler(ISalesDb db, IWorkQueue work) : IRequestHandler<DiscardLeadImport, Done>
{
    public async Task<Done> Handle(DiscardLeadImport request, CancellationToken ct)
    {
        var import = await db.LockLeadImportAsync(request.ImportId, ct) ?? throw new DomainException(LeadImportErrors.NotFound);
        if (import.Status != LeadImportStatus.Uploaded)
            throw new DomainException(LeadImportErrors.Started);
        db.LeadImports.Remove(import);
        await work.NudgeAsync(ExpireLeadImport.WorkKind, import.Id, ct);
        await db.SaveChangesAsync(ct);
        return Done.Value;
    }
}
