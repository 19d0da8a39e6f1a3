using System.Buffers;
using System.Text;
using CleanApp.Domain.Common;

namespace CleanApp.Domain.Channels;

/// <summary>The files WhatsApp carries: which kind of message each is, how large it may be by Meta's word, and how it begins.</summary>
/// <param name="MimeType">Without parameters.</param>
/// <param name="Extensions">The first one names files that come without a name.</param>
public sealed record MediaFormat(MediaKind Kind, string MimeType, long MostBytes, string[] Extensions, MediaFormat.Magic Begins)
{
    private const long Megabyte = 1024 * 1024;
    private const long Kilobyte = 1024;

    /// <summary>Of any kind.</summary>
    public const long Largest = 100 * Megabyte;

    /// <summary>How much of a file's beginning tells what it is.</summary>
    public const int Telling = 4096;

    public delegate bool Magic(ReadOnlySpan<byte> beginning);

    private static readonly MediaFormat[] All =
    [
        new(MediaKind.Image, "image/jpeg", 5 * Megabyte, ["jpg", "jpeg"], b => b.StartsWith<byte>([0xff, 0xd8, 0xff])),
        new(MediaKind.Image, "image/png", 5 * Megabyte, ["png"], IsPng),
        new(MediaKind.Sticker, "image/webp", 500 * Kilobyte, ["webp"], b => b.StartsWith("RIFF"u8) && At(b, 8, "WEBP"u8)),
        new(MediaKind.Audio, "audio/aac", 16 * Megabyte, ["aac"], b => b.Length > 1 && b[0] == 0xff && (b[1] & 0xf6) == 0xf0),
        new(MediaKind.Audio, "audio/amr", 16 * Megabyte, ["amr"], b => b.StartsWith("#!AMR"u8)),
        new(
            MediaKind.Audio,
            "audio/mpeg",
            16 * Megabyte,
            ["mp3"],
            b => b.StartsWith("ID3"u8) || b.Length > 1 && b[0] == 0xff && (b[1] & 0xe6) == 0xe2
        ),
        new(MediaKind.Audio, "audio/mp4", 16 * Megabyte, ["m4a"], b => At(b, 4, "ftyp"u8)),
        new(MediaKind.Audio, "audio/ogg", 16 * Megabyte, ["ogg", "opus"], b => b.StartsWith("OggS"u8)),
        new(MediaKind.Video, "video/mp4", 16 * Megabyte, ["mp4"], b => At(b, 4, "ftyp"u8) && !At(b, 8, "M4A"u8)),
        new(MediaKind.Video, "video/3gpp", 16 * Megabyte, ["3gp", "3gpp"], b => At(b, 4, "ftyp3g"u8)),
        new(MediaKind.Document, "text/plain", Largest, ["txt"], IsText),
        new(MediaKind.Document, "application/pdf", Largest, ["pdf"], b => b.StartsWith("%PDF-"u8)),
        new(MediaKind.Document, "application/msword", Largest, ["doc"], IsOle),
        new(MediaKind.Document, "application/vnd.ms-excel", Largest, ["xls"], IsOle),
        new(MediaKind.Document, "application/vnd.ms-powerpoint", Largest, ["ppt"], IsOle),
        new(MediaKind.Document, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Largest, ["docx"], IsZip),
        new(MediaKind.Document, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Largest, ["xlsx"], IsZip),
        new(MediaKind.Document, "application/vnd.openxmlformats-officedocument.presentationml.presentation", Largest, ["pptx"], IsZip),
    ];

    /// <summary>Names programs give to the same thing.</summary>
    private static readonly Dictionary<string, string> Aliases = new()
    {
        ["image/jpg"] = "image/jpeg",
        ["audio/mp3"] = "audio/mpeg",
        ["audio/m4a"] = "audio/mp4",
        ["audio/x-m4a"] = "audio/mp4",
        ["audio/opus"] = "audio/ogg",
        ["video/3gp"] = "video/3gpp",
    };

    /// <summary>Small letters, no parameters, one name for each thing.</summary>
    public static string Bare(string? mimeType)
    {
        var bare = (mimeType ?? "").Split(';')[0].Trim().ToLowerInvariant();
        return Aliases.GetValueOrDefault(bare, bare);
    }

    public static MediaFormat? Find(string? mimeType) => Array.Find(All, f => f.MimeType == Bare(mimeType));

    /// <summary>What Meta takes of a kind; null for a kind it does not name.</summary>
    public static long? MostOf(string kind) =>
        All.Where(f => string.Equals(f.Kind.ToString(), kind, StringComparison.OrdinalIgnoreCase)).Select(f => (long?)f.MostBytes).Max();

    /// <summary>What a file is by its first bytes, as far as its type or name do not say otherwise.</summary>
    /// <exception cref="DomainException">None of ours, or not what it is called.</exception>
    public static MediaFormat Recognise(ReadOnlySpan<byte> beginning, string? mimeType, string? fileName)
    {
        var fitting = new List<MediaFormat>();
        foreach (var format in All)
            if (format.Begins(beginning))
                fitting.Add(format);
        var said = Bare(mimeType) is "" or "application/octet-stream" or "binary/octet-stream" ? null : Bare(mimeType);
        if (said is not null && Find(said) is null)
            throw new DomainException(MediaErrors.TypeUnsupported);
        var extension = Path.GetExtension(fileName ?? "").TrimStart('.').ToLowerInvariant();
        var named = Array.Find(All, f => f.Extensions.Contains(extension));
        // Much of what has a beginning of its own reads as text as well.
        if (said is null && named is null && fitting.Count > 1)
            fitting.RemoveAll(f => f.MimeType == "text/plain");
        if (said is null && named is null && fitting.Count != 1)
            throw new DomainException(MediaErrors.TypeUnsupported);
        var claimed = said is not null ? Find(said) : named ?? fitting[0];
        return fitting.Contains(claimed!) ? claimed! : throw new DomainException(MediaErrors.TypeMismatch);
    }

    /// <summary>A still sticker may have a fifth of what a moving one may.</summary>
    public long MostOf(ReadOnlySpan<byte> beginning) => Kind == MediaKind.Sticker && beginning.IndexOf("ANIM"u8) < 0 ? 100 * Kilobyte : MostBytes;

    private static bool IsPng(ReadOnlySpan<byte> b) => b.StartsWith<byte>([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

    private static bool IsOle(ReadOnlySpan<byte> b) => b.StartsWith<byte>([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

    private static bool IsZip(ReadOnlySpan<byte> b) => b.StartsWith("PK\u0003\u0004"u8);

    /// <summary>Readable as far as it was looked at; a letter may be cut at the end.</summary>
    private static bool IsText(ReadOnlySpan<byte> b)
    {
        if (b.IsEmpty || b.IndexOf((byte)0) >= 0)
            return false;
        while (!b.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(b, out _, out var length) == OperationStatus.InvalidData)
                return false;
            b = b[length..];
        }
        return true;
    }

    private static bool At(ReadOnlySpan<byte> b, int index, ReadOnlySpan<byte> word) =>
        b.Length >= index + word.Length && b[index..].StartsWith(word);
}
