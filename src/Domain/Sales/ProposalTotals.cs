using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>One line of a proposal. Every amount is rounded to the cent by itself, half away from zero, so that what is printed adds up.</summary>
/// <param name="ProductId">Null: it is none of the company's products.</param>
/// <param name="Quantity">Above zero, with at most three decimals.</param>
/// <param name="DiscountPercent">0 to 100, with at most two decimals; so the tax.</param>
/// <param name="TaxPercent">On what is left after the line's own discount.</param>
public sealed record ProposalLine(
    Guid? ProductId,
    string? Sku,
    string Name,
    string Unit,
    decimal Quantity,
    decimal UnitPrice,
    decimal DiscountPercent,
    decimal TaxPercent
)
{
    public const int Most = 500;
    public const decimal MostQuantity = 999_999_999.999m;

    public decimal Gross => Cents.Round(Quantity * UnitPrice);
    public decimal Net => Gross - Cents.Of(Gross, DiscountPercent);
    public decimal Tax => Cents.Of(Net, TaxPercent);
}

/// <summary>Taken off the sum of all lines, before taxes are added.</summary>
public sealed record ProposalDiscount(DiscountKind Kind, decimal Value)
{
    public static readonly ProposalDiscount None = new(DiscountKind.Percent, 0);
}

public enum DiscountKind
{
    Percent,

    /// <summary>So much, but never more than there is.</summary>
    Amount,
}

/// <summary>What a proposal comes to: <c>Total = Subtotal − Discount + Tax</c>, each of them as it is shown.</summary>
/// <param name="Subtotal">Of all lines, net.</param>
public sealed record ProposalTotals(Money Subtotal, Money Discount, Money Tax, Money Total)
{
    /// <exception cref="DomainException">It comes to more than an amount can be.</exception>
    public static ProposalTotals Of(IReadOnlyCollection<ProposalLine> lines, ProposalDiscount discount)
    {
        var subtotal = lines.Sum(l => l.Net);
        var off = discount.Kind == DiscountKind.Percent ? Cents.Of(subtotal, discount.Value) : Math.Min(discount.Value, subtotal);
        var tax = lines.Sum(l => l.Tax);
        return new ProposalTotals(new Money(subtotal), new Money(off), new Money(tax), new Money(subtotal - off + tax));
    }
}

internal static class Cents
{
    /// <summary>As people do it with money: half a cent goes up.</summary>
    public static decimal Round(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);

    public static decimal Of(decimal amount, decimal percent) => Round(amount * percent / 100);
}
