using CleanApp.Application.Common;
using CleanApp.Application.Sales.Products;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

internal sealed partial class SalesDb
{
    public DbSet<Product> Products => db.Products;
    public DbSet<ProductCategory> ProductCategories => db.ProductCategories;
    public DbSet<ProductPrice> ProductPrices => db.ProductPrices;
    public DbSet<ProductImage> ProductImages => db.ProductImages;

    public Task<Product?> LockProductAsync(Guid id, CancellationToken ct) =>
        Products.FromSql($"select * from products where tenant_id = {Tenant} and id = {id} for update").SingleOrDefaultAsync(ct);

    public Task<List<Product>> LockProductsAsync(string[] skuKeys, CancellationToken ct) =>
        Products.FromSql($"select * from products where tenant_id = {Tenant} and sku_key = any({skuKeys}) order by id for update").ToListAsync(ct);

    public Task<ProductCategory?> LockCategoryAsync(Guid id, CancellationToken ct) =>
        ProductCategories.FromSql($"select * from product_categories where tenant_id = {Tenant} and id = {id} for update").SingleOrDefaultAsync(ct);

    public Task LockImportsAsync(CancellationToken ct) => db.LockAsync($"product_imports|{Tenant}", ct);

    /// <remarks>
    /// Words are looked for in the index itself, in the order of the list, until there are enough; whole rows are read of what is found alone,
    /// one by one: how that is done must not depend on how much the company has.
    /// </remarks>
    public async Task<List<Product>> ListProductsAsync(ProductFilter filter, TextCursor? after, int limit, CancellationToken ct)
    {
        var found = Products.AsNoTracking();
        if (filter.Active is { } active)
            found = found.Where(p => p.Active == active);
        if (filter.CategoryId is { } category)
            found = found.Where(p => p.CategoryId == category);
        foreach (var word in filter.Words)
        {
            var inside = $"%{word}%";
            found = found.Where(p => EF.Functions.Like(p.Search, inside));
        }
        if (after is { } last)
            found = found.Where(p => EF.Functions.GreaterThan(ValueTuple.Create(p.Search, p.Id), ValueTuple.Create(last.Text, last.Id)));
        Guid[] ids = [.. await found.OrderBy(p => p.Search).ThenBy(p => p.Id).TakePage(limit).Select(p => p.Id).ToListAsync(ct)];
        var products = Products.FromSql($"select p.* from unnest({ids}) i cross join lateral (select * from products where id = i offset 0) p");
        var byId = await products.AsNoTracking().ToDictionaryAsync(p => p.Id, ct);
        return [.. ids.Select(id => byId[id])];
    }

    public async Task<IReadOnlyDictionary<Guid, Guid>> FirstImagesAsync(Guid[] productIds, CancellationToken ct)
    {
        var first = ProductImages.FromSql(
            $"""
            select i.* from unnest({productIds}) p
            cross join lateral (select * from product_images where product_id = p order by position limit 1) i
            """
        );
        return await first.AsNoTracking().ToDictionaryAsync(i => i.ProductId, i => i.Id, ct);
    }
}
