using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>One line as a person writes it; what it comes to is the server's to say.</summary>
/// <param name="ProductId">Null: it is none of the company's products.</param>
/// <param name="Name">Up to 200 characters.</param>
/// <param name="Unit">Up to 20 characters.</param>
/// <param name="Quantity">Above zero, with at most three decimals.</param>
/// <param name="DiscountPercent">0 to 100, with at most two decimals.</param>
/// <param name="TaxPercent">As the discount; on what is left after it.</param>
public sealed record ProposalLineInput(
    string Name,
    string Unit,
    decimal Quantity,
    MoneyView UnitPrice,
    Guid? ProductId = null,
    string? Sku = null,
    decimal DiscountPercent = 0,
    decimal TaxPercent = 0
)
{
    internal ProposalLine ToLine() =>
        new(
            ProductId,
            string.IsNullOrWhiteSpace(Sku) ? null : Sku.Trim(),
            Name.Trim(),
            Unit.Trim(),
            Quantity,
            UnitPrice.ToMoney().Amount,
            DiscountPercent,
            TaxPercent
        );
}

/// <param name="Value">A percentage of 0 to 100, or an amount, with at most two decimals; an amount above the sum of all lines is that sum.</param>
public sealed record ProposalDiscountView(DiscountKind Kind, decimal Value);

internal static class ProposalRules
{
    public static void Check(InlineValidator<ProposalLineInput> line)
    {
        line.RuleFor(l => l.Name).Name(200);
        line.RuleFor(l => l.Unit).Name(20);
        line.RuleFor(l => l.Sku!).Name(40).When(l => !string.IsNullOrWhiteSpace(l.Sku));
        line.RuleFor(l => l.UnitPrice).NotNull().Money();
        line.RuleFor(l => l.Quantity)
            .Must(q => q is > 0 and <= ProposalLine.MostQuantity && decimal.Round(q, 3) == q)
            .WithMessage("Must be above zero, with at most nine digits and three decimals.");
        line.RuleFor(l => l.DiscountPercent).Percent();
        line.RuleFor(l => l.TaxPercent).Percent();
    }

    public static void Check(InlineValidator<ProposalDiscountView> discount)
    {
        discount.RuleFor(d => d.Kind).IsInEnum();
        discount.RuleFor(d => d.Value).Percent().When(d => d.Kind == DiscountKind.Percent);
        discount
            .RuleFor(d => d.Value)
            .Must(v => v is >= 0 and <= Money.Max && decimal.Round(v, 2) == v)
            .WithMessage("Must be an amount with at most ten digits and two decimals.");
    }

    public static string? OrNothing(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static IRuleBuilderOptions<T, decimal> Percent<T>(this IRuleBuilder<T, decimal> rule) =>
        rule.Must(p => p is >= 0 and <= 100 && decimal.Round(p, 2) == p).WithMessage("Must be between 0 and 100, with at most two decimals.");

    /// <exception cref="DomainException">One of the products is not the company's.</exception>
    public static async Task RequireProductsAsync(this ISalesDb db, IEnumerable<ProposalLineInput> lines, CancellationToken ct)
    {
        var ids = lines.Select(l => l.ProductId).OfType<Guid>().Distinct().ToArray();
        if (ids.Length > 0 && await db.Products.CountAsync(p => ids.Contains(p.Id), ct) != ids.Length)
            throw new DomainException(ProductErrors.NotFound);
    }
}
