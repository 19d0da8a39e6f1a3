namespace CleanApp.Application.Inbox.Messages;

/// <summary>Of plurals the singular, by their ends alone.</summary>
internal static class PortuguesePlurals
{
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
    public static string Singular(string word)
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

    /// <returns>Null when it does not end so.</returns>
    public static string? Swap(string word, string end, string by) =>
        word.EndsWith(end, StringComparison.Ordinal) ? string.Concat(word.AsSpan(0, word.Length - end.Length), by) : null;
}
