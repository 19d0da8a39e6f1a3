using System.Text;

namespace CleanApp.Application.Common.Pdf;

/// <summary>From lines to pages: where one ends, what stands at its foot, and how it is drawn.</summary>
internal static class PdfPages
{
    // A4 in points; a point is 1/72 inch.
    public const double Width = 595.28;
    public const double Height = 841.89;
    public const double Left = 62;
    public const double Right = Width - Left;
    public const double Top = 64;
    public const double Bottom = Height - 72;
    public const double Gap = 12;

    public static List<string> Paginate(IReadOnlyList<PdfLine> lines)
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
            foreach (var line in y == Top ? [.. lines[i].Head, lines[i]] : new[] { lines[i] })
            {
                Draw(page, line, y);
                y += line.Height;
            }
        }
        pages.Add(page.ToString());
        return pages;
    }

    public static string Footer(string footer, int page, int of)
    {
        const double size = 8;
        var number = WinAnsi.Encode($"Página {page} de {of}");
        var numberLeft = Right - PdfFont.Regular.WidthOf(number, size);
        var drawn = new StringBuilder();
        var texts = new List<PdfText> { new(number, PdfFont.Regular, size, PdfInk.Muted, numberLeft, 14) };
        if (footer.Length > 0)
            texts.Add(new PdfText(PdfFont.Regular.Wrap(footer, size, numberLeft - Gap - Left)[0], PdfFont.Regular, size, PdfInk.Muted, Left, 14));
        Draw(drawn, new PdfLine(0, false, texts, PdfInk.Light, 0), Bottom + 14);
        return drawn.ToString();
    }

    /// <param name="y">Of the line's upper edge, from the page's; PDF counts from the lower.</param>
    private static void Draw(StringBuilder page, PdfLine line, double y)
    {
        foreach (var text in line.Texts)
            page.Append(
                $"BT {text.Ink} rg /{text.Font.Resource} {PdfFile.Number(text.Size)} Tf {PdfFile.Number(text.X)} "
                    + $"{PdfFile.Number(Height - y - text.Baseline)} Td {PdfFile.Literal(text.Encoded)} Tj ET\n"
            );
        if (line.Picture is { } shown)
            page.Append(
                $"q {PdfFile.Number(shown.Width)} 0 0 {PdfFile.Number(shown.Height)} {PdfFile.Number(Left)} "
                    + $"{PdfFile.Number(Height - y - shown.Height)} cm /{PdfFile.Picture} Do Q\n"
            );
        if (line.Rule is { } ink)
        {
            var at = PdfFile.Number(Height - y - line.RuleAt);
            page.Append($"{ink} RG {(ink == PdfInk.Light ? "0.5" : "0.8")} w {PdfFile.Number(Left)} {at} m {PdfFile.Number(Right)} {at} l S\n");
        }
    }
}

/// <param name="Keep">On the same page as the next line.</param>
/// <param name="Rule">Its colour, across the page; null for none.</param>
internal sealed record PdfLine(double Height, bool Keep, IReadOnlyList<PdfText> Texts, string? Rule, double RuleAt)
{
    /// <summary>What stands above it where a page begins with it.</summary>
    public IReadOnlyList<PdfLine> Head { get; init; } = [];

    /// <summary>The document's picture, at the left margin; null: not here.</summary>
    public PdfShown? Picture { get; init; }
    public bool IsEmpty => Texts.Count == 0 && Rule is null && Picture is null;
}

/// <summary>In points.</summary>
internal readonly record struct PdfShown(double Width, double Height);

/// <param name="Baseline">Below the line's upper edge.</param>
internal sealed record PdfText(string Encoded, PdfFont Font, double Size, string Ink, double X, double Baseline);

/// <summary>Red, green and blue, from 0 to 1. Muted text is still 5.7 times as dark as paper.</summary>
internal static class PdfInk
{
    public const string Text = "0.12 0.13 0.15";
    public const string Muted = "0.39 0.40 0.43";
    public const string Accent = "0.09 0.32 0.46";
    public const string Strong = "0.60 0.66 0.70";
    public const string Light = "0.86 0.87 0.89";
}
