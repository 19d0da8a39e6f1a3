using System.Globalization;
using System.Text;

namespace CleanApp.Application.Common.Pdf;

/// <summary>
/// The encoding of a PDF's standard fonts: Windows-1252. An encoded text is a string whose characters each stand for one byte from 0x20 to
/// 0xFF, so that measuring, breaking and writing agree on what a character is.
/// </summary>
internal static class WinAnsi
{
    /// <summary>What 0x80 to 0x9F stand for; at a space nothing does.</summary>
    private const string Typographic = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

    /// <summary>
    /// Accents that come apart from their letters are joined; controls and rare spaces become spaces, invisible marks go. What the fonts have
    /// no glyph for is one '?' for each sign a person sees, so that it shows that something was there.
    /// </summary>
    public static string Encode(string text)
    {
        var encoded = new StringBuilder(text.Length);
        var signs = StringInfo.GetTextElementEnumerator(LatinLetters.Compose(text));
        while (signs.MoveNext())
        {
            var start = encoded.Length;
            foreach (var rune in signs.GetTextElement().EnumerateRunes())
            {
                if (Byte(rune) is { } known)
                    encoded.Append(known);
                else if (Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format)
                {
                    encoded.Length = start;
                    encoded.Append('?');
                    break;
                }
            }
        }
        return encoded.ToString();
    }

    private static char? Byte(Rune rune)
    {
        if (!rune.IsBmp)
            return null;
        var character = (char)rune.Value;
        return character switch
        {
            >= ' ' and <= '~' => character,
            '\u00AD' => null, // A soft hyphen is invisible, but the byte of that number is not.
            >= '\u00A0' and <= '\u00FF' => character,
            _ when char.IsControl(character) || char.IsWhiteSpace(character) => ' ',
            _ => Typographic.IndexOf(character, StringComparison.Ordinal) is var at and >= 0 ? (char)(0x80 + at) : null,
        };
    }
}
