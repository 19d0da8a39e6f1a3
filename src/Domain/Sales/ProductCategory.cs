using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>A group of products in the company's own words.</summary>
public sealed class ProductCategory : TenantEntity
{
    private ProductCategory() { }

    /// <summary>One of each in a company, however it is written.</summary>
    public string Name { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private init; }

    public static ProductCategory Create(Guid id, string name, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Name = name.Trim(),
            CreatedAt = now,
        };

    public void Rename(string name) => Name = name.Trim();
}
