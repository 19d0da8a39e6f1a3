using System.Buffers.Binary;
using CleanApp.Domain.Common;

namespace CleanApp.Domain.Identity;

/// <summary>
/// A picture as it is kept: PNG or JPEG by its content, whatever it is called, of modest size on the screen as well as on the disk, and
/// without what cameras and programs add (place, device, comments) or what hides behind its end.
/// </summary>
public sealed record AvatarPicture(string MimeType, byte[] Content)
{
    public const int MostBytes = 512 * 1024;
    private const int MostPixels = 1024;

    /// <exception cref="DomainException">No picture of these kinds, or too large.</exception>
    public static AvatarPicture Read(ReadOnlySpan<byte> file)
    {
        if (file.Length > MostBytes)
            throw new DomainException(IdentityErrors.AvatarTooLarge);
        return file.StartsWith<byte>([0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a]) ? new AvatarPicture("image/png", Png(file))
            : file.StartsWith<byte>([0xff, 0xd8, 0xff]) ? new AvatarPicture("image/jpeg", Jpeg(file))
            : throw NotAPicture();
    }

    /// <summary>Chunks: length, name, that many bytes, check sum. Those with a capital letter are needed to draw it.</summary>
    private static byte[] Png(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream();
        kept.Write(file[..8]);
        for (var rest = file[8..]; rest.Length >= 12; )
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(rest);
            if (length > (uint)rest.Length - 12)
                throw NotAPicture();
            var chunk = rest[..(12 + (int)length)];
            var name = chunk.Slice(4, 4);
            var isFirst = kept.Length == 8;
            if (isFirst != name.SequenceEqual("IHDR"u8) || isFirst && length != 13)
                throw NotAPicture();
            if (isFirst)
                CheckSize(BinaryPrimitives.ReadUInt32BigEndian(chunk[8..]), BinaryPrimitives.ReadUInt32BigEndian(chunk[12..]));
            if (name[0] is >= (byte)'A' and <= (byte)'Z' || name.SequenceEqual("tRNS"u8))
                kept.Write(chunk);
            if (name.SequenceEqual("IEND"u8))
                return kept.ToArray();
            rest = rest[chunk.Length..];
        }
        throw NotAPicture();
    }

    /// <summary>Segments: 0xFF, a marker, length, that many bytes; after the last of them the picture itself, up to its end mark.</summary>
    private static byte[] Jpeg(ReadOnlySpan<byte> file)
    {
        var kept = new MemoryStream();
        kept.Write(file[..2]);
        var isMeasured = false;
        for (var rest = file[2..]; rest.Length >= 4 && rest[0] == 0xff; )
        {
            var marker = rest[1];
            var length = BinaryPrimitives.ReadUInt16BigEndian(rest[2..]);
            if (length < 2 || length > rest.Length - 2)
                throw NotAPicture();
            var segment = rest[..(2 + length)];
            // Frame headers; of the same range C4, C8 and CC mean something else.
            if (marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc))
            {
                if (length < 8)
                    throw NotAPicture();
                CheckSize(BinaryPrimitives.ReadUInt16BigEndian(segment[7..]), BinaryPrimitives.ReadUInt16BigEndian(segment[5..]));
                isMeasured = true;
            }
            // APP0 says how densely it is to be drawn, APP14 in which colours; other APPs and comments say where and by what it was made.
            if (marker is not (>= 0xe1 and <= 0xed or 0xef or 0xfe))
                kept.Write(segment);
            if (marker == 0xda)
                return isMeasured && EndOf(rest) is var end and > 0 ? [.. kept.ToArray(), .. rest[segment.Length..end]] : throw NotAPicture();
            rest = rest[segment.Length..];
        }
        throw NotAPicture();
    }

    /// <summary>After the mark that ends it; -1 without one.</summary>
    private static int EndOf(ReadOnlySpan<byte> picture) => picture.IndexOf<byte>([0xff, 0xd9]) is var mark and >= 0 ? mark + 2 : -1;

    private static void CheckSize(uint width, uint height)
    {
        if (width == 0 || height == 0)
            throw NotAPicture();
        if (width > MostPixels || height > MostPixels)
            throw new DomainException(IdentityErrors.AvatarTooLarge);
    }

    private static DomainException NotAPicture() => new(IdentityErrors.AvatarNotAPicture);
}
