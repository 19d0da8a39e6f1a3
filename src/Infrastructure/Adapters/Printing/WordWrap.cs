namespace CleanApp.Infrastructure.Adapters.Printing;

public static class WordWrap
{
    /// <summary>
    /// Breaks between words; a word longer than a line is continued on the next one. Runs of spaces count as one. Nothing else is lost, and a text
    /// of spaces only has no lines.
    /// </summary>
    public static IReadOnlyList<string> Lines(string text, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var lines = new List<string>();
        var line = "";
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var rest = word;
            if (line.Length > 0 && line.Length + 1 + rest.Length <= columns)
            {
                line += ' ' + rest;
                continue;
            }

            if (line.Length > 0)
                lines.Add(line);
            for (; rest.Length > columns; rest = rest[columns..])
                lines.Add(rest[..columns]);
            line = rest;
        }

        if (line.Length > 0)
            lines.Add(line);
        return lines;
    }
}
