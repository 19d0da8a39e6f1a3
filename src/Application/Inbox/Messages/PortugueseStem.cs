namespace CleanApp.Application.Inbox.Messages;

/// <summary>
/// What the forms of a Portuguese word have in common: <c>entregas</c>, <c>entregar</c>, <c>entregou</c> → <c>entreg</c>. Snowball's
/// algorithm (snowballstem.org/algorithms/portuguese/stemmer.html) with its suffixes written without accents, since on a telephone half of
/// the words come without; before it the plurals, most of which it leaves apart (<c>promoções</c>, <c>papéis</c>, <c>mensagens</c>), and after it
/// the spelling of what was paid (<c>paguei</c>).
/// </summary>
public static class PortugueseStem
{
    private enum Kind
    {
        /// <summary>Taken off in the second region.</summary>
        Plain,
        Log,
        Ucao,
        Encia,
        Amente,
        Mente,
        Idade,
        Iva,
        Ira,
    }

    private static readonly Suffixes<Kind> Standard = new(
        (
            Kind.Plain,
            "eza ezas ico ica icos icas ismo ismos avel ivel ista istas oso osa osos osas amento amentos imento imentos adora ador acao adoras adores acoes ante antes ancia"
        ),
        (Kind.Log, "logia logias"),
        (Kind.Ucao, "ucao ucoes"),
        (Kind.Encia, "encia encias"),
        (Kind.Amente, "amente"),
        (Kind.Mente, "mente"),
        (Kind.Idade, "idade idades"),
        (Kind.Iva, "iva ivo ivas ivos"),
        (Kind.Ira, "ira iras")
    );

    private static readonly Suffixes<bool> Verbs = new(
        (
            true,
            "ada ida ia aria eria iria ara era ira ava asse esse isse aste este iste ei arei erei irei am iam ariam eriam iriam aram eram iram avam "
                + "em arem erem irem assem essem issem ado ido ando endo indo arao erao irao ar er ir as adas idas ias arias erias irias aras eras iras avas "
                + "es ardes erdes irdes ares eres ires asses esses isses astes estes istes is ais eis ieis arieis erieis irieis areis ereis ireis "
                + "asseis esseis isseis aveis ados idos amos iamos ariamos eriamos iriamos aramos eramos iramos avamos emos aremos eremos iremos "
                + "assemos essemos issemos imos armos ermos irmos eu iu ou"
        )
    );

    /// <summary>These only lose their s, where a rule for plurals would make another word of them.</summary>
    private static readonly HashSet<string> Odd =
    [
        "mais",
        "pais",
        "cais",
        "demais",
        "jamais",
        "dois",
        "pois",
        "depois",
        "seis",
        "reis",
        "leis",
        "bois",
        "herois",
        "maes",
    ];

    /// <param name="word">Small letters without accents.</param>
    public static string Of(string word)
    {
        var text = Singular(word);
        var (first, second, verb) = Regions(text);
        if (TakeStandard(text, first, second, verb) is { } shorter || TakeVerb(text, verb, out shorter))
            text = shorter.EndsWith("ci", StringComparison.Ordinal) && shorter.Length - 1 >= verb ? shorter[..^1] : shorter;
        else
            text = Take(text, verb, "os", "a", "i", "o") ?? text;
        if (Take(text, verb, "e") is { } bare)
            text = bare.EndsWith("ci", StringComparison.Ordinal) && bare.Length > verb ? bare[..^1] : bare;
        // Before an e the sound of pagar and ficar is written paguei, fiquei.
        return Swap(text, "gu", "g") ?? Swap(text, "qu", "c") ?? text;
    }

    private static string Singular(string word)
    {
        if (word.Length < 4)
            return word;
        var one = word;
        if (word[^1] == 's' && word[^2] != 's' && !IsWe(word))
            one = Odd.Contains(word)
                ? word[..^1]
                : Swap(word, "oes", "ao")
                    ?? Swap(word, "aes", "ao")
                    ?? Swap(word, "ais", "al")
                    ?? Swap(word, "eis", "el")
                    ?? Swap(word, "ois", "ol")
                    ?? (
                        word[^2] != 'i' ? null
                        : word[^3] == 'u' && word[^4] is 'q' or 'g' ? word[..^1]
                        : word[^3] == 'u' ? word[..^2] + "l"
                        : word[..^1] + "l"
                    )
                    ?? Swap(word, "ns", "m")
                    ?? (word.Length > 4 && word[^2] == 'e' && word[^3] is 'r' or 'z' or 'l' ? word[..^2] : word[..^1]);
        // The plural of both fácil and papel ends in -eis.
        return one.Length >= 4 && one.EndsWith("il", StringComparison.Ordinal) ? one[..^2] + "el" : one;
    }

    /// <summary>pagamos, fazemos, pedimos: no plural of anything.</summary>
    private static bool IsWe(string word) => word.EndsWith("mos", StringComparison.Ordinal) && word.Length > 4 && word[^4] is 'a' or 'e' or 'i';

    private static string? Swap(string word, string end, string by) =>
        word.EndsWith(end, StringComparison.Ordinal) ? string.Concat(word.AsSpan(0, word.Length - end.Length), by) : null;

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
        if (Standard.Longest(word, 0) is not { } found)
            return null;
        var start = word.Length - found.Suffix.Length;
        var stem = word[..start];
        var region = found.Meaning switch
        {
            Kind.Amente => first,
            Kind.Ira => verb,
            _ => second,
        };
        if (start < region)
            return null;
        return found.Meaning switch
        {
            Kind.Log => stem + "log",
            Kind.Ucao => stem + "u",
            Kind.Encia => stem + "ente",
            Kind.Amente => Take(stem, second, "iv") is { } active
                ? Take(active, second, "at") ?? active
                : Take(stem, second, "os", "ic", "ad") ?? stem,
            Kind.Mente => Take(stem, second, "ante", "avel", "ivel") ?? stem,
            Kind.Idade => Take(stem, second, "abil", "ic", "iv") ?? stem,
            Kind.Iva => Take(stem, second, "at") ?? stem,
            Kind.Ira => stem.EndsWith('e') ? stem + "ir" : null,
            _ => stem,
        };
    }

    private static bool TakeVerb(string word, int verb, out string shorter)
    {
        shorter = Verbs.Longest(word, verb) is { } found ? word[..^found.Suffix.Length] : word;
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

    private sealed class Suffixes<T>
    {
        private readonly Dictionary<string, T> _meanings = new(StringComparer.Ordinal);
        private readonly Dictionary<string, T>.AlternateLookup<ReadOnlySpan<char>> _lookup;
        private readonly int _longest;

        public Suffixes(params (T Meaning, string Words)[] groups)
        {
            foreach (var (meaning, words) in groups)
            foreach (var word in words.Split(' '))
                _meanings.Add(word, meaning);
            _lookup = _meanings.GetAlternateLookup<ReadOnlySpan<char>>();
            _longest = _meanings.Keys.Max(k => k.Length);
        }

        /// <param name="from">It may not begin before this.</param>
        public (string Suffix, T Meaning)? Longest(string word, int from)
        {
            for (var length = Math.Min(_longest, word.Length - from); length > 0; length--)
                if (_lookup.TryGetValue(word.AsSpan(word.Length - length), out var suffix, out var meaning))
                    return (suffix, meaning);
            return null;
        }
    }
}
