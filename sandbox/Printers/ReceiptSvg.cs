using System.Globalization;
using System.Text;
using QRCoder;

namespace CleanApp.Sandbox.Printers;

/// <summary>
/// Draws a receipt as an 80 mm printer would: 576 dots across, 48 columns of 12 by 24 dots. Drawn from the decoded stream, so what is wrong
/// in the bytes is wrong in the picture.
/// </summary>
internal sealed class ReceiptSvg
{
    private const int PaperDots = 576;
    private const int Margin = 32;
    private const int LineGap = 6;
    private const int QuietZone = 4;

    private readonly StringBuilder _svg = new();
    private int _y = Margin;

    public static string Draw(Receipt receipt)
    {
        var drawing = new ReceiptSvg();
        foreach (var part in receipt.Parts)
            drawing.Draw(part);
        var width = PaperDots + 2 * Margin;
        var height = drawing._y + Margin;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width / 2}" height="{height
                / 2}" role="img" aria-label="Comprovante impresso">
            <rect width="100%" height="100%" fill="#fff"/>
            <g fill="#111" font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace">
            {drawing._svg}</g>
            </svg>
            """
        );
    }

    private void Draw(Part part)
    {
        switch (part)
        {
            case TextLine line:
                DrawLine(line);
                break;
            case QrPart qr:
                DrawQr(qr);
                break;
            case PicturePart picture:
                DrawPicture(picture);
                break;
            case BarcodePart barcode:
                DrawNote($"|||| {barcode.Data} ||||", barcode.Alignment);
                break;
            case FeedPart feed:
                _y += feed.Dots;
                break;
            case CutPart:
                Line(
                    $"""<path d="M0 {_y + 12}H{PaperDots + 2 * Margin}" stroke="#888" stroke-width="3" stroke-dasharray="14 10"><title>corte</title></path>"""
                );
                _y += 24;
                break;
            case DrawerPart:
                DrawNote("(gaveta aberta)", Alignment.Center);
                break;
        }
    }

    private void DrawLine(TextLine line)
    {
        foreach (var row in Wrap(line.Runs))
        {
            var height = row.Count == 0 ? CharHeight(Style.Normal) : row.Max(r => CharHeight(r.Style));
            var x = Left(line.Alignment, row.Sum(r => r.Text.Length * CharWidth(r.Style)));
            foreach (var (text, style) in row)
                x += DrawRun(text, style, x, _y + height);
            _y += height + LineGap;
        }
    }

    private int DrawRun(string text, Style style, int x, int baseline)
    {
        var width = text.Length * CharWidth(style);
        var size = CharHeight(style);
        if (style.Inverted)
            Line($"""<rect x="{x}" y="{baseline - size}" width="{width}" height="{size + LineGap}"/>""");
        if (!string.IsNullOrWhiteSpace(text))
        {
            // A printer's characters have a fixed cell, whatever font the browser found: hence textLength.
            Line(
                $"""<text x="{x}" y="{baseline - size / 6}" font-size="{size - size / 12}" textLength="{width}" lengthAdjust="spacingAndGlyphs" xml:space="preserve" style="white-space:pre"{(style.Bold ? " font-weight=\"700\"" : "")}{(style.Inverted ? " fill=\"#fff\"" : "")}>{Escape(text)}</text>"""
            );
        }

        if (style.Underline)
            Line($"""<rect x="{x}" y="{baseline}" width="{width}" height="2"/>""");
        return width;
    }

    private void DrawQr(QrPart qr)
    {
        var level = qr.Correction switch
        {
            'M' => QRCodeGenerator.ECCLevel.M,
            'Q' => QRCodeGenerator.ECCLevel.Q,
            'H' => QRCodeGenerator.ECCLevel.H,
            _ => QRCodeGenerator.ECCLevel.L,
        };
        using var code = QRCodeGenerator.GenerateQrCode(qr.Data, level);
        var rows = code.ModuleMatrix;
        // The library adds a quiet zone; a printer does not, the paper is white anyway.
        var modules = rows.Count - 2 * QuietZone;
        var side = modules * qr.ModuleSize;
        var left = Left(qr.Alignment, side);
        var path = new StringBuilder();
        for (var y = 0; y < modules; y++)
        {
            for (var x = 0; x < modules; x++)
            {
                if (rows[y + QuietZone][x + QuietZone])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
            }
        }

        Line(
            $"""<path transform="translate({left} {_y}) scale({qr.ModuleSize})" shape-rendering="crispEdges" d="{path}"><title>{Escape(qr.Data)}</title></path>"""
        );
        _y += side + LineGap;
    }

    private void DrawPicture(PicturePart picture)
    {
        var path = new StringBuilder();
        for (var y = 0; y < picture.Height; y++)
        {
            for (var x = 0; x < picture.Width; x++)
            {
                if (!picture.IsBlack(x, y))
                    continue;
                var start = x;
                while (x < picture.Width && picture.IsBlack(x, y))
                    x++;
                path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
            }
        }

        Line($"""<path transform="translate({Left(picture.Alignment, picture.Width)} {_y})" shape-rendering="crispEdges" d="{path}"/>""");
        _y += picture.Height;
    }

    private void DrawNote(string text, Alignment alignment) => DrawLine(new TextLine(alignment, [(text, Style.Normal with { Small = true })]));

    // A printer breaks at the last column, in the middle of a word.
    private static List<List<(string Text, Style Style)>> Wrap(IReadOnlyList<(string Text, Style Style)> runs)
    {
        List<List<(string, Style)>> rows =
        [
            [],
        ];
        var used = 0;
        foreach (var (text, style) in runs)
        {
            var rest = text;
            while (rest.Length > 0)
            {
                var fits = Math.Min(rest.Length, (PaperDots - used) / CharWidth(style));
                if (fits == 0)
                {
                    rows.Add([]);
                    used = 0;
                    continue;
                }

                rows[^1].Add((rest[..fits], style));
                used += fits * CharWidth(style);
                rest = rest[fits..];
            }
        }

        return rows;
    }

    private static int Left(Alignment alignment, int width) =>
        Margin
        + Math.Max(
            0,
            alignment switch
            {
                Alignment.Center => (PaperDots - width) / 2,
                Alignment.Right => PaperDots - width,
                _ => 0,
            }
        );

    private static int CharWidth(Style style) => (style.Small ? 9 : 12) * style.Width;

    private static int CharHeight(Style style) => (style.Small ? 17 : 24) * style.Height;

    private void Line(FormattableString line) => _svg.Append(FormattableString.Invariant(line)).Append('\n');

    // What XML 1.0 cannot hold at all is replaced; the rest is escaped.
    private static string Escape(string text) =>
        new StringBuilder(new string([.. text.Select(c => c < ' ' || char.IsSurrogate(c) || c >= '\uFFFE' ? '\uFFFD' : c)]))
            .Replace("&", "&amp;")
            .Replace("<", "&lt;")
            .Replace(">", "&gt;")
            .Replace("\"", "&quot;")
            .ToString();
}
