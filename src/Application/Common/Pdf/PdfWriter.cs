using static CleanApp.Application.Common.Pdf.PdfPages;

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
    private const double ValueLeft = Left + 150;

    /// <summary>What belongs together moves to the next page when it leaves no more than this empty.</summary>
    private const double MostLeftEmpty = (Bottom - Top) * 0.4;

    /// <summary>What a logo may take of a page.</summary>
    private const double LogoWidth = 170;
    private const double LogoHeight = 60;

    private readonly List<PdfLine> lines = [];
    private PdfPicture? picture;

    /// <summary>Who writes: a logo at the left, where there is one, and lines flush right, the first of them bold.</summary>
    internal PdfWriter Letterhead(PdfPicture? logo, IReadOnlyList<string> words)
    {
        const double size = 9;
        const double leading = 12;
        picture = logo;
        var scale = logo is null ? 0 : Math.Min(LogoWidth / logo.Width, LogoHeight / logo.Height);
        PdfShown? shown = logo is null ? null : new PdfShown(logo.Width * scale, logo.Height * scale);
        var set = words.SelectMany((text, i) => Font(i).Wrap(text, size, Right - Left - LogoWidth - Gap).Select(line => (line, Font(i)))).ToList();
        var texts = set.Select(
            (word, i) => new PdfText(word.line, word.Item2, size, PdfInk.Text, Right - word.Item2.WidthOf(word.line, size), i * leading + size)
        );
        var height = Math.Max(shown?.Height ?? 0, set.Count * leading);
        lines.Add(new PdfLine(height + Gap, true, [.. texts], null, 0) { Picture = shown });
        return Add(Gap, true, []);

        static PdfFont Font(int word) => word == 0 ? PdfFont.Bold : PdfFont.Regular;
    }

    /// <summary>Rows of figures under a head that is repeated on every page.</summary>
    public PdfWriter Table(IReadOnlyList<PdfColumn> columns, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        lines.AddRange(PdfTable.Set(columns, rows));
        return Space(4);
    }

    /// <summary>What a table comes to; kept together, and the last row counts.</summary>
    public PdfWriter Sum(IReadOnlyList<PdfRow> rows)
    {
        lines.AddRange(PdfTable.Sum(rows));
        return Space(Gap);
    }

    public PdfWriter Title(string text) => Headings(text, size: 22, above: 0, below: 8, ruled: false);

    /// <summary>Never the last thing on a page: what follows begins below it.</summary>
    public PdfWriter Heading(string text) => Headings(text, size: 13, above: 22, below: 6, ruled: true);

    /// <param name="text">Line feeds begin a new line.</param>
    public PdfWriter Paragraph(string text, PdfTone tone = PdfTone.Plain)
    {
        var (size, ink) = tone == PdfTone.Plain ? (10, PdfInk.Text) : (9, PdfInk.Muted);
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
        lines.Add(new PdfLine(1, true, [], PdfInk.Strong, 0));
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
        var pages = Paginate(lines);
        return PdfFile.Write(title, createdAt, Width, Height, [.. pages.Select((page, i) => page + Footer(footer, i + 1, pages.Count))], picture);
    }

    private PdfWriter Headings(string text, double size, double above, double below, bool ruled)
    {
        Add(above, true, []);
        foreach (var line in PdfFont.Bold.Wrap(text, size, Right - Left))
            Add(size * 1.25, true, [new PdfText(line, PdfFont.Bold, size, ruled ? PdfInk.Accent : PdfInk.Text, Left, size)]);
        return Add(below, true, []);
    }

    private PdfWriter Add(double height, bool keep, IReadOnlyList<PdfText> texts)
    {
        lines.Add(new PdfLine(height, keep, texts, null, 0));
        return this;
    }

    private static double HeightOf(IEnumerable<PdfLine> some) => some.Sum(line => line.Height);

    private static List<PdfLine> Set(PdfRow row)
    {
        const double size = 9.5;
        const double leading = 13;
        const double padding = 4;
        var labels = PdfFont.Regular.Wrap(row.Label, size, ValueLeft - Left - Gap);
        var values = PdfFont.Regular.Wrap(row.Value, size, Right - ValueLeft);
        var set = new List<PdfLine>();
        var count = Math.Max(labels.Count, values.Count);
        for (var i = 0; i < count; i++)
        {
            var (above, below) = (i == 0 ? padding : 0, i == count - 1 ? padding : 0);
            var texts = new List<PdfText>();
            if (i < labels.Count)
                texts.Add(new PdfText(labels[i], PdfFont.Regular, size, PdfInk.Muted, Left, above + size));
            if (i < values.Count)
            {
                var x = row.Align == PdfAlign.Right ? Right - PdfFont.Regular.WidthOf(values[i], size) : ValueLeft;
                texts.Add(new PdfText(values[i], PdfFont.Regular, size, PdfInk.Text, x, above + size));
            }
            var height = above + leading + below;
            set.Add(new PdfLine(height, false, texts, i == count - 1 ? PdfInk.Light : null, height));
        }
        return set;
    }
}
