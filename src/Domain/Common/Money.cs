namespace CleanApp.Domain.Common;

/// <summary>An amount in a currency, exact to the cent. On the wire <c>{"value":"12.50","currency":"BRL"}</c>.</summary>
public readonly record struct Money
{
    /// <summary>Ten digits before the point: the widest amount the Pix API takes.</summary>
    public const decimal Max = 9_999_999_999.99m;
    public const string Brl = "BRL";

    public Money(decimal amount, string currency = Brl)
    {
        if (amount is < 0 or > Max || decimal.Round(amount, 2) != amount)
            throw new DomainException(CommonErrors.AmountInvalid);
        if (currency != Brl)
            throw new DomainException(CommonErrors.CurrencyUnsupported);
        Amount = amount;
        Currency = currency;
    }

    public decimal Amount { get; }
    public string Currency { get; }
    public bool IsZero => Amount == 0;

    public override string ToString() => $"{Amount.ToString("0.00", System.Globalization.CultureInfo.InvariantCulture)} {Currency}";
}
