using CleanApp.Application.Common;
using CleanApp.Domain.Inbox;

namespace CleanApp.Application.Inbox.Messages;

/// <param name="Every">All of these.</param>
/// <param name="Either">And one of these, where there are any.</param>
public sealed record SearchKeys(long[] Every, long[] Either);

/// <summary>
/// By what an item's words are found: of each its stem, and its beginnings of three and of five letters. Whoever types four finds by three;
/// what was found is read before it is shown.
/// </summary>
internal static class SearchTerms
{
    private const int Short = 3;
    private const int Long = 5;

    /// <summary>Of the company's keys one for each month: equal words of two months have nothing in common, and the newest are asked for first.</summary>
    public static int MonthOf(DateTimeOffset at) => at.UtcDateTime.Year * 12 + at.UtcDateTime.Month - 1;

    /// <param name="words">What can be read of it; null: nothing.</param>
    public static long[] TermsOf(this ICompanyKeys keys, string? words, DateTimeOffset at)
    {
        var terms = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (word, _, _) in SearchWords.Of(words ?? "").Where(w => w.Counts))
        {
            terms.Add(Stem(PortugueseStem.Of(word)));
            if (word.Length >= Short)
                terms.Add(Beginning(word[..Short])!);
            if (word.Length >= Long)
                terms.Add(Beginning(word[..Long])!);
        }
        return keys.Terms(terms, MonthOf(at));
    }

    /// <summary>A message is found by its words from the moment it is there.</summary>
    public static IReadOnlyList<ConversationItem> FoundBy(
        this IReadOnlyList<ConversationItem> items,
        ICompanyKeys keys,
        Guid messageId,
        string? words
    )
    {
        foreach (var item in items.Where(i => i.MessageId == messageId))
            item.FoundBy(keys.TermsOf(words, item.At));
        return items;
    }

    public static string Stem(string stem) => $"={stem}";

    /// <returns>Null when it is too short to be looked for.</returns>
    public static string? Beginning(string word) =>
        word.Length >= Long ? word[..Long]
        : word.Length >= Short ? word[..Short]
        : null;
}
