using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Products;

/// <param name="Cost">Null also for those who do not manage products.</param>
/// <param name="Stock">Null: it is not counted.</param>
/// <param name="Version">To be sent with the next change.</param>
/// <param name="Images">In their order; the first stands for the product in lists.</param>
public sealed record ProductView(
    Guid Id,
    string Sku,
    string Name,
    string? Description,
    ProductUnit Unit,
    MoneyView Price,
    MoneyView? Cost,
    string? Ncm,
    string? Cest,
    short? Origin,
    string? Cfop,
    string? ServiceCode,
    decimal? Stock,
    bool Active,
    Guid? CategoryId,
    int Version,
    IReadOnlyList<ProductImageView> Images,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
);

public sealed record ProductImageView(Guid Id, string MimeType, long Size);

/// <param name="ImageId">The first of its pictures.</param>
public sealed record ProductSummary(
    Guid Id,
    string Sku,
    string Name,
    ProductUnit Unit,
    MoneyView Price,
    decimal? Stock,
    bool Active,
    Guid? CategoryId,
    Guid? ImageId
);

/// <summary>Products as they are shown to whoever asks.</summary>
internal sealed class ProductViews(ISalesDb db, IUserContext user)
{
    public bool ShowsCost => user.May(Permissions.ProductsManage);

    public async Task<ProductView> OfAsync(Product product, CancellationToken ct)
    {
        var images = await db
            .ProductImages.AsNoTracking()
            .Where(i => i.ProductId == product.Id)
            .OrderBy(i => i.Position)
            .Select(i => new ProductImageView(i.Id, i.MimeType, i.Size))
            .ToListAsync(ct);
        return new ProductView(
            product.Id,
            product.Sku,
            product.Name,
            product.Description,
            product.Unit,
            MoneyView.Of(product.Price),
            ShowsCost && product.Cost is { } cost ? MoneyView.Of(cost) : null,
            product.Ncm,
            product.Cest,
            product.Origin,
            product.Cfop,
            product.ServiceCode,
            product.Stock,
            product.Active,
            product.CategoryId,
            product.Version,
            images,
            product.CreatedAt,
            product.UpdatedAt
        );
    }

    public async Task<IReadOnlyList<ProductSummary>> OfAsync(IReadOnlyList<Product> products, CancellationToken ct)
    {
        var first = await db.FirstImagesAsync([.. products.Select(p => p.Id)], ct);
        return
        [
            .. products.Select(p => new ProductSummary(
                p.Id,
                p.Sku,
                p.Name,
                p.Unit,
                MoneyView.Of(p.Price),
                p.Stock,
                p.Active,
                p.CategoryId,
                first.TryGetValue(p.Id, out var image) ? image : null
            )),
        ];
    }
}
