using System.Buffers.Binary;
using System.IO.Compression;

namespace CleanApp.Application.Common.Pdf;

/// <summary>The dots of a PNG (ISO/IEC 15948) that is not interlaced, row by row and without its filters.</summary>
/// <param name="Channels">Samples of one dot.</param>
internal sealed record PngDots(int Width, int Height, int Depth, int Colour, int Channels, byte[] Rows, byte[] Palette, byte[] PaletteOpacity)
{
    private const int Indexed = 3;

    public bool IsGrey => Colour is 0 or 4;

    private int RowBytes => (Width * Channels * Depth + 7) / 8;

    /// <returns>Null: it is another kind, or what it says of itself is not so.</returns>
    public static PngDots? TryRead(ReadOnlySpan<byte> file)
    {
        var (header, palette, opacity) = (Array.Empty<byte>(), Array.Empty<byte>(), Array.Empty<byte>());
        using var packed = new MemoryStream();
        for (var rest = file[8..]; rest.Length >= 12; )
        {
            var length = (int)Math.Min(BinaryPrimitives.ReadUInt32BigEndian(rest), (uint)rest.Length - 12);
            var data = rest.Slice(8, length);
            var name = rest.Slice(4, 4);
            if (name.SequenceEqual("IHDR"u8))
                header = data.ToArray();
            else if (name.SequenceEqual("PLTE"u8))
                palette = data.ToArray();
            else if (name.SequenceEqual("tRNS"u8))
                opacity = data.ToArray();
            else if (name.SequenceEqual("IDAT"u8))
                packed.Write(data);
            rest = rest[(12 + length)..];
        }
        if (header.Length != 13 || header[12] != 0)
            return null;
        var (depth, colour) = (header[8], header[9]);
        var channels = colour switch
        {
            0 or Indexed => 1,
            2 => 3,
            4 => 2,
            6 => 4,
            _ => 0,
        };
        var fits = channels == 1 ? depth is 1 or 2 or 4 or 8 || depth == 16 && colour == 0 : depth is 8 or 16;
        if (channels == 0 || !fits || colour == Indexed && (palette.Length == 0 || palette.Length % 3 != 0))
            return null;
        var dots = new PngDots(
            BinaryPrimitives.ReadInt32BigEndian(header),
            BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)),
            depth,
            colour,
            channels,
            [],
            palette,
            colour == Indexed ? opacity : []
        );
        packed.Position = 0;
        return dots.Unpack(packed) is { } rows ? dots with { Rows = rows } : null;
    }

    /// <summary>Colours, three bytes for a dot or one when it is grey; and how opaque it is, where anything is not.</summary>
    public (byte[] Colours, byte[]? Opacity) Split()
    {
        var count = Width * Height;
        var shown = IsGrey ? 1 : 3;
        var colours = new byte[count * shown];
        var opacity = Colour is 4 or 6 || PaletteOpacity.Length > 0 ? new byte[count] : null;
        for (var y = 0; y < Height; y++)
        for (var x = 0; x < Width; x++)
        {
            var at = y * Width + x;
            if (Colour == Indexed)
            {
                var index = Sample(x, y, 0);
                for (var c = 0; c < 3; c++)
                    colours[at * 3 + c] = index * 3 + c < Palette.Length ? Palette[index * 3 + c] : (byte)0;
                if (opacity is not null)
                    opacity[at] = index < PaletteOpacity.Length ? PaletteOpacity[index] : (byte)255;
                continue;
            }
            for (var c = 0; c < shown; c++)
                colours[at * shown + c] = Depth < 8 ? (byte)(Sample(x, y, 0) * 255 / ((1 << Depth) - 1)) : (byte)Sample(x, y, c);
            if (opacity is not null)
                opacity[at] = (byte)Sample(x, y, shown);
        }
        return (colours, opacity);
    }

    /// <summary>Of sixteen bits the upper eight: nobody prints the rest.</summary>
    private int Sample(int x, int y, int channel)
    {
        var row = y * RowBytes;
        if (Depth >= 8)
            return Rows[row + (x * Channels + channel) * Depth / 8];
        var bit = x * Depth;
        return Rows[row + bit / 8] >> (8 - Depth - bit % 8) & ((1 << Depth) - 1);
    }

    private byte[]? Unpack(Stream packed)
    {
        var filtered = new byte[(RowBytes + 1) * Height];
        try
        {
            using var zip = new ZLibStream(packed, CompressionMode.Decompress);
            if (zip.ReadAtLeast(filtered, filtered.Length, throwOnEndOfStream: false) < filtered.Length)
                return null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
        var rows = new byte[RowBytes * Height];
        var before = Math.Max(1, Channels * Depth / 8);
        for (var y = 0; y < Height; y++)
        {
            var filter = filtered[y * (RowBytes + 1)];
            for (var i = 0; i < RowBytes; i++)
            {
                var left = i >= before ? rows[y * RowBytes + i - before] : 0;
                var up = y > 0 ? rows[(y - 1) * RowBytes + i] : 0;
                var upLeft = y > 0 && i >= before ? rows[(y - 1) * RowBytes + i - before] : 0;
                var guess = filter switch
                {
                    1 => left,
                    2 => up,
                    3 => (left + up) / 2,
                    4 => Nearest(left, up, upLeft),
                    _ => 0,
                };
                rows[y * RowBytes + i] = (byte)(filtered[y * (RowBytes + 1) + 1 + i] + guess);
            }
        }
        return rows;
    }

    /// <summary>Paeth's: of the three the one that is nearest to where a plane through them would be.</summary>
    private static int Nearest(int left, int up, int upLeft)
    {
        var plane = left + up - upLeft;
        var (toLeft, toUp, toUpLeft) = (Math.Abs(plane - left), Math.Abs(plane - up), Math.Abs(plane - upLeft));
        return toLeft <= toUp && toLeft <= toUpLeft ? left
            : toUp <= toUpLeft ? up
            : upLeft;
    }
}
