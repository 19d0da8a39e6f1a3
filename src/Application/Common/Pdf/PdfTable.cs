using static CleanApp.Application.Common.Pdf.PdfPages;

namespace CleanApp.Application.Common.Pdf;

/// <param name="Width">In points; all of a table's together are what lies between the margins.</param>
public sealed record PdfColumn(string Title, double Width, PdfAlign Align = PdfAlign.Left);

/// <summary>Columns under a head that stands on every page they reach.</summary>
internal static class PdfTable
{
    private const double Size = 9;
    private const double Leading = 12;
    private const double Padding = 4;

    /// <summary>Between two columns.</summary>
    private const double Gutter = 8;

    /// <summary>What lies between the margins.</summary>
    public const double Whole = Right - Left;

    public static IEnumerable<PdfLine> Set(IReadOnlyList<PdfColumn> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var head = Row(columns, [.. columns.Select(c => c.Title)], PdfFont.Bold, PdfInk.Strong);
        foreach (var line in head)
            yield return line with { Keep = true };
        foreach (var row in rows)
        {
            var lines = Row(columns, row, PdfFont.Regular, PdfInk.Light);
            foreach (var (line, i) in lines.Select((line, i) => (line, i)))
                yield return line with { Keep = i < lines.Count - 1, Head = head };
        }
    }

    /// <summary>Figures that are summed up, in the right half of the page; the last of them counts.</summary>
    public static IEnumerable<PdfLine> Sum(IReadOnlyList<PdfRow> rows)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            var isLast = i == rows.Count - 1;
            var (font, size) = isLast ? (PdfFont.Bold, 12.0) : (PdfFont.Regular, 9.5);
            var height = size + 2 * Padding + (isLast ? 2 : 0);
            var value = WinAnsi.Encode(rows[i].Value);
            var texts = new PdfText[]
            {
                new(WinAnsi.Encode(rows[i].Label), font, size, isLast ? PdfInk.Text : PdfInk.Muted, Left + Whole / 2, Padding + size),
                new(value, font, size, PdfInk.Text, Right - font.WidthOf(value, size), Padding + size),
            };
            yield return new PdfLine(height, !isLast, texts, isLast ? PdfInk.Strong : null, height);
        }
    }

    private static List<PdfLine> Row(IReadOnlyList<PdfColumn> columns, IReadOnlyList<string> cells, PdfFont font, string rule)
    {
        var wrapped = columns.Select((c, i) => font.Wrap(cells[i], Size, c.Width - Gutter)).ToList();
        var count = wrapped.Max(lines => lines.Count);
        var set = new List<PdfLine>(count);
        for (var l = 0; l < count; l++)
        {
            var (above, below) = (l == 0 ? Padding : 0, l == count - 1 ? Padding : 0);
            var texts = new List<PdfText>(columns.Count);
            var x = Left;
            foreach (var (column, lines) in columns.Zip(wrapped))
            {
                if (l < lines.Count && lines[l].Length > 0)
                {
                    var at = column.Align == PdfAlign.Right ? x + column.Width - font.WidthOf(lines[l], Size) : x;
                    texts.Add(new PdfText(lines[l], font, Size, PdfInk.Text, at, above + Size));
                }
                x += column.Width;
            }
            var height = above + Leading + below;
            set.Add(new PdfLine(height, false, texts, l == count - 1 ? rule : null, height));
        }
        return set;
    }
}
