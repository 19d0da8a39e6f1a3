using System.Globalization;
using System.Text;
using CleanApp.Application.Common;

namespace CleanApp.Application.Inbox.Messages;

/// <param name="Text">In small letters, without accents.</param>
/// <param name="Start">Where it stands in the text it was read from, in UTF-16 units; <paramref name="Length"/> too.</param>
public readonly record struct SearchWord(string Text, int Start, int Length)
{
    /// <summary>Whether it says enough to be found by: two characters, and not one of those that are in every second sentence.</summary>
    public bool Counts => Text.Length >= 2 && !SearchWords.Common.Contains(Text);
}

/// <summary>A text as it is searched.</summary>
public static class SearchWords
{
    /// <summary>Of an address or a code nobody types more.</summary>
    private const int Longest = 40;

    /// <summary>Without accents. Short ones only: a longer word is always looked for by somebody.</summary>
    internal static readonly HashSet<string> Common =
    [
        .. (
            "ao aos as com da das de do dos ela ele em era essa esse esta este eu foi ha isso ja la lhe mas me meu na nao nas nem no nos ou os para "
            + "pela pelo por pra pro que se sem ser seu so sua te tem um uma vai vc voce"
        ).Split(' '),
    ];

    /// <summary>In their order. Letters and digits make a word; a lone letter before a hyphen belongs to what follows: <c>e-mail</c>.</summary>
    public static List<SearchWord> Of(string text)
    {
        var words = new List<SearchWord>();
        var word = new StringBuilder();
        var (start, at) = (0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            if (word.Length > 0 && Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark)
            {
                // An accent of its own belongs to the letter before it.
            }
            else if (Rune.IsLetterOrDigit(rune) && rune.Value is not ('º' or 'ª'))
            {
                if (word.Length == 0)
                    start = at;
                if (word.Length < Longest)
                    Append(word, rune);
            }
            else if (word.Length > 0 && !(word.Length == 1 && rune.Value == '-' && char.IsAsciiLetter(word[0])))
                Finish(at);
            at += rune.Utf16SequenceLength;
        }
        if (word.Length > 0)
            Finish(at);
        return words;

        void Finish(int end)
        {
            words.Add(new SearchWord(word.ToString(), start, end - start));
            word.Clear();
        }
    }

    private static void Append(StringBuilder word, Rune rune)
    {
        if (rune.IsBmp)
        {
            var letter = (char)rune.Value;
            word.Append(char.ToLowerInvariant(letter < 128 ? letter : LatinLetters.WithoutAccent(letter) ?? letter));
        }
        else
            word.Append(Rune.ToLowerInvariant(rune).ToString());
    }
}
