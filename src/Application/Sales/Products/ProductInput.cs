using System.Text.RegularExpressions;
using CleanApp.Application.Common;
using CleanApp.Domain.Sales;
using FluentValidation;

namespace CleanApp.Application.Sales.Products;

/// <summary>What a person says of a product.</summary>
/// <param name="Sku">One of each in a company, however it is written.</param>
/// <param name="Cost">What it costs the company; only for those who manage products.</param>
/// <param name="Ncm">Of goods: eight digits.</param>
/// <param name="Cest">Of goods under tax substitution: seven digits.</param>
/// <param name="Origin">Of goods, 0 to 8 as in an NF-e.</param>
/// <param name="Cfop">Four digits.</param>
/// <param name="ServiceCode">Of a service, in the list of the Lei Complementar 116: <c>14.01</c>.</param>
/// <param name="Stock">With at most three decimals; null: it is not counted.</param>
public sealed record ProductInput(
    string Sku,
    string Name,
    ProductUnit Unit,
    MoneyView Price,
    string? Description = null,
    MoneyView? Cost = null,
    string? Ncm = null,
    string? Cest = null,
    short? Origin = null,
    string? Cfop = null,
    string? ServiceCode = null,
    decimal? Stock = null,
    Guid? CategoryId = null
)
{
    internal ProductDetails ToDetails() =>
        new(
            Sku.Trim(),
            Name.Trim(),
            string.IsNullOrWhiteSpace(Description) ? null : Description.Trim(),
            Unit,
            Price.ToMoney(),
            Cost?.ToMoney(),
            Ncm,
            Cest,
            Origin,
            Cfop,
            ServiceCode,
            Stock,
            CategoryId
        );
}

internal static partial class ProductRules
{
    public static void Check(InlineValidator<ProductInput> product)
    {
        product.RuleFor(p => p.Sku).Name(40);
        product.RuleFor(p => p.Name).Name(120);
        product.RuleFor(p => p.Description!).Paragraph(2000).When(p => !string.IsNullOrWhiteSpace(p.Description));
        product.RuleFor(p => p.Unit).IsInEnum();
        product.RuleFor(p => p.Price).NotNull().Money();
        product.RuleFor(p => p.Cost).Money();
        product.RuleFor(p => p.Ncm).Matches(Ncm).WithMessage("Must be eight digits.");
        product.RuleFor(p => p.Cest).Matches(Cest).WithMessage("Must be seven digits.");
        product.RuleFor(p => p.Origin).InclusiveBetween((short)0, (short)8).WithMessage("Must be between 0 and 8.");
        product.RuleFor(p => p.Cfop).Matches(Cfop).WithMessage("Must be four digits, the first of them 1, 2, 3, 5, 6 or 7.");
        product.RuleFor(p => p.ServiceCode).Matches(ServiceCode).WithMessage("Must be an item of the list and its two digits, such as 14.01.");
        product
            .RuleFor(p => p.Stock)
            .Must(stock => stock is null || (stock is >= 0 and <= Product.MostStock && decimal.Round(stock.Value, 3) == stock))
            .WithMessage("Must not be below zero, with at most eleven digits and three decimals.");
    }

    [GeneratedRegex(@"^[0-9]{8}\z", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Ncm { get; }

    [GeneratedRegex(@"^[0-9]{7}\z", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Cest { get; }

    [GeneratedRegex(@"^[1-35-7][0-9]{3}\z", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex Cfop { get; }

    [GeneratedRegex(@"^([1-9]|[1-3][0-9]|40)\.[0-9]{2}\z", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex ServiceCode { get; }
}
