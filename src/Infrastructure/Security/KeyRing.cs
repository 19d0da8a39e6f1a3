using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace CleanApp.Infrastructure.Security;

/// <summary>
/// This installation's keys, from one file outside the database and its backups. In each list the first key makes new things;
/// the others are still accepted. Master keys are exchanged while hosts serve (<see cref="KeyRotation"/>), so they are read anew when the
/// file has changed; signing and token keys are those the host began with.
/// </summary>
public sealed class KeyRing
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private readonly string _path;
    private volatile MasterKeys _master;

    private KeyRing(string path)
    {
        _path = path;
        var written = File.GetLastWriteTimeUtc(path);
        var content = Read();
        Signing = Decode(content.Signing, "signing");
        Token = Decode([content.Token], "token")[0].Secret;
        _master = MasterKeys.Of(content, written);
    }

    /// <summary>Signs access tokens (HMAC-SHA256).</summary>
    public IReadOnlyList<(string Id, byte[] Secret)> Signing { get; }

    /// <summary>Derives tokens and scrambles limiter keys.</summary>
    public byte[] Token { get; }

    /// <summary>Encrypts secrets at rest (AES-256-GCM).</summary>
    public (string Id, byte[] Secret) CurrentMaster
    {
        get
        {
            if (ChangedAt != _master.Written)
                ReadMaster();
            return _master.Keys[0];
        }
    }

    /// <summary>The ids of those that only open: former ones, and one that is prepared.</summary>
    public IReadOnlyList<string> FormerMasters => [.. _master.Keys.Skip(1).Select(k => k.Id).Where(id => id != _master.Next)];

    /// <summary>When the file was last written.</summary>
    public DateTime ChangedAt => File.GetLastWriteTimeUtc(_path);

    /// <summary>Null when it is not in the file, which is read once more to be sure.</summary>
    public byte[]? FindMaster(string id)
    {
        if (Find() is { } known)
            return known;
        ReadMaster();
        return Find();

        byte[]? Find() => _master.Keys.Where(k => k.Id == id).Select(k => k.Secret).SingleOrDefault();
    }

    /// <summary>Puts a key into the file that every host can open with before any seals with it. Repeated, it changes nothing.</summary>
    /// <returns>Its id.</returns>
    public string PrepareMaster(DateTimeOffset now) =>
        Change(content =>
        {
            if (content.NextMaster is not null)
                return content;
            while (content.Master.Any(k => k.Id == IdOf(now)))
                now = now.AddSeconds(1);
            return content with { NextMaster = NewKey(IdOf(now)) };
        }).NextMaster!.Id;

    /// <summary>The prepared key seals from now on; without one, nothing changes.</summary>
    public void PromoteMaster() =>
        Change(content => content.NextMaster is { } next ? content with { Master = [next, .. content.Master], NextMaster = null } : content);

    public void RemoveMasters(IReadOnlyCollection<string> ids) =>
        Change(content => content with { Master = [.. content.Master.Where((k, i) => i == 0 || !ids.Contains(k.Id))] });

    /// <param name="createWhenMissing">Development only: in production a missing file is an error, because new keys would lock the old data.</param>
    public static KeyRing Load(string path, bool createWhenMissing, DateTimeOffset now)
    {
        if (!File.Exists(path))
        {
            if (!createWhenMissing)
                throw new InvalidOperationException($"The key file {path} (Security:KeyFile) does not exist.");
            Create(path, now);
        }
        return new KeyRing(path);
    }

    private static void Create(string path, DateTimeOffset now)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var id = now.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

        // Written aside and linked into place, so of two processes starting at once both end up with the same keys.
        var draft = Draft(path, new Content([NewKey(id)], [NewKey(id)], NewKey(id)), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }

    private static string Draft(string path, Content content, UnixFileMode mode)
    {
        var draft = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = mode;
        using var stream = new FileStream(draft, options);
        JsonSerializer.Serialize(stream, content, Json);
        stream.Flush(flushToDisk: true);
        return draft;
    }

    /// <summary>One at a time, and put into place whole: a key that has sealed something is never lost to a crash or to a second change.</summary>
    private Content Change(Func<Content, Content> change)
    {
        using var guard = new FileStream($"{_path}.lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        var content = Read();
        var changed = change(content);
        if (changed != content)
        {
            var mode = OperatingSystem.IsWindows() ? UnixFileMode.None : File.GetUnixFileMode(_path);
            File.Move(Draft(_path, changed, mode), _path, overwrite: true);
        }
        _master = MasterKeys.Of(changed, ChangedAt);
        return changed;
    }

    private Content Read() =>
        JsonSerializer.Deserialize<Content>(File.ReadAllText(_path), Json) ?? throw new InvalidOperationException("The key file is empty.");

    private void ReadMaster()
    {
        try
        {
            var written = ChangedAt;
            _master = MasterKeys.Of(Read(), written);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or FormatException or InvalidOperationException)
        {
            // Being replaced, or spoilt by hand: the keys we have still open and seal, and the next use looks again.
        }
    }

    private static string IdOf(DateTimeOffset now) => now.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private static Key NewKey(string id) => new(id, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));

    private static List<(string Id, byte[] Secret)> Decode(IReadOnlyList<Key> keys, string name)
    {
        var decoded = keys.Select(k => (k.Id, Secret: Convert.FromBase64String(k.Secret))).ToList();
        if (decoded.Count == 0 || decoded.Any(k => k.Secret.Length < 32))
            throw new InvalidOperationException($"The key file needs at least one {name} key of 32 bytes.");
        return decoded;
    }

    private sealed record MasterKeys(IReadOnlyList<(string Id, byte[] Secret)> Keys, string? Next, DateTime Written)
    {
        public static MasterKeys Of(Content content, DateTime written) =>
            new(Decode(content.NextMaster is { } next ? [.. content.Master, next] : content.Master, "master"), content.NextMaster?.Id, written);
    }

    /// <param name="NextMaster">Opens already, seals nothing yet.</param>
    private sealed record Content(IReadOnlyList<Key> Signing, IReadOnlyList<Key> Master, Key Token, Key? NextMaster = null);

    private sealed record Key(string Id, string Secret);
}
