using CleanApp.Domain.Channels;
using CleanApp.Domain.Common;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Channels;

public sealed class MediaFormatTests
{
    private static readonly byte[] Jpeg = [0xff, 0xd8, 0xff, 0xe0, 1, 2];
    private static readonly byte[] Png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
    private static readonly byte[] Ole = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    private static readonly byte[] Zip = [.. "PK"u8, 3, 4];
    private static readonly byte[] M4a = [0, 0, 0, 24, .. "ftypM4A "u8];
    private static readonly byte[] Mp4 = [0, 0, 0, 24, .. "ftypisom"u8];
    private static readonly byte[] Gp3 = [0, 0, 0, 24, .. "ftyp3gp4"u8];

    public static TheoryData<byte[], string?, string?, string> Known =>
        new()
        {
            { Jpeg, "image/jpeg", "a.jpg", "image/jpeg" },
            { Jpeg, "image/jpg", null, "image/jpeg" },
            { Jpeg, null, null, "image/jpeg" },
            { Png, "application/octet-stream", "foto", "image/png" },
            { [.. "RIFF1234WEBP"u8], null, "a.webp", "image/webp" },
            { [.. "OggS"u8], "audio/ogg; codecs=opus", null, "audio/ogg" },
            { [.. "#!AMR\n"u8], null, null, "audio/amr" },
            { [0xff, 0xf1, 0x50], "audio/aac", null, "audio/aac" },
            { [0xff, 0xfb, 0x90], null, "a.mp3", "audio/mpeg" },
            { [.. "ID3"u8], "audio/mp3", null, "audio/mpeg" },
            { M4a, "audio/x-m4a", "a.m4a", "audio/mp4" },
            { M4a, null, null, "audio/mp4" },
            { Mp4, null, "a.mp4", "video/mp4" },
            { Mp4, "audio/mp4", null, "audio/mp4" },
            { Gp3, null, "a.3gp", "video/3gpp" },
            { [.. "%PDF-1.7"u8], null, null, "application/pdf" },
            { Ole, null, "a.XLS", "application/vnd.ms-excel" },
            { Zip, null, "a.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
            { [.. "olá"u8], "text/plain", "a.txt", "text/plain" },
            // A letter cut where looking ended.
            { [.. "ol"u8, 0xc3], null, "a.txt", "text/plain" },
        };

    [Theory]
    [MemberData(nameof(Known))]
    public void A_file_is_what_its_content_says(byte[] beginning, string? type, string? name, string expected) =>
        MediaFormat.Recognise(beginning, type, name).MimeType.ShouldBe(expected);

    public static TheoryData<byte[], string?, string?, string> Refused =>
        new()
        {
            { Png, "image/jpeg", "a.jpg", "channels.media.type_mismatch" },
            { Png, null, "a.jpg", "channels.media.type_mismatch" },
            { [.. "<html>"u8], "image/png", "a.png", "channels.media.type_mismatch" },
            { [.. "MZ"u8, 0, 1], null, "nota.pdf", "channels.media.type_mismatch" },
            { M4a, "video/mp4", null, "channels.media.type_mismatch" },
            { [.. "a"u8, 0], "text/plain", null, "channels.media.type_mismatch" },
            { [0xc3, 0x28], "text/plain", null, "channels.media.type_mismatch" },
            { [.. "GIF89a"u8], "image/gif", "a.gif", "channels.media.type_unsupported" },
            { [.. "<svg/>"u8], "image/svg+xml", "a.svg", "channels.media.type_unsupported" },
            { Zip, null, "a.zip", "channels.media.type_unsupported" },
            { [.. "MZ"u8, 0, 1], null, null, "channels.media.type_unsupported" },
        };

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_it_is_not_is_refused(byte[] beginning, string? type, string? name, string code) =>
        Should.Throw<DomainException>(() => MediaFormat.Recognise(beginning, type, name)).Error.Code.ShouldBe(code);

    [Fact]
    public void A_still_sticker_may_have_100_KB_and_a_moving_one_500()
    {
        var still = (byte[])[.. "RIFF1234WEBP"u8];
        var format = MediaFormat.Recognise(still, null, null);

        format.MostOf(still).ShouldBe(100 * 1024);
        format.MostOf([.. still, .. "ANIM"u8]).ShouldBe(500 * 1024);
        (MediaFormat.MostOf("image"), MediaFormat.MostOf("document"), MediaFormat.MostOf("poll")).ShouldBe(
            (5 * 1024 * 1024, 100 * 1024 * 1024, null)
        );
    }
}

public sealed class ReceivedFileTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public void It_is_looked_for_as_long_as_Meta_has_it_and_not_longer()
    {
        var file = ReceivedFile.Expect(Guid.Empty, "image", Now);

        file.HasEnded(Now.AddDays(7)).ShouldBeFalse();
        file.HasEnded(Now.AddDays(7).AddTicks(1)).ShouldBeTrue();
    }

    [Fact]
    public void Three_times_another_than_what_was_sent_it_is_refused()
    {
        var file = ReceivedFile.Expect(Guid.Empty, "image", Now);

        file.Mistrust(Now);
        file.Mistrust(Now);
        file.State.ShouldBe(MediaState.Pending);
        file.Mistrust(Now);

        (file.State, file.Reason).ShouldBe((MediaState.Refused, "hash_mismatch"));
    }

    [Fact]
    public void Erased_while_it_was_fetched_it_is_not_kept()
    {
        var file = ReceivedFile.Expect(Guid.Empty, "image", Now);
        file.Erase(Now);

        file.Keep(Guid.Empty, "image/png", 1, [1], Now).ShouldBeFalse();
        file.Wait("timeout", Now);

        (file.State, file.Reason, file.Details).ShouldBe((MediaState.Gone, "erased", null));
    }

    [Fact]
    public void Kept_and_erased_nothing_of_it_is_left()
    {
        var file = ReceivedFile.Expect(Guid.Empty, "image", Now);
        file.Keep(Guid.Empty, "image/png", 1, [1], Now).ShouldBeTrue();
        file.Refuse("too_large", Now);
        file.State.ShouldBe(MediaState.Stored);

        file.Erase(Now);

        (file.MimeType, file.Size, file.Details).ShouldBe((null, null, null));
    }
}
