using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>One import of leads; before it is started, with what would become of its first rows.</summary>
public sealed record GetLeadImport(Guid ImportId) : IRequest<GetLeadImport.Response>
{
    /// <param name="Preview">Null once it was started.</param>
    public sealed record Response(LeadImportView Import, LeadImportPreview? Preview);
}

/// <param name="Header">The first row.</param>
/// <param name="Columns">What each of them says, in their order.</param>
/// <param name="Remembered">Whether that is what was said of such a file before.</param>
/// <param name="Rows">The first twenty.</param>
/// <param name="Sampled">How many of the first rows were looked at.</param>
/// <param name="Ready">How many of those have nothing wrong; some of them may be of people who have a lead that is open.</param>
/// <param name="Problems">What is wrong with the others, by column.</param>
/// <param name="SameAs">An import of the same file that was started before.</param>
public sealed record LeadImportPreview(
    IReadOnlyList<string> Header,
    IReadOnlyList<LeadColumn> Columns,
    bool Remembered,
    IReadOnlyList<LeadImportPreview.Row> Rows,
    int Sampled,
    int Ready,
    IReadOnlyList<LeadImportPreview.Problem> Problems,
    Guid? SameAs
)
{
    /// <param name="Line">As a spreadsheet counts them.</param>
    /// <param name="Cells">Shortened where they are long.</param>
    public sealed record Row(int Line, IReadOnlyList<string> Cells, IReadOnlyList<LeadRowProblem> Problems);

    /// <param name="Column">Null: the row as a whole.</param>
    /// <param name="FirstLine">The first row that has it.</param>
    public sealed record Problem(LeadColumn? Column, LeadRowFault Fault, int Count, int FirstLine);
}

internal sealed class GetLeadImportHandler(ISalesDb db, LeadImportViews views, LeadPreviews previews)
    : IRequestHandler<GetLeadImport, GetLeadImport.Response>
{
    public async Task<GetLeadImport.Response> Handle(GetLeadImport request, CancellationToken ct)
    {
        var import =
            await db.LeadImports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == request.ImportId, ct)
            ?? throw new DomainException(LeadImportErrors.NotFound);
        return new GetLeadImport.Response(
            await views.OfAsync(import, ct),
            import.Status == LeadImportStatus.Uploaded ? await previews.OfAsync(import, ct) : null
        );
    }
}
