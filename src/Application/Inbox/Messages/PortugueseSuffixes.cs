namespace CleanApp.Application.Inbox.Messages;

/// <summary>What becomes of a word that ends so.</summary>
internal enum StandardSuffix
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

/// <summary>The ends of Portuguese words as Snowball has them, written without accents.</summary>
internal static class PortugueseSuffixes
{
    public static readonly Suffixes<StandardSuffix> Standard = new(
        (
            StandardSuffix.Plain,
            "eza ezas ico ica icos icas ismo ismos avel ivel ista istas oso osa osos osas amento amentos imento imentos adora ador acao adoras adores acoes ante antes ancia"
        ),
        (StandardSuffix.Log, "logia logias"),
        (StandardSuffix.Ucao, "ucao ucoes"),
        (StandardSuffix.Encia, "encia encias"),
        (StandardSuffix.Amente, "amente"),
        (StandardSuffix.Mente, "mente"),
        (StandardSuffix.Idade, "idade idades"),
        (StandardSuffix.Iva, "iva ivo ivas ivos"),
        (StandardSuffix.Ira, "ira iras")
    );

    public static readonly Suffixes<bool> Verbs = new(
        (
            true,
            "ada ida ia aria eria iria ara era ira ava asse esse isse aste este iste ei arei erei irei am iam ariam eriam iriam aram eram iram avam "
                + "em arem erem irem assem essem issem ado ido ando endo indo arao erao irao ar er ir as adas idas ias arias erias irias aras eras iras avas "
                + "es ardes erdes irdes ares eres ires asses esses isses astes estes istes is ais eis ieis arieis erieis irieis areis ereis ireis "
                + "asseis esseis isseis aveis ados idos amos iamos ariamos eriamos iriamos aramos eramos iramos avamos emos aremos eremos iremos "
                + "assemos essemos issemos imos armos ermos irmos eu iu ou"
        )
    );
}

internal sealed class Suffixes<T>
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
