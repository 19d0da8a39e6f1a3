using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>What a product cost from a moment on, and who said so; written once.</summary>
public sealed class ProductPrice : TenantEntity
{
    private ProductPrice() { }

    public Guid ProductId { get; private init; }
    public Money Price { get; private init; }
    public Money? Cost { get; private init; }

    /// <summary>Until the next one's.</summary>
    public DateTimeOffset Since { get; private init; }
    public Guid SetById { get; private init; }

    /// <returns>Null when the product costs what it cost.</returns>
    public static ProductPrice? Of(Guid id, Product product, ProductDetails? before, Guid setById, DateTimeOffset now) =>
        before is not null && before.Price == product.Price && before.Cost == product.Cost
            ? null
            : new ProductPrice
            {
                Id = id,
                ProductId = product.Id,
                Price = product.Price,
                Cost = product.Cost,
                Since = now,
                SetById = setById,
            };
}
