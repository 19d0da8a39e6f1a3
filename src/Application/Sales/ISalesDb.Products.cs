using CleanApp.Application.Common;
using CleanApp.Application.Sales.Products;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales;

public partial interface ISalesDb
{
    DbSet<Product> Products { get; }
    DbSet<ProductCategory> ProductCategories { get; }
    DbSet<ProductPrice> ProductPrices { get; }
    DbSet<ProductImage> ProductImages { get; }

    /// <summary>Locked until the transaction ends.</summary>
    Task<Product?> LockProductAsync(Guid id, CancellationToken ct);

    /// <summary>As <see cref="LockProductAsync"/>, by what <see cref="Product.KeyOf"/> makes of their SKUs.</summary>
    Task<List<Product>> LockProductsAsync(string[] skuKeys, CancellationToken ct);

    /// <summary>Locked until the transaction ends.</summary>
    Task<ProductCategory?> LockCategoryAsync(Guid id, CancellationToken ct);

    /// <summary>One import of a company's products at a time.</summary>
    Task LockImportsAsync(CancellationToken ct);

    /// <summary>By name; one more than <paramref name="limit"/>.</summary>
    Task<List<Product>> ListProductsAsync(ProductFilter filter, TextCursor? after, int limit, CancellationToken ct);

    /// <summary>Of those products that have pictures, the one that stands for them.</summary>
    Task<IReadOnlyDictionary<Guid, Guid>> FirstImagesAsync(Guid[] productIds, CancellationToken ct);
}
