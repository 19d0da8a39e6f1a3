using System.Security.Cryptography;
using System.Text.Json;

namespace CleanApp.Infrastructure.Security;

/// <summary>
/// This installation's keys, from one file outside the database and its backups. In each list the first key makes new things;
/// the others are still accepted, so a key is rotated by putting a new one in front and removing the old one later.
/// </summary>
public sealed class KeyRing
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private KeyRing(Content content)
    {
        Signing = Decode(content.Signing, "signing");
        Master = Decode(content.Master, "master");
        Token = Decode([content.Token], "token")[0].Secret;
    }

    /// <summary>Signs access tokens (HMAC-SHA256).</summary>
    public IReadOnlyList<(string Id, byte[] Secret)> Signing { get; }

    /// <summary>Encrypts secrets at rest (AES-256-GCM).</summary>
    public IReadOnlyList<(string Id, byte[] Secret)> Master { get; }

    /// <summary>Derives tokens and scrambles limiter keys.</summary>
    public byte[] Token { get; }

    /// <param name="createWhenMissing">Development only: in production a missing file is an error, because new keys would lock the old data.</param>
    public static KeyRing Load(string path, bool createWhenMissing, DateTimeOffset now)
    {
        if (!File.Exists(path))
        {
            if (!createWhenMissing)
                throw new InvalidOperationException($"The key file {path} (Security:KeyFile) does not exist.");
            Create(path, now);
        }
        return new KeyRing(
            JsonSerializer.Deserialize<Content>(File.ReadAllText(path), Json) ?? throw new InvalidOperationException("The key file is empty.")
        );
    }

    private static void Create(string path, DateTimeOffset now)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var id = now.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture);
        var content = new Content([NewKey(id)], [NewKey(id)], NewKey(id));

        // Written aside and linked into place, so of two processes starting at once both end up with the same keys.
        var draft = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var stream = new FileStream(draft, options))
            JsonSerializer.Serialize(stream, content, Json);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static Key NewKey(string id) => new(id, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    private static List<(string Id, byte[] Secret)> Decode(IReadOnlyList<Key> keys, string name)
    {
        var decoded = keys.Select(k => (k.Id, Secret: Convert.FromBase64String(k.Secret))).ToList();
        if (decoded.Count == 0 || decoded.Any(k => k.Secret.Length < 32))
            throw new InvalidOperationException($"The key file needs at least one {name} key of 32 bytes.");
        return decoded;
    }

    private sealed record Content(IReadOnlyList<Key> Signing, IReadOnlyList<Key> Master, Key Token);

    private sealed record Key(string Id, string Secret);
}
