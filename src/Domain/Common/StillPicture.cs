using System.Buffers.Binary;

namespace CleanApp.Domain.Common;

/// <summary>
/// A picture as it is kept: PNG or JPEG by its content, whatever it is called, of modest size on the screen as well as on the disk, and
/// without what cameras and programs add (place, device, comments) or what hides behind its end.
/// </summary>
public sealed record StillPicture(string MimeType, byte[] Content)
{
    /// <exception cref="DomainException">No picture of these kinds, or too large.</exception>
    public static StillPicture Read(ReadOnlySpan<byte> file, PictureLimits limits)
    {
        if (file.Length > limits.MostBytes)
            throw new DomainException(limits.TooLarge);
        return file.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a])
                ? new StillPicture("image/png", Png(file, limits))
            : file.StartsWith<byte>([0xff, 0xd8, 0xff]) ? new StillPicture("image/jpeg", Jpeg(file, limits))
            : throw limits.Refusal();
    }

    /// <summary>Chunks: length, name, that many bytes, check sum. Those with a capital letter are needed to draw it.</summary>
    private static byte[] Png(ReadOnlySpan<byte> file, PictureLimits limits)
    {
        var kept = new MemoryStream();
        kept.Write(file[..8]);
        for (var rest = file[8..]; rest.Length >= 12; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > (uint)rest.Length - 12)
                throw limits.Refusal();
            var chunk = rest[..(12 + (int)length)];
            var name = chunk.Slice(4, 4);
            var isFirst = kept.Length == 8;
            if (isFirst != name.SequenceEqual("IHDR"u8) || isFirst && length != 13)
                throw limits.Refusal();
            if (isFirst)
                limits.Check(BinaryPrimitives.ReadUInt32BigEndian(chunk[8..]), BinaryPrimitives.ReadUInt32BigEndian(chunk[12..]));
            if (name[0] is >= (byte)'A' and <= (byte)'Z' || name.SequenceEqual("tRNS"u8))
                kept.Write(chunk);
            if (name.SequenceEqual("IEND"u8))
                return kept.ToArray();
            rest = rest[chunk.Length..];
        }
        throw limits.Refusal();
    }

    /// <summary>Segments: 0xFF, a marker, length, that many bytes; after the last of them the picture itself, up to its end mark.</summary>
    private static byte[] Jpeg(ReadOnlySpan<byte> file, PictureLimits limits)
    {
        var kept = new MemoryStream();
        kept.Write(file[..2]);
        var isMeasured = false;
        for (var rest = file[2..]; rest.Length >= 4 && rest[0] == 0xff; )
        {
            var marker = rest[1];
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length < 2 || length > rest.Length - 2)
                throw limits.Refusal();
            var segment = rest[..(2 + length)];
            // Frame headers; of the same range C4, C8 and CC mean something else.
            if (marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc))
            {
                if (length < 8)
                    throw limits.Refusal();
                limits.Check(BinaryPrimitives.ReadUInt16BigEndian(segment[7..]), BinaryPrimitives.ReadUInt16BigEndian(segment[5..]));
                isMeasured = true;
            }
            // APP0 says how densely it is to be drawn, APP14 in which colours; other APPs and comments say where and by what it was made.
            if (marker is not (>= 0xe1 and <= 0xed or 0xef or 0xfe))
                kept.Write(segment);
            if (marker == 0xda)
                return isMeasured && EndOf(rest) is var end and > 0 ? [.. kept.ToArray(), .. rest[segment.Length..end]] : throw limits.Refusal();
            rest = rest[segment.Length..];
        }
        throw limits.Refusal();
    }

    /// <summary>After the mark that ends it; -1 without one.</summary>
    private static int EndOf(ReadOnlySpan<byte> picture) => picture.IndexOf<byte>([0xff, 0xd9]) is var mark and >= 0 ? mark + 2 : -1;
}

/// <param name="MostPixels">On each side.</param>
/// <param name="TooLarge">What is said of one that has more bytes or pixels.</param>
/// <param name="NotAPicture">What is said of anything else.</param>
public sealed record PictureLimits(int MostBytes, int MostPixels, Error TooLarge, Error NotAPicture)
{
    internal void Check(uint width, uint height)
    {
        if (width == 0 || height == 0)
            throw Refusal();
        if (width > MostPixels || height > MostPixels)
            throw new DomainException(TooLarge);
    }

    internal DomainException Refusal() => new(NotAPicture);
}
