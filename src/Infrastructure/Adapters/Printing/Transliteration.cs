using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using CleanApp.Application.Common;

namespace CleanApp.Infrastructure.Adapters.Printing;

/// <summary>ASCII spellings for characters a code page lacks.</summary>
public static class Transliteration
{
    private static readonly FrozenDictionary<char, string> Spellings = new Dictionary<char, string>
    {
        ['‐'] = "-",
        ['‑'] = "-",
        ['‒'] = "-",
        ['–'] = "-",
        ['—'] = "-",
        ['―'] = "-",
        ['−'] = "-",
        ['‘'] = "'",
        ['’'] = "'",
        ['‚'] = "'",
        ['‛'] = "'",
        ['′'] = "'",
        ['´'] = "'",
        ['“'] = "\"",
        ['”'] = "\"",
        ['„'] = "\"",
        ['‟'] = "\"",
        ['″'] = "\"",
        ['«'] = "\"",
        ['»'] = "\"",
        ['‹'] = "<",
        ['›'] = ">",
        ['…'] = "...",
        ['•'] = "*",
        ['·'] = ".",
        ['×'] = "x",
        ['÷'] = "/",
        ['⁄'] = "/",
        ['≤'] = "<=",
        ['≥'] = ">=",
        ['≠'] = "!=",
        ['→'] = "->",
        ['←'] = "<-",
        ['€'] = "EUR",
        ['£'] = "GBP",
        ['™'] = "(TM)",
        ['©'] = "(C)",
        ['®'] = "(R)",
        ['№'] = "No.",
        ['°'] = "o",
        ['¹'] = "1",
        ['²'] = "2",
        ['³'] = "3",
        ['¼'] = "1/4",
        ['½'] = "1/2",
        ['¾'] = "3/4",
        ['Æ'] = "AE",
        ['æ'] = "ae",
        ['Œ'] = "OE",
        ['œ'] = "oe",
        ['ß'] = "ss",
        ['Ø'] = "O",
        ['ø'] = "o",
        ['Ł'] = "L",
        ['ł'] = "l",
        ['Đ'] = "D",
        ['đ'] = "d",
        ['Ð'] = "D",
        ['ð'] = "d",
        ['Þ'] = "TH",
        ['þ'] = "th",
        ['ı'] = "i",
    }.ToFrozenDictionary();

    /// <returns>Printable ASCII; '?' for what has no spelling, so that a reader sees that something stood there; null for symbols such as emoji.</returns>
    public static string? Of(Rune rune)
    {
        if (rune.IsBmp)
        {
            var character = (char)rune.Value;
            if (Spellings.TryGetValue(character, out var spelling))
                return spelling;
            if (LatinLetters.WithoutAccent(character) is { } plain)
                return plain.ToString();
            if (character is >= '！' and <= '～') // full-width ASCII
                return ((char)(character - '！' + '!')).ToString();
        }

        return IsPictogram(rune) ? null : "?";
    }

    // The range too, because emoji newer than the runtime's Unicode data have no category yet.
    private static bool IsPictogram(Rune rune) =>
        rune.Value is >= 0x1F000 and <= 0x1FBFF || Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherSymbol or UnicodeCategory.ModifierSymbol;
}
