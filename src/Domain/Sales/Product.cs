using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>Something the company sells, a thing or a service, found by its SKU. It is never deleted: what was offered with it keeps pointing to it.</summary>
public sealed class Product : TenantEntity
{
    public const int MostImages = 8;
    public const decimal MostStock = 99_999_999_999.999m;

    private Product() { }

    public string Sku { get; private set; } = "";

    /// <summary>The SKU however it is written: one of each in a company.</summary>
    public string SkuKey { get; private set; } = "";
    public string Name { get; private set; } = "";

    /// <summary>Name and SKU in small letters without accents: what a list is ordered by and searched in.</summary>
    public string Search { get; private set; } = "";
    public string? Description { get; private set; }
    public ProductUnit Unit { get; private set; }

    /// <summary>As the newest line of its history says.</summary>
    public Money Price { get; private set; }

    /// <inheritdoc cref="Price"/>
    public Money? Cost { get; private set; }
    public string? Ncm { get; private set; }
    public string? Cest { get; private set; }
    public short? Origin { get; private set; }
    public string? Cfop { get; private set; }
    public string? ServiceCode { get; private set; }

    /// <summary>Null: it is not counted.</summary>
    public decimal? Stock { get; private set; }

    /// <summary>Whether it can still be offered.</summary>
    public bool Active { get; private set; }
    public Guid? CategoryId { get; private set; }

    /// <summary>Counts the changes of what is said of it, so that whoever changes what another has changed meanwhile is told.</summary>
    public int Version { get; private set; } = 1;
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset UpdatedAt { get; private set; }

    public ProductDetails Details => new(Sku, Name, Description, Unit, Price, Cost, Ncm, Cest, Origin, Cfop, ServiceCode, Stock, CategoryId);

    /// <param name="search">See <see cref="Search"/>.</param>
    public static Product Create(Guid id, ProductDetails details, string search, bool active, DateTimeOffset now)
    {
        var product = new Product
        {
            Id = id,
            Active = active,
            CreatedAt = now,
        };
        product.Put(details, search, now);
        return product;
    }

    /// <summary>What is so already is no change.</summary>
    /// <param name="version">The one the change was made from; null: whoever changes it has just read it, under a lock.</param>
    public void Change(ProductDetails details, string search, int? version, DateTimeOffset now)
    {
        if (details == Details)
            return;
        if (version is { } from && from != Version)
            throw new DomainException(ProductErrors.ChangedMeanwhile);
        Put(details, search, now);
        Version++;
    }

    /// <summary>No change of what is said of it, so whoever is writing that meanwhile is not held up.</summary>
    public void Activate(bool active, DateTimeOffset now)
    {
        if (Active != active)
            (Active, UpdatedAt) = (active, now);
    }

    private void Put(ProductDetails details, string search, DateTimeOffset now)
    {
        (Sku, SkuKey, Name, Search, Description) = (details.Sku, KeyOf(details.Sku), details.Name, search, details.Description);
        (Unit, Price, Cost, Stock, CategoryId) = (details.Unit, details.Price, details.Cost, details.Stock, details.CategoryId);
        (Ncm, Cest, Origin, Cfop, ServiceCode) = (details.Ncm, details.Cest, details.Origin, details.Cfop, details.ServiceCode);
        UpdatedAt = now;
    }

    public static string KeyOf(string sku) => sku.ToLowerInvariant();
}

/// <summary>What a person says of a product.</summary>
/// <param name="Ncm">Common nomenclature of the Mercosul, for goods: eight digits.</param>
/// <param name="Cest">Code of tax substitution, where goods have one: seven digits.</param>
/// <param name="Origin">Where goods come from, 0 to 8 as in an NF-e (table A of the CST).</param>
/// <param name="Cfop">What kind of sale it is when nothing else is said: four digits.</param>
/// <param name="ServiceCode">Of a service, in the list of the Lei Complementar 116: <c>14.01</c>.</param>
public sealed record ProductDetails(
    string Sku,
    string Name,
    string? Description,
    ProductUnit Unit,
    Money Price,
    Money? Cost,
    string? Ncm,
    string? Cest,
    short? Origin,
    string? Cfop,
    string? ServiceCode,
    decimal? Stock,
    Guid? CategoryId
);

/// <summary>What is counted, by the words invoices use.</summary>
public enum ProductUnit
{
    Un,
    Kg,
    G,
    L,
    Ml,
    M,
    Cm,
    M2,
    M3,
    Cx,
    Pc,
    Pct,
    Par,
    Dz,
    Kit,
    H,
    Dia,
    Mes,
    Serv,
}
