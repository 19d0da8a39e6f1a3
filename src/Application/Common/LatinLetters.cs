using System.Collections.Frozen;
using System.Text;

namespace CleanApp.Application.Common;

/// <summary>
/// Letters with accents, for composing ("a" + tilde → "ã") and for dropping an accent that a code page lacks. Own data because
/// <see cref="string.Normalize()"/> changes nothing in the invariant globalization mode this product runs in, and phones do send decomposed text.
/// </summary>
public static class LatinLetters
{
    // Each mark with pairs of letter and composed letter (Unicode Latin-1 Supplement and Latin Extended-A).
    private static readonly (char Mark, string Pairs)[] Table =
    [
        ('\u0300', "AÀEÈIÌOÒUÙaàeèiìoòuù"),
        ('\u0301', "AÁCĆEÉIÍLĹNŃOÓRŔSŚUÚYÝZŹaácćeéiílĺnńoórŕsśuúyýzź"),
        ('\u0302', "AÂCĈEÊGĜHĤIÎJĴOÔSŜUÛWŴYŶaâcĉeêgĝhĥiîjĵoôsŝuûwŵyŷ"),
        ('\u0303', "AÃIĨNÑOÕUŨaãiĩnñoõuũ"),
        ('\u0304', "AĀEĒIĪOŌUŪaāeēiīoōuū"),
        ('\u0306', "AĂEĔGĞIĬOŎUŬaăeĕgğiĭoŏuŭ"),
        ('\u0307', "CĊEĖGĠIİZŻcċeėgġzż"),
        ('\u0308', "AÄEËIÏOÖUÜYŸaäeëiïoöuüyÿ"),
        ('\u030A', "AÅUŮaåuů"),
        ('\u030B', "OŐUŰoőuű"),
        ('\u030C', "CČDĎEĚNŇRŘSŠTŤZŽcčdďeěnňrřsštťzž"),
        ('\u0327', "CÇGĢKĶLĻNŅRŖSŞTŢcçgģkķlļnņrŗsştţ"),
        ('\u0328', "AĄEĘIĮUŲaąeęiįuų"),
    ];

    private static readonly FrozenDictionary<(char Letter, char Mark), char> Composed = Entries()
        .ToFrozenDictionary(e => (e.Letter, e.Mark), e => e.Whole);
    private static readonly FrozenDictionary<char, char> Bases = Entries().ToFrozenDictionary(e => e.Whole, e => e.Letter);

    public static string Compose(string text)
    {
        var composed = new StringBuilder(text.Length);
        foreach (var character in text)
        {
            if (composed.Length > 0 && Composed.TryGetValue((composed[^1], character), out var whole))
                composed[^1] = whole;
            else
                composed.Append(character);
        }

        return composed.ToString();
    }

    public static char? WithoutAccent(char letter) => Bases.TryGetValue(letter, out var plain) ? plain : null;

    private static IEnumerable<(char Letter, char Mark, char Whole)> Entries() =>
        from entry in Table
        from pair in entry.Pairs.Chunk(2)
        select (pair[0], entry.Mark, pair[1]);
}
