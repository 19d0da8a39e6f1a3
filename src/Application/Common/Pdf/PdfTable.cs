using static CleanApp.Application.Common.Pdf.PdfPages;

namespace CleanApp.Application.Common.Pdf;

/// <param name="TakesRest">All others are as wide as what stands in them; one has what they leave.</param>
public sealed record PdfColumn(string Title, PdfAlign Align = PdfAlign.Left, bool TakesRest = false);

/// <summary>Columns under a head that stands on every page they reach.</summary>
internal static class PdfTable
{
    private const double Size = 9;
    private const double Leading = 12;
    private const double Padding = 4;

    /// <summary>So that what was measured fits into what it was measured for.</summary>
    private const double Hair = 0.01;

    /// <summary>Between two columns.</summary>
    private const double Gutter = 8;

    /// <summary>What lies between the margins.</summary>
    private const double Whole = Right - Left;

    /// <summary>What is wider is broken, so that something is left for the one that takes the rest.</summary>
    private const double Widest = 100;

    public static IEnumerable<PdfLine> Set(IReadOnlyList<PdfColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = Widths(columns, rows);
        var head = Row(columns, widths, [.. columns.Select(c => c.Title)], PdfFont.Bold, PdfInk.Strong);
        foreach (var line in head)
            yield return line with
            {
                Keep = true,
            };
        foreach (var row in rows)
        {
            var lines = Row(columns, widths, row, PdfFont.Regular, PdfInk.Light);
            foreach (var (line, i) in lines.Select((line, i) => (line, i)))
                yield return line with
                {
                    Keep = i < lines.Count - 1,
                    Head = head,
                };
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

    private static double[] Widths(IReadOnlyList<PdfColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var widths = new double[columns.Count];
        for (var c = 0; c < columns.Count; c++)
            if (!columns[c].TakesRest)
            {
                var widest = rows.Max(row => PdfFont.Regular.WidthOf(WinAnsi.Encode(row[c]), Size));
                widths[c] = Gutter + Hair + Math.Min(Widest, Math.Max(widest, PdfFont.Bold.WidthOf(WinAnsi.Encode(columns[c].Title), Size)));
            }
        var rest = Whole - widths.Sum();
        return [.. widths.Select((width, c) => columns[c].TakesRest ? rest : width)];
    }

    private static List<PdfLine> Row(IReadOnlyList<PdfColumn> columns, double[] widths, IReadOnlyList<string> cells, PdfFont font, string rule)
    {
        var wrapped = columns.Select((_, c) => font.Wrap(cells[c], Size, widths[c] - Gutter)).ToList();
        var count = wrapped.Max(lines => lines.Count);
        var set = new List<PdfLine>(count);
        for (var l = 0; l < count; l++)
        {
            var (above, below) = (l == 0 ? Padding : 0, l == count - 1 ? Padding : 0);
            var texts = new List<PdfText>(columns.Count);
            var x = Left;
            for (var c = 0; c < columns.Count; c++)
            {
                if (l < wrapped[c].Count && wrapped[c][l] is { Length: > 0 } text)
                {
                    var at = columns[c].Align == PdfAlign.Right ? x + widths[c] - font.WidthOf(text, Size) : x;
                    texts.Add(new PdfText(text, font, Size, PdfInk.Text, at, above + Size));
                }
                x += widths[c];
            }
            var height = above + Leading + below;
            set.Add(new PdfLine(height, false, texts, l == count - 1 ? rule : null, height));
        }
        return set;
    }
}
