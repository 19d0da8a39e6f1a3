using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace CleanApp.Sandbox.Meta;

internal sealed record MediaItem(string Id, string NumberId, string MimeType, string? FileName, byte[] Bytes, DateTimeOffset GoneAt)
{
    private readonly byte[] _hash = SHA256.HashData(Bytes);

    /// <summary>As the metadata call writes it.</summary>
    public string Sha256Hex => Convert.ToHexStringLower(_hash);

    /// <summary>As webhooks write it.</summary>
    public string Sha256Base64 => Convert.ToBase64String(_hash);
}

/// <summary>Uploaded and received media. Uploads live 30 days, what customers sent 7, an address to download 5 minutes.</summary>
internal sealed class MediaShelf(TimeProvider clock)
{
    private const int Megabyte = 1024 * 1024;
    private static readonly TimeSpan UrlLife = TimeSpan.FromMinutes(5);

    /// <summary>By MIME type: which message may carry it, and how large it may be.</summary>
    private static readonly Dictionary<string, (string Kind, int Most)> Types = new()
    {
        ["image/jpeg"] = ("image", 5 * Megabyte),
        ["image/png"] = ("image", 5 * Megabyte),
        ["image/webp"] = ("sticker", 500 * 1024),
        ["audio/aac"] = ("audio", 16 * Megabyte),
        ["audio/amr"] = ("audio", 16 * Megabyte),
        ["audio/mpeg"] = ("audio", 16 * Megabyte),
        ["audio/mp4"] = ("audio", 16 * Megabyte),
        ["audio/ogg"] = ("audio", 16 * Megabyte),
        ["video/mp4"] = ("video", 16 * Megabyte),
        ["video/3gpp"] = ("video", 16 * Megabyte),
        ["text/plain"] = ("document", 100 * Megabyte),
        ["application/pdf"] = ("document", 100 * Megabyte),
        ["application/msword"] = ("document", 100 * Megabyte),
        ["application/vnd.ms-excel"] = ("document", 100 * Megabyte),
        ["application/vnd.ms-powerpoint"] = ("document", 100 * Megabyte),
        ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"] = ("document", 100 * Megabyte),
        ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"] = ("document", 100 * Megabyte),
        ["application/vnd.openxmlformats-officedocument.presentationml.presentation"] = ("document", 100 * Megabyte),
    };

    private readonly ConcurrentDictionary<string, MediaItem> _items = new();
    private readonly byte[] _urlKey = RandomNumberGenerator.GetBytes(32);

    public MediaItem Upload(MetaNumber number, string mimeType, string? fileName, byte[] bytes)
    {
        var bare = Bare(mimeType);
        if (!Types.TryGetValue(bare, out var rule))
            throw new GraphException(
                100,
                message: $"(#100) Param file must be a file with one of the following types: {string.Join(", ", Types.Keys)}. Received file of type '{mimeType}'."
            );
        var most = bare == "image/webp" && bytes.AsSpan().IndexOf("ANIM"u8) < 0 ? 100 * 1024 : rule.Most;
        if (bytes.Length == 0 || bytes.Length > most)
            throw new GraphException(100, $"File size must be from 1 to {most} bytes for {bare}; received {bytes.Length}");
        return Add(number, mimeType, fileName, bytes, TimeSpan.FromDays(30));
    }

    /// <summary>What a customer sends may be of any type and size.</summary>
    public MediaItem Receive(MetaNumber number, string mimeType, string? fileName, byte[] bytes) =>
        Add(number, mimeType, fileName, bytes, TimeSpan.FromDays(7));

    public MediaItem? Find(string id) => _items.TryGetValue(id, out var item) && item.GoneAt > clock.GetUtcNow() ? item : null;

    public bool Delete(string id) => _items.TryRemove(id, out _);

    /// <returns>Path and query, to be put behind the address at which the sandbox was called.</returns>
    public string Url(MediaItem item)
    {
        var expires = (clock.GetUtcNow() + UrlLife).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return $"/graph/media/{item.Id}?ext={expires}&hash={Hash(item.Id, expires)}";
    }

    public bool IsCurrent(string id, string? expires, string? hash) =>
        hash is not null
        && expires is not null
        && long.TryParse(expires, NumberStyles.None, CultureInfo.InvariantCulture, out var until)
        && hash == Hash(id, expires)
        && clock.GetUtcNow().ToUnixTimeSeconds() < until;

    /// <summary>Meta accepts the message and finds out later that the file does not suit it.</summary>
    public static bool Suits(string messageType, MediaItem item) =>
        Types.TryGetValue(Bare(item.MimeType), out var rule) && (rule.Kind == messageType || messageType == "document");

    private static string Bare(string mimeType) => mimeType.Split(';')[0].Trim().ToLowerInvariant();

    private MediaItem Add(MetaNumber number, string mimeType, string? fileName, byte[] bytes, TimeSpan life)
    {
        var id = Random.Shared.NextInt64(1_000_000_000_000_000, 9_000_000_000_000_000).ToString(CultureInfo.InvariantCulture);
        return _items[id] = new MediaItem(id, number.Id, mimeType, fileName, bytes, clock.GetUtcNow() + life);
    }

    private string Hash(string id, string expires) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_urlKey, System.Text.Encoding.ASCII.GetBytes(id + expires)));
}
