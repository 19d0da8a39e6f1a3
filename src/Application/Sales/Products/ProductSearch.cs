using System.Text;
using CleanApp.Application.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Products;

/// <summary>By what a product is found: its words, in small letters without accents.</summary>
internal static class ProductSearch
{
    private const int MostWords = 8;

    public static string TextOf(ProductDetails product) => $"{Fold(product.Name)} {Fold(product.Sku)}";

    /// <returns>What has to be somewhere in the text, each by itself; letters and digits alone.</returns>
    public static IReadOnlyList<string> WordsOf(string? text) =>
        [.. Fold(text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostWords)];

    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var letter in LatinLetters.Compose(text))
            if (char.IsLetterOrDigit(letter))
                folded.Append(char.ToLowerInvariant(letter < 128 ? letter : LatinLetters.WithoutAccent(letter) ?? letter));
            else if (folded.Length > 0 && folded[^1] != ' ')
                folded.Append(' ');
        return folded.ToString().TrimEnd();
    }
}
