using CleanApp.Application.Common;

namespace CleanApp.Application.Inbox.Messages;

/// <summary>Part of a text, in UTF-16 units.</summary>
public readonly record struct TextRange(int Start, int Length)
{
    internal int End => Start + Length;
}

/// <summary>
/// What somebody typed: words, all of which must be there in whatever form; the last one perhaps only begun; what stands in quotation
/// marks, exactly so. Case and accents say nothing.
/// </summary>
public sealed class SearchQuery
{
    private readonly HashSet<string> _stems = new(StringComparer.Ordinal);
    private readonly List<string[]> _phrases = [];

    /// <summary>The last word, where nothing says that it is whole.</summary>
    private string? _begun;
    private string? _begunStem;

    private SearchQuery() { }

    /// <returns>Null when there is nothing to look for.</returns>
    public static SearchQuery? Parse(string text)
    {
        var query = new SearchQuery();
        var parts = text.Replace('“', '"').Replace('”', '"').Split('"');
        for (var i = 0; i < parts.Length; i++)
        {
            var words = SearchWords.Of(parts[i]);
            var isPhrase = i % 2 == 1;
            if (isPhrase && words.Exists(w => w.Counts))
                query._phrases.Add([.. words.Select(w => w.Text)]);
            if (i == parts.Length - 1 && !isPhrase && words is [.., { Counts: true } last] && last.Start + last.Length == parts[i].Length)
            {
                (query._begun, query._begunStem) = (last.Text, PortugueseStem.Of(last.Text));
                words.RemoveAt(words.Count - 1);
            }
            query._stems.UnionWith(words.Where(w => w.Counts).Select(w => PortugueseStem.Of(w.Text)));
        }
        return query._stems.Count == 0 && query._begun is null ? null : query;
    }

    /// <summary>By what a message with all of these words is found that was said in this month.</summary>
    internal SearchKeys KeysOf(ICompanyKeys keys, int month)
    {
        var either = new List<string>();
        if (_begunStem is not null)
            either.Add(SearchTerms.Stem(_begunStem));
        if (Beginning is not null)
            either.Add(Beginning);
        return new SearchKeys(keys.Terms([.. _stems.Select(SearchTerms.Stem)], month), keys.Terms(either, month));
    }

    /// <summary>Where the words stand.</summary>
    /// <returns>Null when the text is not what is looked for.</returns>
    public IReadOnlyList<TextRange>? Find(string text)
    {
        var words = SearchWords.Of(text);
        var missing = new HashSet<string>(_stems, StringComparer.Ordinal);
        var found = new List<TextRange>();
        var isBegun = _begun is null;
        foreach (var word in words.Where(w => w.Counts))
        {
            var stem = PortugueseStem.Of(word.Text);
            var begins = stem == _begunStem || Beginning is not null && word.Text.StartsWith(_begun!, StringComparison.Ordinal);
            isBegun |= begins;
            missing.Remove(stem);
            if (begins || _stems.Contains(stem))
                found.Add(new TextRange(word.Start, word.Length));
        }
        if (missing.Count > 0 || !isBegun)
            return null;
        foreach (var phrase in _phrases)
        {
            var before = found.Count;
            for (var at = 0; at + phrase.Length <= words.Count; at++)
                if (words.Skip(at).Take(phrase.Length).Select(w => w.Text).SequenceEqual(phrase))
                {
                    var last = words[at + phrase.Length - 1];
                    found.Add(new TextRange(words[at].Start, last.Start + last.Length - words[at].Start));
                }
            if (found.Count == before)
                return null;
        }
        return Joined(found);
    }

    private string? Beginning => _begun is null ? null : SearchTerms.Beginning(_begun);

    private static List<TextRange> Joined(List<TextRange> ranges)
    {
        var joined = new List<TextRange>();
        foreach (var range in ranges.OrderBy(r => r.Start).ThenByDescending(r => r.Length))
            if (joined.Count == 0 || range.Start >= joined[^1].End)
                joined.Add(range);
        return joined;
    }
}
