using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>Says what the columns of a spreadsheet mean; remembered for the next with the same header.</summary>
/// <param name="Columns">In their order.</param>
public sealed record MapLeads(Guid ImportId, IReadOnlyList<LeadColumn> Columns) : IRequest<GetLeadImport.Response>;

internal sealed class MapLeadsValidator : AbstractValidator<MapLeads>
{
    public MapLeadsValidator() =>
        RuleFor(r => r.Columns)
            .Must(c => c is { Count: > 0 and <= 100 } && c.All(Enum.IsDefined))
            .WithMessage("Must say of each column what it means.");
}

internal sealed class MapLeadsHandler(
    ISalesDb db,
    LeadSheets sheets,
    LeadImportViews views,
    LeadPreviews previews,
    IUnitOfWork unitOfWork,
    TimeProvider clock
) : IRequestHandler<MapLeads, GetLeadImport.Response>
{
    public async Task<GetLeadImport.Response> Handle(MapLeads request, CancellationToken ct)
    {
        var asked =
            await db.LeadImports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == request.ImportId, ct)
            ?? throw new DomainException(LeadImportErrors.NotFound);
        var columns = new LeadColumns(request.Columns).Checked(LeadColumns.Parse(asked.Columns).All.Count);
        // The file is read before anything is locked.
        var mark = await sheets.MarkAsync(asked, columns, ct);
        var import = await unitOfWork.InTransactionAsync(
            async inner =>
            {
                var locked = await db.LockLeadImportAsync(request.ImportId, inner) ?? throw new DomainException(LeadImportErrors.NotFound);
                locked.Map(columns.ToString(), mark);
                await db.SaveChangesAsync(inner);
                await db.RememberColumnsAsync(locked.Signature, locked.Columns, clock.GetUtcNow(), inner);
                return locked;
            },
            ct
        );
        return new GetLeadImport.Response(await views.OfAsync(import, ct), await previews.OfAsync(import, ct));
    }
}
