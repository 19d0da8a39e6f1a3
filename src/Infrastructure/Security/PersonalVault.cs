using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using CleanApp.Application.Common;
using CleanApp.Infrastructure.Adapters.Printing;
using CleanApp.Infrastructure.Persistence;
using CleanApp.Infrastructure.Persistence.Conventions;
using CleanApp.Infrastructure.Persistence.Tenancy;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace CleanApp.Infrastructure.Security;

/// <summary>
/// Each company has keys of its own, wrapped by the installation's master key; opened, they are remembered for a minute per node, and read
/// again sooner when a box names a key that is not among them. They are made on a connection of their own, so a use case that is rolled
/// back leaves no value sealed with a key that never existed.
/// </summary>
internal sealed class PersonalVault(DataSources data, ITenantContext tenant, ISecretBox master, IMemoryCache cache, TimeProvider clock)
    : IPersonalVault
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    private (string, Guid) Name => (nameof(PersonalVault), tenant.TenantId);

    public async Task<ICompanyKeys> OpenAsync(CancellationToken ct)
    {
        if (cache.TryGetValue(Name, out CompanyKeys? known))
            return known!;
        var keys = await ReadAsync(tenant, ct);
        if (Enum.GetValues<DataKeyPurpose>().Except(keys.Select(k => k.Purpose)).ToList() is { Count: > 0 } missing)
        {
            foreach (var purpose in missing)
                await MakeAsync(purpose, version: 1, ct);
            keys = await ReadAsync(tenant, ct);
        }
        return Remember(keys);
    }

    /// <summary>Makes a new key to seal with when the newest one was made before this instant. Repeated with the same instant, it changes nothing.</summary>
    /// <returns>The keys as they are now; null for a company that has sealed nothing yet.</returns>
    public async Task<CompanyKeys?> RotateAsync(DateTimeOffset before, CancellationToken ct)
    {
        var keys = await ReadAsync(tenant, ct);
        if (keys.Where(k => k.Purpose == DataKeyPurpose.Seal).MaxBy(k => k.Version) is not { } newest)
            return null;
        if (newest.MadeAt < before)
        {
            await MakeAsync(DataKeyPurpose.Seal, newest.Version + 1, ct);
            keys = await ReadAsync(tenant, ct);
        }
        return Remember(keys);
    }

    private CompanyKeys Remember(IReadOnlyList<CompanyKey> keys)
    {
        // This object is remembered longer than the scope it was made in.
        var owner = new TenantContext();
        owner.Enter(tenant.TenantId);
        // Boxes are opened in the middle of a projection, so the rare one that names a new key waits for it where it is.
        return cache.Set(
            Name,
            new CompanyKeys(tenant.TenantId, keys, () => ReadAsync(owner, CancellationToken.None).GetAwaiter().GetResult()),
            Remembered
        );
    }

    private Task<List<CompanyKey>> ReadAsync(ITenantContext owner, CancellationToken ct) =>
        new TenantReader(data.Keys, owner).ReadAsync(
            "select id, purpose, version, wrapped, created_at from data_keys order by version desc",
            [],
            row => new CompanyKey(
                EnumNames<DataKeyPurpose>.Parse(row.GetString(1)),
                row.GetInt32(2),
                Convert.FromBase64String(master.Open(row.GetFieldValue<byte[]>(3), Context(owner.TenantId, row.GetGuid(0)))),
                row.GetFieldValue<DateTimeOffset>(4)
            ),
            ct
        );

    /// <summary>Of two who make the same version at once, one does and both read it.</summary>
    private async Task MakeAsync(DataKeyPurpose purpose, int version, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var batch = data.Keys.CreateBatch();
        batch.BatchCommands.Add(TenantReader.Tenant(tenant));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                insert into data_keys (tenant_id, id, purpose, version, wrapped, created_at) values ($1, $2, $3, $4, $5, $6)
                on conflict (tenant_id, purpose, version) do nothing
                """
            )
            {
                Parameters =
                {
                    new NpgsqlParameter { Value = tenant.TenantId },
                    new NpgsqlParameter { Value = id },
                    new NpgsqlParameter { Value = EnumNames<DataKeyPurpose>.Of(purpose) },
                    new NpgsqlParameter { Value = version },
                    new NpgsqlParameter
                    {
                        Value = master.Seal(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Context(tenant.TenantId, id)),
                    },
                    new NpgsqlParameter { Value = now },
                },
            }
        );
        await batch.ExecuteNonQueryAsync(ct);
    }

    private static string Context(Guid tenantId, Guid keyId) => $"data_keys|wrapped|{tenantId:N}|{keyId:N}";
}

internal enum DataKeyPurpose
{
    /// <summary>Seals values. The highest version makes new ones, the others still open theirs.</summary>
    Seal,

    /// <summary>Makes blind indexes.</summary>
    Index,
}

internal sealed record CompanyKey(DataKeyPurpose Purpose, int Version, byte[] Secret, DateTimeOffset MadeAt);

/// <summary>AES-256-GCM. Layout: format (1) | key version (2, big endian) | nonce (12) | tag (16) | ciphertext.</summary>
internal sealed class CompanyKeys : ICompanyKeys
{
    private const byte Format = 1;
    private const int Header = 3;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int IndexLength = 16;
    private const int LongestAssociated = 256;
    private readonly Guid _tenantId;
    private readonly Func<IReadOnlyList<CompanyKey>> _readAgain;
    private readonly byte[] _index;
    private volatile Seals _seals;

    /// <param name="readAgain">Asked once for each box that names a key not among <paramref name="keys"/>: another node may have made it.</param>
    public CompanyKeys(Guid tenantId, IReadOnlyList<CompanyKey> keys, Func<IReadOnlyList<CompanyKey>> readAgain)
    {
        _tenantId = tenantId;
        _readAgain = readAgain;
        _seals = Seals.Of(keys);
        _index = keys.First(k => k.Purpose == DataKeyPurpose.Index).Secret;
    }

    /// <summary>The version that new boxes are sealed with.</summary>
    public int Newest => _seals.Newest;

    public byte[] Seal(string text, SealedPlace place)
    {
        var seals = _seals;
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[Header + NonceLength + TagLength + plain.Length];
        box[0] = Format;
        BinaryPrimitives.WriteInt16BigEndian(box.AsSpan(1), (short)seals.Newest);
        var nonce = box.AsSpan(Header, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        Span<byte> associated = stackalloc byte[LongestAssociated];
        var seal = seals.ByVersion[seals.Newest];
        var aes = seal.Take();
        aes.Encrypt(
            nonce,
            plain,
            box.AsSpan(Header + NonceLength + TagLength),
            box.AsSpan(Header + NonceLength, TagLength),
            Associated(place, seals.Newest, associated)
        );
        seal.Return(aes);
        return box;
    }

    public string Open(byte[] box, SealedPlace place)
    {
        if (box.Length < Header + NonceLength + TagLength || box[0] != Format)
            throw new CryptographicException("Not a sealed value.");
        var version = BinaryPrimitives.ReadInt16BigEndian(box.AsSpan(1));
        if (!_seals.ByVersion.ContainsKey(version))
            _seals = Seals.Of(_readAgain());
        if (!_seals.ByVersion.TryGetValue(version, out var seal))
            throw new MissingKeyException();
        var plain = new byte[box.Length - Header - NonceLength - TagLength];
        Span<byte> associated = stackalloc byte[LongestAssociated];
        var aes = seal.Take();
        aes.Decrypt(
            box.AsSpan(Header, NonceLength),
            box.AsSpan(Header + NonceLength + TagLength),
            box.AsSpan(Header + NonceLength, TagLength),
            plain,
            Associated(place, version, associated)
        );
        seal.Return(aes);
        return Encoding.UTF8.GetString(plain);
    }

    public byte[] Index(string kind, string canonical) =>
        HMACSHA256.HashData(_index, Encoding.UTF8.GetBytes($"{_tenantId:N}|{kind}|{canonical}"))[..IndexLength];

    public long[] NameTerms(IEnumerable<string> names) => InOrder(names.SelectMany(NameWords.Of).SelectMany(NameWords.Beginnings).Select(NameTerm));

    public IReadOnlyList<long[]> NameTermsOfEach(IReadOnlyList<string> names)
    {
        // No longer than this: it holds beginnings of names in clear.
        var known = new Dictionary<string, long[]>(StringComparer.Ordinal);
        return [.. names.Select(name => InOrder(NameWords.Of(name).SelectMany(OfWord)))];

        long[] OfWord(string word) => known.TryGetValue(word, out var terms) ? terms : known[word] = [.. NameWords.Beginnings(word).Select(NameTerm)];
    }

    public long[] NameSearch(string text) => InOrder(NameWords.Of(text).Select(NameWords.Searched).Select(NameTerm));

    private long NameTerm(string beginning) => BinaryPrimitives.ReadInt64BigEndian(Index("name", beginning));

    /// <summary>Each once; in their own order it could be told which are of one word, and how long that is.</summary>
    private static long[] InOrder(IEnumerable<long> terms)
    {
        long[] all = [.. terms.Distinct()];
        Array.Sort(all);
        return all;
    }

    public long[] Terms(IReadOnlyCollection<string> words, int period)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(period);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(period, short.MaxValue);
        var front = $"{_tenantId:N}|term|{period}|";
        var terms = new long[words.Count];
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var i = 0;
        foreach (var word in words)
        {
            HMACSHA256.HashData(_index, Encoding.UTF8.GetBytes(front + word), hash);
            terms[i++] = (long)period << 48 | BinaryPrimitives.ReadInt64BigEndian(hash) & 0xFFFF_FFFF_FFFF;
        }
        return terms;
    }

    private ReadOnlySpan<byte> Associated(SealedPlace place, int version, Span<byte> buffer) =>
        Utf8.TryWrite(buffer, $"{_tenantId:N}|{place.Table}|{place.Column}|{place.RowId:N}|{version}", out var length)
            ? buffer[..length]
            : throw new InvalidOperationException($"{place.Table}.{place.Column} is too long a place.");

    private sealed record Seals(IReadOnlyDictionary<int, SealKey> ByVersion, int Newest)
    {
        public static Seals Of(IReadOnlyList<CompanyKey> keys)
        {
            var byVersion = keys.Where(k => k.Purpose == DataKeyPurpose.Seal).ToDictionary(k => k.Version, k => new SealKey(k.Secret));
            return new Seals(byVersion, byVersion.Keys.Max());
        }
    }

    /// <summary>
    /// A key with the ciphers that were set up for it, each used by one thread at a time: to set one up costs several times what it does to
    /// a message. One that refused a box is not used again.
    /// </summary>
    private sealed class SealKey(byte[] secret)
    {
        private readonly ConcurrentBag<AesGcm> _idle = [];

        public AesGcm Take() => _idle.TryTake(out var aes) ? aes : new AesGcm(secret, TagLength);

        public void Return(AesGcm aes) => _idle.Add(aes);
    }
}

/// <summary>A name as it is searched: words in lower case without accents, each by its beginnings.</summary>
internal static class NameWords
{
    private const int Shortest = 2;
    private const int Longest = 8;
    private const int MostWords = 10;

    public static IEnumerable<string> Of(string name) =>
        string.Concat(name.EnumerateRunes().Select(Plain))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word.Length >= Shortest)
            .Take(MostWords);

    private static string Plain(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark ? ""
        : !Rune.IsLetterOrDigit(rune) ? " "
        : (rune.IsAscii ? rune.ToString() : Transliteration.Of(rune) ?? rune.ToString()).ToLowerInvariant();

    public static IEnumerable<string> Beginnings(string word) =>
        Enumerable.Range(Shortest, Math.Min(word.Length, Longest) - Shortest + 1).Select(length => word[..length]);

    /// <summary>Names are told apart by their first eight letters.</summary>
    public static string Searched(string word) => word.Length > Longest ? word[..Longest] : word;
}
