using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using CleanApp.Application.Common.Pdf;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Common.Pdf;

/// <summary>A picture on a page has the colours it had, as another program draws it.</summary>
public sealed class PdfPictureTests
{
    private static readonly byte[] Red = [200, 20, 30];

    public static TheoryData<string, int, int, byte[]> Kinds =>
        new()
        {
            { "grey", 0, 8, [90] },
            { "grey in sixteen bits", 0, 16, [90, 7] },
            { "colours", 2, 8, Red },
            { "colours in sixteen bits", 2, 16, [200, 1, 20, 2, 30, 3] },
            { "grey that shines through", 4, 8, [90, 255] },
            { "colours that shine through", 6, 8, [200, 20, 30, 255] },
            { "a palette", 3, 8, [1] },
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Of_every_kind_it_is_drawn_in_its_colours(string kind, int colour, int depth, byte[] dot)
    {
        for (byte filter = 0; filter <= 4; filter++)
        {
            var picture = PdfPicture.TryRead("image/png", Png(64, 32, colour, depth, dot, filter));

            picture.ShouldNotBeNull($"{kind}, filter {filter}");
            (picture.Width, picture.Height).ShouldBe((64, 32));
            var expected = colour is 0 or 4 ? [90, 90, 90] : Red;
            Drawn(picture).ShouldBe(expected, kind);
        }
    }

    [Fact]
    public void What_does_not_shine_through_is_not_seen()
    {
        var picture = PdfPicture.TryRead("image/png", Png(64, 32, 6, 8, [200, 20, 30, 0], 0));

        picture!.Mask.ShouldNotBeNull();
        Drawn(picture).ShouldBe([255, 255, 255]);
    }

    [Fact]
    public void What_it_says_of_itself_and_is_not_so_is_refused()
    {
        PdfPicture.TryRead("image/png", Png(64, 32, 2, 8, Red, 0, dots: false)).ShouldBeNull();
        PdfPicture.TryRead("image/png", Png(64, 32, 2, 8, Red, 0, interlaced: true)).ShouldBeNull();
        PdfPicture.TryRead("image/png", Png(64, 32, 5, 8, Red, 0)).ShouldBeNull();
        PdfPicture.TryRead("image/jpeg", [0xff, 0xd8, 0xff, 0xd9]).ShouldBeNull();
    }

    /// <summary>The colour in the middle of the picture.</summary>
    private static byte[] Drawn(PdfPicture picture)
    {
        var pdf = new PdfWriter("Figura", DateTimeOffset.UnixEpoch).Letterhead(picture, ["x"]).ToBytes();
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, pdf);
            // The picture is at least 60 points high and begins at the margins.
            var start = new ProcessStartInfo("pdftoppm", ["-r", "72", "-x", "90", "-y", "90", "-W", "1", "-H", "1", file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using var process = Process.Start(start)!;
            using var drawn = new MemoryStream();
            process.StandardOutput.BaseStream.CopyTo(drawn);
            process.WaitForExit();
            process.StandardError.ReadToEnd().ShouldBeEmpty();
            return drawn.ToArray()[^3..];
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>All of its dots are the same.</summary>
    private static byte[] Png(int width, int height, int colour, int depth, byte[] dot, byte filter, bool dots = true, bool interlaced = false)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9], header[12]) = ((byte)depth, (byte)colour, (byte)(interlaced ? 1 : 0));
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            for (var y = 0; dots && y < height; y++)
            {
                zip.WriteByte(filter);
                for (var x = 0; x < width; x++)
                    foreach (var sample in dot)
                        zip.WriteByte((byte)(sample - Guess(filter, sample, x == 0, y == 0)));
            }
        byte[] palette = colour == 3 ? [.. Chunk("PLTE", [0, 0, 0, .. Red])] : [];
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. palette, .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    /// <summary>What a filter expects where every neighbour that there is has the same sample.</summary>
    private static int Guess(byte filter, byte sample, bool isFirst, bool isTop) =>
        filter switch
        {
            1 => isFirst ? 0 : sample,
            2 => isTop ? 0 : sample,
            3 => ((isFirst ? 0 : sample) + (isTop ? 0 : sample)) / 2,
            4 => isFirst && isTop ? 0 : sample,
            _ => 0,
        };

    private static byte[] Chunk(string name, byte[] data)
    {
        var chunk = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(name).CopyTo(chunk, 4);
        data.CopyTo(chunk, 8);
        return chunk;
    }
}
