namespace CleanApp.Application.Inbox.Messages;

/// <summary>
/// What the forms of a Portuguese word have in common: <c>entregas</c>, <c>entregar</c>, <c>entregou</c> → <c>entreg</c>. Snowball's
/// algorithm (snowballstem.org/algorithms/portuguese/stemmer.html) with its suffixes written without accents, since on a telephone half of
/// the words come without; before it the plurals, most of which it leaves apart (<c>promoções</c>, <c>papéis</c>, <c>mensagens</c>), and after it
/// the spelling of what was paid (<c>paguei</c>).
/// </summary>
public static class PortugueseStem
{
    /// <param name="word">Small letters without accents.</param>
    public static string Of(string word)
    {
        var text = PortuguesePlurals.Singular(word);
        var (first, second, verb) = Regions(text);
        if (TakeStandard(text, first, second, verb) is { } shorter || TakeVerb(text, verb, out shorter))
            text = shorter.EndsWith("ci", StringComparison.Ordinal) && shorter.Length - 1 >= verb ? shorter[..^1] : shorter;
        else
            text = Take(text, verb, "os", "a", "i", "o") ?? text;
        if (Take(text, verb, "e") is { } bare)
            text = bare.EndsWith("ci", StringComparison.Ordinal) && bare.Length > verb ? bare[..^1] : bare;
        // Before an e the sound of pagar and ficar is written paguei, fiquei.
        return PortuguesePlurals.Swap(text, "gu", "g") ?? PortuguesePlurals.Swap(text, "qu", "c") ?? text;
    }

    /// <summary>Where the algorithm's R1, R2 and RV begin.</summary>
    private static (int First, int Second, int Verb) Regions(string word)
    {
        var first = PastVowelAndConsonant(word, 0);
        var verb = word.Length;
        if (word.Length >= 3)
            verb =
                !IsVowel(word[1]) ? Past(word, 2, vowel: true)
                : IsVowel(word[0]) ? Past(word, 2, vowel: false)
                : 3;
        return (first, PastVowelAndConsonant(word, first), verb);
    }

    private static int PastVowelAndConsonant(string word, int from) => Past(word, Past(word, from, vowel: true), vowel: false);

    private static int Past(string word, int from, bool vowel)
    {
        for (var i = from; i < word.Length; i++)
            if (IsVowel(word[i]) == vowel)
                return i + 1;
        return word.Length;
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u';

    /// <returns>Null when there is nothing to take: the longest suffix decides, even when it may not be taken.</returns>
    private static string? TakeStandard(string word, int first, int second, int verb)
    {
        if (PortugueseSuffixes.Standard.Longest(word, 0) is not { } found)
            return null;
        var start = word.Length - found.Suffix.Length;
        var stem = word[..start];
        var region = found.Meaning switch
        {
            StandardSuffix.Amente => first,
            StandardSuffix.Ira => verb,
            _ => second,
        };
        if (start < region)
            return null;
        return found.Meaning switch
        {
            StandardSuffix.Log => stem + "log",
            StandardSuffix.Ucao => stem + "u",
            StandardSuffix.Encia => stem + "ente",
            StandardSuffix.Amente => Take(stem, second, "iv") is { } active
                ? Take(active, second, "at") ?? active
                : Take(stem, second, "os", "ic", "ad") ?? stem,
            StandardSuffix.Mente => Take(stem, second, "ante", "avel", "ivel") ?? stem,
            StandardSuffix.Idade => Take(stem, second, "abil", "ic", "iv") ?? stem,
            StandardSuffix.Iva => Take(stem, second, "at") ?? stem,
            StandardSuffix.Ira => stem.EndsWith('e') ? stem + "ir" : null,
            _ => stem,
        };
    }

    private static bool TakeVerb(string word, int verb, out string shorter)
    {
        shorter = PortugueseSuffixes.Verbs.Longest(word, verb) is { } found ? word[..^found.Suffix.Length] : word;
        return shorter.Length < word.Length;
    }

    /// <returns>Without the first of these ends that it has, where that lies in the region; null: has none, or not there.</returns>
    private static string? Take(string word, int region, params ReadOnlySpan<string> ends)
    {
        foreach (var end in ends)
            if (word.EndsWith(end, StringComparison.Ordinal))
                return word.Length - end.Length >= region ? word[..^end.Length] : null;
        return null;
    }
}
