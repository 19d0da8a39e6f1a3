using System.Text;

namespace CleanApp.Application.Common.Pdf;

/// <summary>
/// A document to read on A4, set from top to bottom: titles, paragraphs, and rows of label and value. Lines are broken between words and
/// pages between lines; each page ends with its number. The same calls make the same bytes.
/// </summary>
/// <param name="title">In the window's title and the file's properties, in any letters.</param>
/// <param name="createdAt">With the offset it is to be shown in.</param>
/// <param name="footer">On every page, left of its number.</param>
public sealed class PdfWriter(string title, DateTimeOffset createdAt, string footer = "")
{
    // A4 in points; a point is 1/72 inch.
    private const double Width = 595.28;
    private const double Height = 841.89;
    private const double Left = 62;
    private const double Right = Width - Left;
    private const double Top = 64;
    private const double Bottom = Height - 72;
    private const double ValueLeft = Left + 150;
    private const double Gap = 12;

    /// <summary>What belongs together moves to the next page when it leaves no more than this empty.</summary>
    private const double MostLeftEmpty = (Bottom - Top) * 0.4;

    private readonly List<Line> lines = [];

    public PdfWriter Title(string text) => Headings(text, size: 22, above: 0, below: 8, ruled: false);

    /// <summary>Never the last thing on a page: what follows begins below it.</summary>
    public PdfWriter Heading(string text) => Headings(text, size: 13, above: 22, below: 6, ruled: true);

    /// <param name="text">Line feeds begin a new line.</param>
    public PdfWriter Paragraph(string text, PdfTone tone = PdfTone.Plain)
    {
        var (size, ink) = tone == PdfTone.Plain ? (10, Ink.Text) : (9, Ink.Muted);
        var wrapped = PdfFont.Regular.Wrap(text, size, Right - Left);
        for (var i = 0; i < wrapped.Count; i++)
            // No page ends with a paragraph's first line, and none begins with its last.
            Add(size * 1.45, i == 0 && wrapped.Count > 1 || i == wrapped.Count - 2, [new(wrapped[i], PdfFont.Regular, size, ink, Left, size * 1.1)]);
        return Space(4);
    }

    /// <summary>One thing, a row for each of its properties, with light rules between; on one page where it can be.</summary>
    public PdfWriter Rows(IEnumerable<PdfRow> rows)
    {
        var set = rows.Select(Set).ToList();
        var whole = set.Sum(HeightOf) <= MostLeftEmpty;
        lines.Add(new Line(1, true, [], Ink.Strong, 0));
        foreach (var (row, r) in set.Select((row, r) => (row, r)))
        {
            var wholeRow = whole || HeightOf(row) <= MostLeftEmpty / 2;
            lines.AddRange(row.Select((line, i) => line with { Keep = i < row.Count - 1 ? wholeRow || i == 0 : whole && r < set.Count - 1 }));
        }
        return Space(Gap);
    }

    /// <param name="points">Dropped where a page begins.</param>
    public PdfWriter Space(double points) => Add(points, false, []);

    public byte[] ToBytes()
    {
        var pages = Paginate();
        return PdfFile.Write(title, createdAt, Width, Height, [.. pages.Select((page, i) => page + Footer(i + 1, pages.Count))]);
    }

    private PdfWriter Headings(string text, double size, double above, double below, bool ruled)
    {
        Add(above, true, []);
        foreach (var line in PdfFont.Bold.Wrap(text, size, Right - Left))
            Add(size * 1.25, true, [new Text(line, PdfFont.Bold, size, ruled ? Ink.Accent : Ink.Text, Left, size)]);
        return Add(below, true, []);
    }

    private PdfWriter Add(double height, bool keep, IReadOnlyList<Text> texts)
    {
        lines.Add(new Line(height, keep, texts, null, 0));
        return this;
    }

    private static double HeightOf(IEnumerable<Line> some) => some.Sum(line => line.Height);

