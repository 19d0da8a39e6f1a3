using CleanApp.Application.Common;
using CleanApp.Application.Sales.ProductCategories;
using CleanApp.Application.Sales.Products;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.ProductImports;

/// <summary>Compares spreadsheets with the products there are: by SKU, column by column; what a spreadsheet does not have stays as it is.</summary>
internal sealed class ProductSheets(ISalesDb db)
{
    private static readonly SheetLimits Limits = new(
        ImportProducts.MostBytes,
        5_000,
        100,
        ProductImportErrors.TooLarge,
        ProductImportErrors.Unreadable
    );

    private static readonly InlineValidator<ProductInput> Rules = MakeRules();

    public static async Task<UploadedSheet> ReadAsync(IIncomingFile form, CancellationToken ct)
    {
        var file = await form.OpenAsync(ct) ?? throw new DomainException(ProductImportErrors.FileMissing);
        return UploadedSheet.Read(await file.ReadAsync(ImportProducts.MostBytes, ct), Limits);
    }

    /// <param name="locks">Whether the products are to be changed by it.</param>
    public async Task<ImportPlan> PlanAsync(UploadedSheet sheet, bool locks, CancellationToken ct)
    {
        var columns = ProductColumns.Find(sheet.Header);
        var mark = SheetNumbers.MarkOf(
            from column in new[] { ProductColumn.Price, ProductColumn.Cost, ProductColumn.Stock }
            where columns.ContainsKey(column)
            from row in sheet.Rows
            select columns[column] < row.Cells.Count ? row.Cells[columns[column]] : ""
        );
        var cells = sheet.Rows.Select(row => (Row: row, Cells: new ProductCells(columns, row, mark))).ToList();
        string[] keys = [.. cells.Select(c => Product.KeyOf(c.Cells.Sku)).Where(k => k.Length > 0).Distinct()];
        var products = locks
            ? await db.LockProductsAsync(keys, ct)
            : await db.Products.AsNoTracking().Where(p => keys.Contains(p.SkuKey)).ToListAsync(ct);
        var byKey = products.ToDictionary(p => p.SkuKey);
        // A database may have an idea of its own of which letters are the same.
        var categories = new Dictionary<string, Guid>();
        foreach (var category in await db.ProductCategories.AsNoTracking().OrderBy(c => c.Name).ToListAsync(ct))
            categories.TryAdd(category.Name.ToLowerInvariant(), category.Id);
        var seen = new HashSet<string>();
        return new ImportPlan(
            sheet,
            [.. sheet.Header.Where((name, i) => name.Length > 0 && !columns.ContainsValue(i))],
            [.. cells.Select(c => Plan(c.Row, c.Cells, byKey.GetValueOrDefault(Product.KeyOf(c.Cells.Sku)), categories, seen))]
        );
    }

    private static PlannedRow Plan(
        SheetRow row,
        ProductCells cells,
        Product? product,
        IReadOnlyDictionary<string, Guid> categories,
        HashSet<string> seen
    )
    {
        var before = product?.Details;
        if (cells.Sku.Length == 0)
            cells.Note(ProductColumn.Sku, RowFault.Missing);
        else if (!seen.Add(Product.KeyOf(cells.Sku)))
            cells.Note(ProductColumn.Sku, RowFault.Repeated);
        var category = cells.TextOr(ProductColumn.Category, null);
        Guid? categoryId = category is not null && categories.TryGetValue(category.ToLowerInvariant(), out var known) ? known : null;
        if (category is { Length: > ProductCategoryRules.LongestName } || category?.Any(char.IsControl) == true)
            cells.Note(ProductColumn.Category, RowFault.Invalid);
        // What is essential is not taken away by an empty cell.
        var name = cells.TextOr(ProductColumn.Name, null) ?? before?.Name;
        if (name is null)
            cells.Note(ProductColumn.Name, RowFault.Missing);
        var price = cells.Amount(ProductColumn.Price, before?.Price) ?? (before is null ? null : MoneyView.Of(before.Price));
        if (price is null)
            cells.Note(ProductColumn.Price, RowFault.Missing);
        var input = new ProductInput(
            before?.Sku ?? cells.Sku,
            name ?? "",
            cells.Unit(before?.Unit ?? ProductUnit.Un),
            price ?? MoneyView.Of(default(Money)),
            cells.TextOr(ProductColumn.Description, before?.Description)?.ReplaceLineEndings("\n"),
            cells.Amount(ProductColumn.Cost, before?.Cost),
            cells.Code(ProductColumn.Ncm, 8, before?.Ncm),
            cells.Code(ProductColumn.Cest, 7, before?.Cest),
            cells.Origin(before?.Origin),
            cells.Code(ProductColumn.Cfop, 4, before?.Cfop),
            cells.ServiceCode(before?.ServiceCode),
            cells.Number(ProductColumn.Stock, before?.Stock),
            cells.Has(ProductColumn.Category) ? categoryId : before?.CategoryId
        );
        foreach (var failure in Rules.Validate(input).Errors)
            cells.Note(Enum.Parse<ProductColumn>(failure.PropertyName), RowFault.Invalid);
        var active = cells.Active(product?.Active ?? true);
        if (cells.Problems.Count > 0)
            return new PlannedRow(row, cells.Sku, name ?? "", RowVerdict.Error, cells.Problems, [], null, null, active, null);

        var details = input.ToDetails();
        var newCategory = category is not null && categoryId is null ? category : null;
        var changed = before is null ? [] : Changes(before, details, newCategory is not null, product!.Active != active).ToList();
        var verdict =
            product is null ? RowVerdict.New
            : changed.Count > 0 ? RowVerdict.Changed
            : RowVerdict.Same;
        return new PlannedRow(row, details.Sku, details.Name, verdict, [], changed, product, details, active, newCategory);
    }

    private static IEnumerable<ProductColumn> Changes(ProductDetails before, ProductDetails after, bool isNewCategory, bool isActivation)
    {
        (ProductColumn Column, object? Before, object? After)[] all =
        [
            (ProductColumn.Name, before.Name, after.Name),
            (ProductColumn.Description, before.Description, after.Description),
            (ProductColumn.Unit, before.Unit, after.Unit),
            (ProductColumn.Price, before.Price, after.Price),
            (ProductColumn.Cost, before.Cost, after.Cost),
            (ProductColumn.Ncm, before.Ncm, after.Ncm),
            (ProductColumn.Cest, before.Cest, after.Cest),
            (ProductColumn.Origin, before.Origin, after.Origin),
            (ProductColumn.Cfop, before.Cfop, after.Cfop),
            (ProductColumn.ServiceCode, before.ServiceCode, after.ServiceCode),
            (ProductColumn.Stock, before.Stock, after.Stock),
            (ProductColumn.Category, before.CategoryId, after.CategoryId),
        ];
        foreach (var (column, _, _) in all.Where(c => !Equals(c.Before, c.After) || (c.Column == ProductColumn.Category && isNewCategory)))
            yield return column;
        if (isActivation)
            yield return ProductColumn.Active;
    }

    private static InlineValidator<ProductInput> MakeRules()
    {
        var rules = new InlineValidator<ProductInput>();
        ProductRules.Check(rules);
        return rules;
    }
}
