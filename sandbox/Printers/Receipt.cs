namespace CleanApp.Sandbox.Printers;

internal enum Alignment
{
    Left,
    Center,
    Right,
}

internal readonly record struct Style(int Width, int Height, bool Bold, bool Underline, bool Inverted, bool Small)
{
    public static readonly Style Normal = new(1, 1, false, false, false, false);
}

internal abstract record Part(Alignment Alignment);

/// <summary>One printed line: stretches of text, each in its style.</summary>
internal sealed record TextLine(Alignment Alignment, IReadOnlyList<(string Text, Style Style)> Runs) : Part(Alignment);

internal sealed record QrPart(Alignment Alignment, string Data, int ModuleSize, char Correction) : Part(Alignment);

/// <summary>A picture, one bit per dot, rows padded to whole bytes; 1 is black.</summary>
internal sealed record PicturePart(Alignment Alignment, int Width, int Height, byte[] Rows) : Part(Alignment)
{
    public bool IsBlack(int x, int y) => (Rows[y * ((Width + 7) / 8) + x / 8] & (0x80 >> (x % 8))) != 0;
}

internal sealed record BarcodePart(Alignment Alignment, string Data) : Part(Alignment);

internal sealed record FeedPart(int Dots) : Part(Alignment.Left);

internal sealed record CutPart() : Part(Alignment.Left);

internal sealed record DrawerPart() : Part(Alignment.Left);

internal sealed record Receipt(IReadOnlyList<Part> Parts)
{
    private const int LineDots = 30;

    /// <summary>The receipt as a person would read it aloud, for tests and for the page.</summary>
    public string ToText()
    {
        var text = new System.Text.StringBuilder();
        foreach (var part in Parts)
        {
            switch (part)
            {
                case TextLine line:
                    text.AppendJoin("", line.Runs.Select(r => r.Text)).Append('\n');
                    break;
                case QrPart qr:
                    text.Append($"[QR:{qr.Data}]\n");
                    break;
                case PicturePart picture:
                    text.Append($"[IMAGEM:{picture.Width}x{picture.Height}]\n");
                    break;
                case BarcodePart barcode:
                    text.Append($"[CÓDIGO DE BARRAS:{barcode.Data}]\n");
                    break;
                case FeedPart feed:
                    text.Append('\n', feed.Dots / LineDots);
                    break;
                case CutPart:
                    text.Append("[CORTE]\n");
                    break;
                case DrawerPart:
                    text.Append("[GAVETA]\n");
                    break;
            }
        }

        return text.ToString();
    }
}
