using CleanApp.Application.Common;
using MediatR;

namespace CleanApp.Application.Sales.ProductImports;

/// <summary>What would become of a spreadsheet; nothing is changed.</summary>
public sealed record PreviewProductImport(IIncomingFile File) : IRequest<PreviewProductImport.Response>
{
    /// <param name="Separator">What divides its cells.</param>
    /// <param name="IgnoredColumns">Those of which nothing is taken.</param>
    /// <param name="NewCategories">Those that will be made.</param>
    /// <param name="Rows">At most 200 of those that are not as they are already, the ones in error first.</param>
    public sealed record Response(
        string Encoding,
        string Separator,
        IReadOnlyList<string> IgnoredColumns,
        IReadOnlyList<string> NewCategories,
        int New,
        int Changed,
        int Same,
        int Errors,
        IReadOnlyList<Row> Rows
    );

    /// <param name="Line">As the spreadsheet counts them.</param>
    /// <param name="ChangedColumns">Of a product that there is.</param>
    public sealed record Row(
        int Line,
        string Sku,
        string Name,
        RowVerdict Verdict,
        IReadOnlyList<ProductColumn> ChangedColumns,
        IReadOnlyList<RowProblem> Problems
    );
}

internal sealed class PreviewProductImportHandler(ProductSheets sheets) : IRequestHandler<PreviewProductImport, PreviewProductImport.Response>
{
    private const int MostShown = 200;

    /// <summary>Of a cell, where it is only shown.</summary>
    private const int LongestShown = 120;

    public async Task<PreviewProductImport.Response> Handle(PreviewProductImport request, CancellationToken ct)
    {
        var plan = await sheets.PlanAsync(await ProductSheets.ReadAsync(request.File, ct), locks: false, ct);
        var counts = plan.Rows.CountBy(r => r.Verdict).ToDictionary();
        return new PreviewProductImport.Response(
            plan.Sheet.Encoding,
            plan.Sheet.Separator.ToString(),
            plan.Ignored,
            [.. plan.Rows.Select(r => r.NewCategory).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)],
            counts.GetValueOrDefault(RowVerdict.New),
            counts.GetValueOrDefault(RowVerdict.Changed),
            counts.GetValueOrDefault(RowVerdict.Same),
            counts.GetValueOrDefault(RowVerdict.Error),
            [
                .. plan
                    .Rows.Where(r => r.Verdict != RowVerdict.Same)
                    .OrderBy(r => r.Verdict != RowVerdict.Error)
                    .ThenBy(r => r.Row.Line)
                    .Take(MostShown)
                    .Select(r => new PreviewProductImport.Row(r.Row.Line, Short(r.Sku), Short(r.Name), r.Verdict, r.Changed, r.Problems)),
            ]
        );
    }

    private static string Short(string text) => text.Length <= LongestShown ? text : text[..LongestShown];
}
