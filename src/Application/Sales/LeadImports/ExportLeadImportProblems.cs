using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using CsvHelper;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.LeadImports;

/// <summary>The rows of which no lead was made, as they came, each with its number and why: to be put right and sent again.</summary>
public sealed record ExportLeadImportProblems(Guid ImportId) : IRequest<ExportLeadImportProblems.Response>
{
    /// <param name="WriteAsync">To be called once, within the request.</param>
    public sealed record Response(string FileName, string MimeType, Func<Stream, CancellationToken, Task> WriteAsync);
}

internal sealed class ExportLeadImportProblemsHandler(ISalesDb db, LeadSheets sheets)
    : IRequestHandler<ExportLeadImportProblems, ExportLeadImportProblems.Response>
{
    private const int AtOnce = 500;

    public async Task<ExportLeadImportProblems.Response> Handle(ExportLeadImportProblems request, CancellationToken ct)
    {
        var import =
            await db.LeadImports.AsNoTracking().SingleOrDefaultAsync(i => i.Id == request.ImportId, ct)
            ?? throw new DomainException(LeadImportErrors.NotFound);
        var sheet = await sheets.OpenAsync(import, ct) ?? throw new DomainException(LeadImportErrors.FileGone);
        return new ExportLeadImportProblems.Response(
            "leads-com-erro.csv",
            Spreadsheet.MimeType,
            async (stream, inner) =>
            {
                await using (sheet)
                    await WriteAsync(stream, sheet, import.Id, inner);
            }
        );
    }

    private async Task WriteAsync(Stream stream, SheetReader sheet, Guid importId, CancellationToken ct)
    {
        await using var csv = CsvWriter.Create(stream, Spreadsheet.Csv, leaveOpen: true);
        var width = sheet.Header.Count;
        await csv.WriteRecordAsync([.. sheet.Header, "Linha", "Motivo"], ct);
        for (var after = 0; await SomeAsync(importId, after, ct) is { Count: > 0 } problems; after = problems[^1].Line)
            foreach (var problem in problems)
            {
                var row = await sheet.ReadAsync(ct);
                while (row is not null && row.Line < problem.Line)
                    row = await sheet.ReadAsync(ct);
                if (row?.Line != problem.Line)
                    return;
                // Every row as wide as the header, so that the reason stands below its name.
                var cells = Enumerable.Range(0, width).Select(i => i < row.Cells.Count ? row.Cells[i] : "");
                await csv.WriteRecordAsync([.. cells, $"{row.Line}", RowReasons.InPortuguese(problem.Reasons)], ct);
            }
    }

    private Task<List<LeadImportProblem>> SomeAsync(Guid importId, int after, CancellationToken ct) =>
        db.LeadImportProblems.AsNoTracking().Where(p => p.ImportId == importId && p.Line > after).OrderBy(p => p.Line).Take(AtOnce).ToListAsync(ct);
}
