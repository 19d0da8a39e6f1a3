using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace CleanApp.Application.Common.Pdf;

/// <summary>The file around the pages (ISO 32000-1, 7.5): numbered objects, the table of where each begins, and who is the root.</summary>
internal sealed class PdfFile
{
    private const int Catalog = 1;
    private const int Pages = 2;
    private const int Info = 3;
    private const int FirstFont = 4;

    private static readonly PdfFont[] Fonts = [PdfFont.Regular, PdfFont.Bold];

    /// <summary>What pages call the document's picture.</summary>
    public const string Picture = "Im1";

    private readonly MemoryStream stream = new();
    private readonly List<long> offsets = [];

    private PdfFile() { }

    /// <param name="contents">Each page's drawing, a character for each byte.</param>
    /// <param name="picture">Null: there is none.</param>
    public static byte[] Write(
        string title,
        DateTimeOffset createdAt,
        double width,
        double height,
        IReadOnlyList<string> contents,
        PdfPicture? picture = null
    ) => new PdfFile().Bytes(title, createdAt, width, height, contents, picture);

    /// <summary>Without exponent or grouping, as PDF wants numbers.</summary>
    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>An encoded text in brackets; only what would end or bend it needs a backslash.</summary>
    public static string Literal(string encoded) =>
        $"({encoded.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)})";

    private byte[] Bytes(string title, DateTimeOffset createdAt, double width, double height, IReadOnlyList<string> contents, PdfPicture? picture)
    {
        // The second line tells programs that copy files that these are bytes, not text.
        Append("%PDF-1.7\n%\u00E2\u00E3\u00CF\u00D3\n");
        var firstPicture = FirstFont + Fonts.Length;
        var firstPage =
            firstPicture
            + (
                picture is null ? 0
                : picture.Mask is null ? 1
                : 2
            );
        Object("<< /Type /Catalog /Pages 2 0 R /Lang (pt-BR) /ViewerPreferences << /DisplayDocTitle true >> >>");
        var kids = string.Join(' ', contents.Select((_, i) => $"{firstPage + 2 * i} 0 R"));
        var fonts = string.Join(' ', Fonts.Select((font, i) => $"/{font.Resource} {FirstFont + i} 0 R"));
        Object(
            $"<< /Type /Pages /Kids [{kids}] /Count {contents.Count} /MediaBox [0 0 {Number(width)} {Number(height)}] "
                + $"/Resources << /Font << {fonts} >>{(picture is null ? "" : $" /XObject << /{Picture} {firstPicture} 0 R >>")} >> >>"
        );
        Object($"<< /Title {Unicode(title)} /CreationDate {Date(createdAt)} /Producer (CleanApp) >>");
        foreach (var font in Fonts)
            Object($"<< /Type /Font /Subtype /Type1 /BaseFont /{font.Name} /Encoding /WinAnsiEncoding >>");
        if (picture is not null)
            AppendPicture(picture, firstPicture + 1);
        foreach (var content in contents)
        {
            Object($"<< /Type /Page /Parent {Pages} 0 R /Contents {offsets.Count + 2} 0 R >>");
            var packed = Packed(content);
            Object($"<< /Length {packed.Length} /Filter /FlateDecode >>\nstream\n{packed}\nendstream");
        }
        AppendTable();
        return stream.ToArray();
    }

    private void AppendPicture(PdfPicture picture, int mask)
    {
        var size = $"/Type /XObject /Subtype /Image /Width {picture.Width} /Height {picture.Height}";
        Stream($"{size} {picture.Format}{(picture.Mask is null ? "" : $" /SMask {mask} 0 R")}", picture.Data);
        if (picture.Mask is { } opacity)
            Stream($"{size} {PdfPicture.MaskFormat}", opacity);
    }

    private void AppendTable()
    {
        // From the content alone, so that the same document is the same file.
        var id = Convert.ToHexString(SHA256.HashData(stream.ToArray()).AsSpan(0, 16));
        var start = stream.Length;
        // Lines of exactly twenty bytes: readers jump to an object's by its number.
        Append($"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        foreach (var offset in offsets)
            Append($"{offset:D10} 00000 n \n");
        Append($"trailer\n<< /Size {offsets.Count + 1} /Root {Catalog} 0 R /Info {Info} 0 R /ID [<{id}> <{id}>] >>\nstartxref\n{start}\n%%EOF\n");
    }

    private void Object(string body)
    {
        offsets.Add(stream.Length);
        Append($"{offsets.Count} 0 obj\n{body}\nendobj\n");
    }

    private void Stream(string dictionary, byte[] bytes) =>
        Object($"<< {dictionary} /Length {bytes.Length} >>\nstream\n{Encoding.Latin1.GetString(bytes)}\nendstream");

    private void Append(string text) => stream.Write(Encoding.Latin1.GetBytes(text));

    private static string Packed(string content)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Optimal))
            zip.Write(Encoding.Latin1.GetBytes(content));
        return Encoding.Latin1.GetString(packed.ToArray());
    }

    /// <summary>Unlike a page, the document's information may hold any letter.</summary>
    private static string Unicode(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private static string Date(DateTimeOffset at)
    {
        var offset = at.Offset;
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"(D:{at:yyyyMMddHHmmss}{sign}{offset:hh}'{offset:mm}')");
    }
}
