using System.IO.Compression;
using CleanApp.Domain.Common;

namespace CleanApp.Application.Common.Pdf;

/// <summary>
/// A picture as a page can show it: a JPEG as it is, of a PNG its dots, packed anew, with what shines through as a mask of its own. Everything is
/// read here, so a picture that was taken in can be printed.
/// </summary>
/// <param name="Format">How colours and bytes are written, as the file says it.</param>
/// <param name="Mask">How opaque each dot is; null: all are.</param>
internal sealed record PdfPicture(int Width, int Height, string Format, byte[] Data, byte[]? Mask)
{
    private const string Packed = "/Filter /FlateDecode /BitsPerComponent 8 /ColorSpace ";

    /// <returns>Null: of a kind that is not printed.</returns>
    public static PdfPicture? TryRead(StillPicture picture) => TryRead(picture.MimeType, picture.Content);

    /// <inheritdoc cref="TryRead(StillPicture)"/>
    public static PdfPicture? TryRead(string mimeType, byte[] content) => mimeType == "image/png" ? Png(content) : Jpeg(content);

    /// <summary>What a mask is written as.</summary>
    public static string MaskFormat => Packed + "/DeviceGray";

    private static PdfPicture? Jpeg(byte[] file)
    {
        for (var at = 2; at + 9 < file.Length && file[at] == 0xff; at += 2 + Word(file, at + 2))
        {
            // Frame headers; of the same range C4, C8 and CC mean something else.
            if (file[at + 1] is not (>= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc)))
                continue;
            var space = file[at + 9] switch
            {
                1 => "/DeviceGray",
                3 => "/DeviceRGB",
                _ => null,
            };
            return space is null || file[at + 4] != 8
                ? null
                : new PdfPicture(Word(file, at + 7), Word(file, at + 5), $"/Filter /DCTDecode /BitsPerComponent 8 /ColorSpace {space}", file, null);
        }
        return null;
    }

    private static PdfPicture? Png(byte[] file)
    {
        if (PngDots.TryRead(file) is not { } dots)
            return null;
        var (colours, opacity) = dots.Split();
        return new PdfPicture(
            dots.Width,
            dots.Height,
            Packed + (dots.IsGrey ? "/DeviceGray" : "/DeviceRGB"),
            Pack(colours),
            opacity is null ? null : Pack(opacity)
        );
    }

    private static int Word(byte[] file, int at) => file[at] << 8 | file[at + 1];

    private static byte[] Pack(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest))
            zip.Write(bytes);
        return packed.ToArray();
    }
}
