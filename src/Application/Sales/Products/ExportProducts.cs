using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Application.Sales.ProductImports;
using CleanApp.Domain.Sales;
using CsvHelper;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Products;

/// <summary>All of a company's products, as a spreadsheet that can be changed and taken in again. Written while it is read, page by page.</summary>
public sealed record ExportProducts : IRequest<ExportProducts.Response>
{
    /// <param name="WriteAsync">To be called once, within the request.</param>
    public sealed record Response(string FileName, string MimeType, Func<Stream, CancellationToken, Task> WriteAsync);
}

internal sealed class ExportProductsHandler(ISalesDb db) : IRequestHandler<ExportProducts, ExportProducts.Response>
{
    private const int AtOnce = 500;

    private static readonly NumberFormatInfo Figures = new() { NumberDecimalSeparator = "," };

    public Task<ExportProducts.Response> Handle(ExportProducts request, CancellationToken ct) =>
        Task.FromResult(new ExportProducts.Response("produtos.csv", Spreadsheet.MimeType, WriteAsync));

    private async Task WriteAsync(Stream stream, CancellationToken ct)
    {
        var categories = await db.ProductCategories.AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.Name, ct);
        await using var csv = CsvWriter.Create(stream, Spreadsheet.Csv, leaveOpen: true);
        await csv.WriteRecordAsync([.. Enum.GetValues<ProductColumn>().Select(ProductColumns.HeadOf)], ct);
        for (TextCursor? after = null; ; )
        {
            var page = await db.ListProductsAsync(new ProductFilter([], null, null), after, AtOnce, ct);
            foreach (var product in page.Take(AtOnce))
                await csv.WriteRecordAsync([.. Enum.GetValues<ProductColumn>().Select(column => Cell(column, product, categories))], ct);
            if (page.Count <= AtOnce)
                return;
            after = new TextCursor(page[AtOnce - 1].Search, page[AtOnce - 1].Id);
        }
    }

    private static string Cell(ProductColumn column, Product product, Dictionary<Guid, string> categories) =>
        column switch
        {
            ProductColumn.Sku => product.Sku,
            ProductColumn.Name => product.Name,
            ProductColumn.Description => product.Description ?? "",
            ProductColumn.Unit => product.Unit.ToString().ToUpperInvariant(),
            ProductColumn.Price => product.Price.Amount.ToString("0.00", Figures),
            ProductColumn.Cost => product.Cost?.Amount.ToString("0.00", Figures) ?? "",
            ProductColumn.Ncm => product.Ncm ?? "",
            ProductColumn.Cest => product.Cest ?? "",
            ProductColumn.Origin => product.Origin?.ToString(CultureInfo.InvariantCulture) ?? "",
            ProductColumn.Cfop => product.Cfop ?? "",
            ProductColumn.ServiceCode => product.ServiceCode ?? "",
            ProductColumn.Stock => product.Stock?.ToString("0.###", Figures) ?? "",
            // One that was made while this is written.
            ProductColumn.Category => product.CategoryId is { } id ? categories.GetValueOrDefault(id, "") : "",
            _ => product.Active ? "sim" : "não",
        };
}
