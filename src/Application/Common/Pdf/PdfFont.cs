using System.Globalization;

namespace CleanApp.Application.Common.Pdf;

/// <summary>
/// Two of the fonts that every PDF reader brings along, so none is embedded. Widths are Adobe's metrics of these fonts, in thousandths of the
/// font's size, for the bytes 0x20 to 0xFF of <see cref="WinAnsi"/>; without them no line could be broken or set flush right.
/// </summary>
internal sealed class PdfFont
{
    public static readonly PdfFont Regular = new(
        "F1",
        "Helvetica",
        """
        278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 584 584 584 556
        1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 667 667 611 278 278 278 469 556
        333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584 350
        556 350 222 556 333 1000 556 556 333 1000 667 333 1000 350 611 350 350 222 222 333 333 350 556 1000 333 1000 500 333 944 350 500 667
        278 333 556 556 556 556 260 556 333 737 370 556 584 333 737 333 400 584 333 333 333 556 537 278 333 333 365 556 834 834 834 611
        667 667 667 667 667 667 1000 722 667 667 667 667 278 278 278 278 722 722 778 778 778 778 778 584 778 722 722 722 722 667 667 611
        556 556 556 556 556 556 889 500 556 556 556 556 278 278 278 278 556 556 556 556 556 556 556 584 611 556 556 556 556 500 556 500
        """
    );

    public static readonly PdfFont Bold = new(
        "F2",
        "Helvetica-Bold",
        """
        278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 584 584 584 611
        975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 667 667 611 333 278 333 584 556
        333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584 350
        556 350 278 556 500 1000 556 556 333 1000 667 333 1000 350 611 350 350 278 278 500 500 350 556 1000 333 1000 556 333 944 350 500 667
        278 333 556 556 556 556 280 556 333 737 370 556 584 333 737 333 400 584 333 333 333 611 556 278 333 333 365 556 834 834 834 611
        722 722 722 722 722 722 1000 722 667 667 667 667 278 278 278 278 722 722 778 778 778 778 778 584 778 722 722 722 722 667 667 611
        556 556 556 556 556 556 889 556 556 556 556 556 278 278 278 278 611 611 611 611 611 611 611 584 611 611 611 611 611 556 611 556
        """
    );

    private readonly int[] widths;

    private PdfFont(string resource, string name, string widths)
    {
        Resource = resource;
        Name = name;
        this.widths =
        [
            .. widths.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).Select(w => int.Parse(w, CultureInfo.InvariantCulture)),
        ];
    }

    /// <summary>What pages call it.</summary>
    public string Resource { get; }
    public string Name { get; }

    /// <param name="text">A result of <see cref="WinAnsi.Encode"/>.</param>
    /// <returns>Points.</returns>
    public double WidthOf(ReadOnlySpan<char> text, double size)
    {
        var thousandths = 0;
        foreach (var character in text)
            thousandths += widths[character - 0x20];
        return thousandths * size / 1000;
    }

    /// <summary>Lines no wider than <paramref name="width"/> points: broken between words, and inside a word that is wider than a line.</summary>
    /// <param name="text">Line feeds are kept as breaks.</param>
    /// <returns>At least one line, each encoded.</returns>
    public IReadOnlyList<string> Wrap(string text, double size, double width)
    {
        var lines = new List<string>();
        foreach (var given in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = "";
            foreach (var word in WinAnsi.Encode(given).Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (WidthOf(longer, size) <= width)
                {
                    line = longer;
                    continue;
                }
                if (line.Length > 0)
                    lines.Add(line);
                line = word;
                while (WidthOf(line, size) > width)
                {
                    var fits = 1;
                    while (fits + 1 < line.Length && WidthOf(line.AsSpan(0, fits + 1), size) <= width)
                        fits++;
                    lines.Add(line[..fits]);
                    line = line[fits..];
                }
            }
            lines.Add(line);
        }
        return lines;
    }
}