    private static List<Line> Set(PdfRow row)
    {
        const double size = 9.5;
        const double leading = 13;
        const double padding = 4;
        var labels = PdfFont.Regular.Wrap(row.Label, size, ValueLeft - Left - Gap);
        var values = PdfFont.Regular.Wrap(row.Value, size, Right - ValueLeft);
        var set = new List<Line>();
        var count = Math.Max(labels.Count, values.Count);
        for (var i = 0; i < count; i++)
        {
            var (above, below) = (i == 0 ? padding : 0, i == count - 1 ? padding : 0);
            var texts = new List<Text>();
            if (i < labels.Count)
                texts.Add(new Text(labels[i], PdfFont.Regular, size, Ink.Muted, Left, above + size));
            if (i < values.Count)
            {
                var x = row.Align == PdfAlign.Right ? Right - PdfFont.Regular.WidthOf(values[i], size) : ValueLeft;
                texts.Add(new Text(values[i], PdfFont.Regular, size, Ink.Text, x, above + size));
            }
            var height = above + leading + below;
            set.Add(new Line(height, false, texts, i == count - 1 ? Ink.Light : null, height));
        }
        return set;
    }

    private List<string> Paginate()
    {
        var pages = new List<string>();
        var page = new StringBuilder();
        var y = Top;
        for (var i = 0; i < lines.Count; i++)
        {
            if (lines[i].IsEmpty && !lines[i].Keep)
            {
                // Space alone begins no page.
                y = Math.Min(y + (y > Top ? lines[i].Height : 0), Bottom);
                continue;
            }
            var together = 0.0;
            for (var k = i; k < lines.Count; k++)
            {
                together += lines[k].Height;
                if (!lines[k].Keep)
                    break;
            }
            // More than a page holds can be kept together by no break.
            var needed = together > Bottom - Top ? lines[i].Height : together;
            if (y + needed > Bottom && y > Top)
            {
                pages.Add(page.ToString());
                page.Clear();
                y = Top;
            }
            if (y == Top && lines[i].IsEmpty)
                continue;
            Draw(page, lines[i], y);
            y += lines[i].Height;
        }
        pages.Add(page.ToString());
        return pages;
    }

    private string Footer(int page, int of)
    {
        const double size = 8;
        var number = WinAnsi.Encode($"Página {page} de {of}");
        var numberLeft = Right - PdfFont.Regular.WidthOf(number, size);
        var drawn = new StringBuilder();
        var texts = new List<Text> { new(number, PdfFont.Regular, size, Ink.Muted, numberLeft, 14) };
        if (footer.Length > 0)
            texts.Add(new Text(PdfFont.Regular.Wrap(footer, size, numberLeft - Gap - Left)[0], PdfFont.Regular, size, Ink.Muted, Left, 14));
        Draw(drawn, new Line(0, false, texts, Ink.Light, 0), Bottom + 14);
        return drawn.ToString();
    }

    /// <param name="y">Of the line's upper edge, from the page's; PDF counts from the lower.</param>
    private static void Draw(StringBuilder page, Line line, double y)
    {
        foreach (var text in line.Texts)
            page.Append(
                $"BT {text.Ink} rg /{text.Font.Resource} {PdfFile.Number(text.Size)} Tf {PdfFile.Number(text.X)} "
                    + $"{PdfFile.Number(Height - y - text.Baseline)} Td {PdfFile.Literal(text.Encoded)} Tj ET\n"
            );
        if (line.Rule is { } ink)
        {
            var at = PdfFile.Number(Height - y - line.RuleAt);
            page.Append($"{ink} RG {(ink == Ink.Light ? "0.5" : "0.8")} w {PdfFile.Number(Left)} {at} m {PdfFile.Number(Right)} {at} l S\n");
        }
    }

    /// <param name="Keep">On the same page as the next line.</param>
    /// <param name="Rule">Its colour, across the page; null for none.</param>
    private sealed record Line(double Height, bool Keep, IReadOnlyList<Text> Texts, string? Rule, double RuleAt)
    {
        public bool IsEmpty => Texts.Count == 0 && Rule is null;
    }

    /// <param name="Baseline">Below the line's upper edge.</param>
    private sealed record Text(string Encoded, PdfFont Font, double Size, string Ink, double X, double Baseline);

    /// <summary>Red, green and blue, from 0 to 1. Muted text is still 5.7 times as dark as paper.</summary>
    private static class Ink
    {
        public const string Text = "0.12 0.13 0.15";
        public const string Muted = "0.39 0.40 0.43";
        public const string Accent = "0.09 0.32 0.46";
        public const string Strong = "0.60 0.66 0.70";
        public const string Light = "0.86 0.87 0.89";
    }
}

public enum PdfTone
{
    Plain,

    /// <summary>Smaller and grey: what need not be read first.</summary>
    Quiet,
}

public enum PdfAlign
{
    Left,

    /// <summary>For amounts that are compared.</summary>
    Right,
}

public sealed record PdfRow(string Label, string Value, PdfAlign Align = PdfAlign.Left);
