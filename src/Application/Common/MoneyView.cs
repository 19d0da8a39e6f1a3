using System.Globalization;
using CleanApp.Domain.Common;

namespace CleanApp.Application.Common;

/// <summary>Money on the wire.</summary>
/// <param name="Value">Decimal with exactly two places and a point: <c>"12.50"</c>.</param>
/// <param name="Currency">ISO 4217; only <c>BRL</c>.</param>
public sealed record MoneyView(string Value, string Currency)
{
    public static MoneyView Of(Money money) => new(money.Amount.ToString("0.00", CultureInfo.InvariantCulture), money.Currency);

    /// <summary>A balance, which may be below zero.</summary>
    public static MoneyView Signed(decimal amount) => new(amount.ToString("0.00", CultureInfo.InvariantCulture), Money.Brl);

    public Money ToMoney() => new(decimal.Parse(Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), Currency);
}
