using System.Globalization;
using CleanApp.Domain.Common;

namespace CleanApp.Application.Common;

/// <summary>Figures as they are written in Brazil; own rules, because the product runs without any culture's data.</summary>
public static class BrazilianFormat
{
    private static readonly NumberFormatInfo Figures = new() { NumberDecimalSeparator = ",", NumberGroupSeparator = "." };

    /// <summary><c>R$ 1.234,56</c>, with a space at which no line breaks.</summary>
    public static string Of(Money money) => $"R$\u00A0{money.Amount.ToString("N2", Figures)}";

    /// <summary><c>1.234,5</c>: all places it has, and no more.</summary>
    public static string Of(decimal number) => number.ToString("#,0.############", Figures);
}
