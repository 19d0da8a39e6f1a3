namespace CleanApp.Application.Inbox.Messages;

/// <summary>What stands around the first word that was found.</summary>
/// <param name="Text">In one line; cut off where it begins or ends with an ellipsis.</param>
/// <param name="Marks">What was searched for, in UTF-16 units of the text.</param>
public sealed record Snippet(string Text, IReadOnlyList<TextRange> Marks)
{
    private const int Longest = 180;
    private const int Before = 60;

    public static Snippet Of(string text, IReadOnlyList<TextRange> marks)
    {
        var start = text.Length <= Longest || marks[0].Start <= Before ? 0 : WordAfter(text, marks[0].Start - Before, marks[0].Start);
        var end = text.Length - start <= Longest ? text.Length : WordBefore(text, start + Longest, Math.Min(start + Longest, marks[0].End));
        var head = start > 0 ? "…" : "";
        // Character for character, so that what is marked stays where it is.
        var line = new string([.. text[start..end].Select(c => char.IsControl(c) ? ' ' : c)]);
        return new Snippet(
            $"{head}{line}{(end < text.Length ? "…" : "")}",
            [
                .. marks
                    .Where(m => m.Start >= start && m.Start < end)
                    .Select(m => new TextRange(m.Start - start + head.Length, Math.Min(m.End, end) - m.Start)),
            ]
        );
    }

    /// <summary>The beginning of the first word from there on, at the latest at <paramref name="latest"/>.</summary>
    private static int WordAfter(string text, int from, int latest)
    {
        for (var i = from; i < latest; i++)
            if (char.IsWhiteSpace(text[i]))
                return i + 1;
        return Whole(text, from);
    }

    private static int WordBefore(string text, int from, int earliest)
    {
        for (var i = from; i > earliest; i--)
            if (char.IsWhiteSpace(text[i]))
                return i;
        return Whole(text, from);
    }

    /// <summary>Not between the two halves of one character.</summary>
    private static int Whole(string text, int at) => at > 0 && at < text.Length && char.IsLowSurrogate(text[at]) ? at - 1 : at;
}
