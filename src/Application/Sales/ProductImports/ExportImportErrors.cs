using CleanApp.Application.Common;
using CsvHelper;
using MediatR;

namespace CleanApp.Application.Sales.ProductImports;

/// <summary>The rows of a spreadsheet that cannot be taken in, each with what is wrong with it: to be put right and sent again.</summary>
public sealed record ExportImportErrors(IIncomingFile File) : IRequest<ExportImportErrors.Response>
{
    /// <param name="WriteAsync">To be called once, within the request.</param>
    public sealed record Response(string FileName, string MimeType, Func<Stream, CancellationToken, Task> WriteAsync);
}

internal sealed class ExportImportErrorsHandler(ProductSheets sheets) : IRequestHandler<ExportImportErrors, ExportImportErrors.Response>
{
    public async Task<ExportImportErrors.Response> Handle(ExportImportErrors request, CancellationToken ct)
    {
        var plan = await sheets.PlanAsync(await ProductSheets.ReadAsync(request.File, ct), locks: false, ct);
        return new ExportImportErrors.Response(
            "produtos-com-erro.csv",
            Spreadsheet.MimeType,
            async (stream, inner) =>
            {
                await using var csv = CsvWriter.Create(stream, Spreadsheet.Csv, leaveOpen: true);
                var width = plan.Sheet.Header.Count;
                await csv.WriteRecordAsync([.. plan.Sheet.Header, "Linha", "Motivo"], inner);
                foreach (var row in plan.Rows.Where(r => r.Verdict == RowVerdict.Error))
                {
                    // Every row as wide as the header, so that the reason stands below its name.
                    var cells = Enumerable.Range(0, width).Select(i => i < row.Row.Cells.Count ? row.Row.Cells[i] : "");
                    await csv.WriteRecordAsync([.. cells, $"{row.Row.Line}", string.Join("; ", row.Problems.Select(InPortuguese))], inner);
                }
            }
        );
    }

    private static string InPortuguese(RowProblem problem) =>
        problem.Fault switch
        {
            RowFault.Missing => $"{ProductColumns.HeadOf(problem.Column)}: falta",
            RowFault.Repeated => $"{ProductColumns.HeadOf(problem.Column)}: está em outra linha acima",
            _ => $"{ProductColumns.HeadOf(problem.Column)}: não é válido",
        };
}
