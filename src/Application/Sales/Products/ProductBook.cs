using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Products;

/// <summary>Writes products together with the history of their prices; within a transaction.</summary>
internal sealed class ProductBook(ISalesDb db, IUserContext user, TimeProvider clock)
{
    public Product Add(ProductDetails details, bool active = true)
    {
        var now = clock.GetUtcNow();
        var product = Product.Create(Guid.CreateVersion7(now), details, ProductSearch.TextOf(details), active, now);
        db.Products.Add(product);
        Record(product, null, now);
        return product;
    }

    /// <param name="product">Locked.</param>
    /// <param name="version">See <see cref="Product.Change"/>.</param>
    public void Change(Product product, ProductDetails details, int? version)
    {
        var (before, now) = (product.Details, clock.GetUtcNow());
        product.Change(details, ProductSearch.TextOf(details), version, now);
        Record(product, before, now);
    }

    /// <exception cref="DomainException">There is no such category.</exception>
    public async Task RequireCategoryAsync(Guid? id, CancellationToken ct)
    {
        if (id is { } category && !await db.ProductCategories.AnyAsync(c => c.Id == category, ct))
            throw new DomainException(ProductCategoryErrors.NotFound);
    }

    private void Record(Product product, ProductDetails? before, DateTimeOffset now)
    {
        if (ProductPrice.Of(Guid.CreateVersion7(now), product, before, user.UserId, now) is { } price)
            db.ProductPrices.Add(price);
    }
}
