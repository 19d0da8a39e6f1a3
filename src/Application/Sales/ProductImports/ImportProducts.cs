using CleanApp.Application.Common;
using CleanApp.Application.Sales.ProductCategories;
using CleanApp.Application.Sales.Products;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.ProductImports;

/// <summary>
/// Makes products what a spreadsheet says, all rows that are right or none. By SKU: the same spreadsheet once more changes nothing.
/// </summary>
public sealed record ImportProducts(IIncomingFile File) : IRequest<ImportProducts.Response>
{
    public const int MostBytes = 2 * 1024 * 1024;

    /// <param name="Errors">Rows that were left out.</param>
    public sealed record Response(int Created, int Changed, int Same, int Errors);
}

internal sealed class ImportProductsHandler(ISalesDb db, ProductSheets sheets, ProductBook book, IUnitOfWork unitOfWork, TimeProvider clock)
    : IRequestHandler<ImportProducts, ImportProducts.Response>
{
    public async Task<ImportProducts.Response> Handle(ImportProducts request, CancellationToken ct)
    {
        // However long it takes to arrive, nobody waits for it.
        var sheet = await ProductSheets.ReadAsync(request.File, ct);
        return await unitOfWork.InTransactionAsync(
            async inner =>
            {
                // What two bring at once one of them creates, and the other finds.
                await db.LockImportsAsync(inner);
                var plan = await sheets.PlanAsync(sheet, locks: true, inner);
                var categories = await AddCategoriesAsync(plan, inner);
                foreach (var row in plan.Rows.Where(r => r.Verdict is RowVerdict.New or RowVerdict.Changed))
                    Write(row, row.NewCategory is { } name ? row.Details! with { CategoryId = categories[name] } : row.Details!);
                await db.SaveChangesAsync(inner);
                var counts = plan.Rows.CountBy(r => r.Verdict).ToDictionary();
                return new ImportProducts.Response(
                    counts.GetValueOrDefault(RowVerdict.New),
                    counts.GetValueOrDefault(RowVerdict.Changed),
                    counts.GetValueOrDefault(RowVerdict.Same),
                    counts.GetValueOrDefault(RowVerdict.Error)
                );
            },
            ct
        );
    }

    private void Write(PlannedRow row, ProductDetails details)
    {
        if (row.Product is not { } product)
        {
            book.Add(details, row.Active);
            return;
        }
        book.Change(product, details, version: null);
        product.Activate(row.Active, clock.GetUtcNow());
    }

    private async Task<Dictionary<string, Guid>> AddCategoriesAsync(ImportPlan plan, CancellationToken ct)
    {
        var added = new Dictionary<string, Guid>(StringComparer.OrdinalIgnoreCase);
        var now = clock.GetUtcNow();
        foreach (var name in plan.Rows.Select(r => r.NewCategory).OfType<string>())
            if (added.TryAdd(name, Guid.CreateVersion7(now)))
                db.ProductCategories.Add(ProductCategory.Create(added[name], name, now));
        if (added.Count > 0 && await db.ProductCategories.CountAsync(ct) + added.Count > ProductCategoryRules.Most)
            throw new DomainException(ProductCategoryErrors.TooMany);
        return added;
    }
}
