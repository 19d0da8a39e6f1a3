using CleanApp.Application.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.ProductImports;

public enum RowVerdict
{
    New,
    Changed,

    /// <summary>The product is so already.</summary>
    Same,
    Error,
}

public enum RowFault
{
    Missing,
    Invalid,

    /// <summary>An earlier row has this SKU.</summary>
    Repeated,
}

public sealed record RowProblem(ProductColumn Column, RowFault Fault);

/// <summary>What is to become of a spreadsheet; nothing is changed by making it.</summary>
internal sealed record ImportPlan(UploadedSheet Sheet, IReadOnlyList<string> Ignored, IReadOnlyList<PlannedRow> Rows);

/// <param name="Changed">Of a product that there is.</param>
/// <param name="NewCategory">The name of one that there is not yet.</param>
internal sealed record PlannedRow(
    SheetRow Row,
    string Sku,
    string Name,
    RowVerdict Verdict,
    IReadOnlyList<RowProblem> Problems,
    IReadOnlyList<ProductColumn> Changed,
    Product? Product,
    ProductDetails? Details,
    bool Active,
    string? NewCategory
);
