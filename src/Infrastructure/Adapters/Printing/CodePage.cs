using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using CleanApp.Application.Common;

namespace CleanApp.Infrastructure.Adapters.Printing;

/// <summary>
/// The only way for text to become bytes. The table holds printable bytes alone (0x20–0x7E and 0x80–0xFF), so no text whatsoever can produce a
/// control byte, and with it a command.
/// </summary>
public sealed class CodePage
{
    public static readonly CodePage Pc850 = new(850);
    public static readonly CodePage Pc858 = new(858);
    public static readonly CodePage Pc860 = new(860);
    public static readonly CodePage Windows1252 = new(1252);

    private readonly FrozenDictionary<char, byte> bytes;

    private CodePage(int number)
    {
        Number = number;
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(number)!;
        bytes = Enumerable
            .Range(0x20, 0xE0)
            .Where(value => value != 0x7F)
            .Select(value => (Character: encoding.GetString([(byte)value])[0], Value: (byte)value))
            .ToFrozenDictionary(pair => pair.Character, pair => pair.Value);
    }

    /// <summary>IBM or Windows number, not the printer's table number.</summary>
    public int Number { get; }

    /// <summary>
    /// The same text in characters of this page: accents composed, foreign ones spelt in ASCII, controls and line breaks as spaces, emoji and
    /// invisible marks gone, letters of other alphabets as '?'. Every character of the result is one column wide.
    /// </summary>
    public string ToPrintable(string text)
    {
        var printable = new StringBuilder(text.Length);
        foreach (var rune in LatinLetters.Compose(text).EnumerateRunes())
            Append(printable, rune);
        return printable.ToString();
    }

    /// <param name="printable">A result of <see cref="ToPrintable"/>; anything else throws <see cref="KeyNotFoundException"/>.</param>
    public byte[] GetBytes(string printable) => Array.ConvertAll(printable.ToCharArray(), character => bytes[character]);

    private void Append(StringBuilder printable, Rune rune)
    {
        switch (Rune.GetUnicodeCategory(rune))
        {
            case UnicodeCategory.Control:
            case UnicodeCategory.LineSeparator:
            case UnicodeCategory.ParagraphSeparator:
            case UnicodeCategory.SpaceSeparator:
                printable.Append(' ');
                return;
            case UnicodeCategory.Format: // joiners, direction marks, soft hyphens
            case UnicodeCategory.NonSpacingMark:
            case UnicodeCategory.EnclosingMark:
                return;
        }

        if (rune.IsBmp && bytes.ContainsKey((char)rune.Value))
            printable.Append((char)rune.Value);
        else if (Transliteration.Of(rune) is { } spelling)
            printable.Append(spelling);
    }
}
