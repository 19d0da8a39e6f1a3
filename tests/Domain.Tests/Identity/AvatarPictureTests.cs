using System.Buffers.Binary;
using System.Text;
using CleanApp.Domain.Common;
using CleanApp.Domain.Identity;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Identity;

public sealed class AvatarPictureTests
{
    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0d, 0x0a, 0x1a, 0x0a];

    private static byte[] Chunk(string name, params byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(name).CopyTo(chunk, 4);
        data.CopyTo(chunk, 8);
        return chunk;
    }

    private static byte[] Header(int width = 10, int height = 10)
    {
        var data = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(data, width);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(4), height);
        return Chunk("IHDR", data);
    }

    private static byte[] Segment(byte marker, params byte[] data) =>
        [0xff, marker, (byte)((data.Length + 2) >> 8), (byte)(data.Length + 2), .. data];

    private static byte[] Frame(ushort width = 10, ushort height = 10) =>
        Segment(0xc0, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0);

    private static byte[] Jpeg(params byte[][] segments) =>
        [0xff, 0xd8, .. segments.SelectMany(s => s), .. Segment(0xda, 1, 1, 0, 0, 63, 0), 1, 2, 3, 0xff, 0xd9];

    [Fact]
    public void A_png_loses_its_texts_its_place_and_what_is_behind_its_end()
    {
        byte[] file =
        [
            .. Signature,
            .. Header(),
            .. Chunk("tEXt", "Author\0Ana"u8.ToArray()),
            .. Chunk("eXIf", 1, 2),
            .. Chunk("tRNS", 7),
            .. Chunk("IDAT", 9, 9),
            .. Chunk("IEND"),
            .. "<script>"u8,
        ];

        var picture = AvatarPicture.Read(file);

        picture.MimeType.ShouldBe("image/png");
        picture.Content.ShouldBe([.. Signature, .. Header(), .. Chunk("tRNS", 7), .. Chunk("IDAT", 9, 9), .. Chunk("IEND")]);
    }

    [Fact]
    public void A_jpeg_loses_where_and_by_what_it_was_taken()
    {
        var file = Jpeg(Segment(0xe0, 1), Segment(0xe1, "Exif\0\0GPS"u8.ToArray()), Segment(0xfe, "Ana"u8.ToArray()), Frame());

        var picture = AvatarPicture.Read([.. file, .. "PK and more"u8]);

        picture.MimeType.ShouldBe("image/jpeg");
        picture.Content.ShouldBe(Jpeg(Segment(0xe0, 1), Frame()));
    }

    [Theory]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>")]
    [InlineData("<!doctype html><script>alert(1)</script>")]
    [InlineData("GIF89a")]
    [InlineData("")]
    public void What_is_no_picture_of_ours_is_refused(string text) =>
        new Action(() => AvatarPicture.Read(Encoding.UTF8.GetBytes(text))).ShouldBeRefusedWith(IdentityErrors.AvatarNotAPicture);

    [Fact]
    public void A_beginning_alone_is_no_picture()
    {
        foreach (
            var file in new[]
            {
                Signature,
                [.. Signature, .. "<script>alert(1)</script>"u8],
                [.. Signature, .. Header(), .. Chunk("IDAT", 1)],
                [.. Signature, .. Chunk("IDAT", 1), .. Header(), .. Chunk("IEND")],
                [.. Signature, .. Header(0, 10), .. Chunk("IEND")],
                [0xff, 0xd8, 0xff],
                [0xff, 0xd8, .. Frame()],
                [0xff, 0xd8, .. Segment(0xda, 1), 1, 2, 0xff, 0xd9],
                [0xff, 0xd8, .. Frame(), .. Segment(0xda, 1), 1, 2],
                [0xff, 0xd8, 0xff, 0xe0, 0xff, 0xff, 0],
            }
        )
            new Action(() => AvatarPicture.Read(file)).ShouldBeRefusedWith(IdentityErrors.AvatarNotAPicture);
    }

    [Fact]
    public void A_picture_is_of_modest_size_on_the_disk_and_on_the_screen()
    {
        byte[] Png(int width, int height, int bytes = 10) =>
            [.. Signature, .. Header(width, height), .. Chunk("IDAT", new byte[bytes]), .. Chunk("IEND")];
        var around = Png(1, 1, 0).Length;

        AvatarPicture.Read(Png(1024, 1024, AvatarPicture.MostBytes - around)).Content.Length.ShouldBe(AvatarPicture.MostBytes);
        Action[] tooLarge =
        [
            () => AvatarPicture.Read(Png(10, 10, AvatarPicture.MostBytes - around + 1)),
            () => AvatarPicture.Read(Png(1025, 10)),
            () => AvatarPicture.Read(Png(10, 1025)),
            () => AvatarPicture.Read(Jpeg(Frame(1025, 10))),
        ];
        foreach (var read in tooLarge)
            read.ShouldBeRefusedWith(IdentityErrors.AvatarTooLarge);
        AvatarPicture.Read(Jpeg(Frame(1024, 1024)));
    }
}
