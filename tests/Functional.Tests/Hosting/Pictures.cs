using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace CleanApp.Functional.Tests.Hosting;

/// <summary>Files that are pictures by what stands in them.</summary>
internal static class Pictures
{
    /// <summary>A square; its chunks need no right check sums, which are the browser's business.</summary>
    public static byte[] Png(int side, string? extra = null, byte[]? content = null)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, side);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), side);
        return
        [
            0x89,
            .. "PNG\r\n\u001a\n"u8,
            .. Chunk("IHDR", header),
            .. extra is null ? [] : Chunk(extra, content!),
            .. Chunk("IDAT", [1, 2, 3]),
            .. Chunk("IEND", []),
        ];
    }

    /// <summary>One that can be drawn: red, and half of it shines through.</summary>
    public static byte[] WholePng(int width, int height)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 6);
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var y = 0; y < height; y++)
            {
                zip.WriteByte(0);
                for (var x = 0; x < width; x++)
                    zip.Write([200, 20, 30, x < width / 2 ? (byte)255 : (byte)0]);
            }
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string name, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(name).CopyTo(chunk, 4);
        data.CopyTo(chunk, 8);
        return chunk;
    }
}
