using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CleanApp.Application.Common;
using CleanApp.Application.People;
using CleanApp.Infrastructure.Adapters.Printing;
using CleanApp.Infrastructure.Persistence;
using CleanApp.Infrastructure.Persistence.Conventions;
using CleanApp.Infrastructure.Persistence.Tenancy;
using Microsoft.Extensions.Caching.Memory;
using Npgsql;

namespace CleanApp.Infrastructure.Security;

/// <summary>
/// Each company has keys of its own, wrapped by the installation's master key; opened, they are remembered for a minute per node. They are
/// made on a connection of their own, so a use case that is rolled back leaves no value sealed with a key that never existed.
/// </summary>
internal sealed class PersonalVault(DataSources data, ITenantContext tenant, ISecretBox master, IMemoryCache cache, TimeProvider clock)
    : IPersonalVault
{
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(1);

    public async Task<ICompanyKeys> OpenAsync(CancellationToken ct)
    {
        var name = (nameof(PersonalVault), tenant.TenantId);
        if (cache.TryGetValue(name, out CompanyKeys? known))
            return known!;
        var keys = await ReadAsync(ct);
        if (keys.Count < Enum.GetValues<DataKeyPurpose>().Length)
        {
            foreach (var purpose in Enum.GetValues<DataKeyPurpose>())
                await MakeAsync(purpose, ct);
            keys = await ReadAsync(ct);
        }
        return cache.Set(name, new CompanyKeys(tenant.TenantId, keys), Remembered);
    }

    private Task<List<CompanyKey>> ReadAsync(CancellationToken ct) =>
        new TenantReader(data.Keys, tenant).ReadAsync(
            "select id, purpose, version, wrapped from data_keys order by version desc",
            [],
            row => new CompanyKey(
                EnumNames<DataKeyPurpose>.Parse(row.GetString(1)),
                row.GetInt32(2),
                Convert.FromBase64String(master.Open(row.GetFieldValue<byte[]>(3), Context(row.GetGuid(0))))
            ),
            ct
        );

    /// <summary>Of two who make the first key at once, one does and both read it.</summary>
    private async Task MakeAsync(DataKeyPurpose purpose, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        await using var batch = data.Keys.CreateBatch();
        batch.BatchCommands.Add(TenantReader.Tenant(tenant));
        batch.BatchCommands.Add(
            new NpgsqlBatchCommand(
                """
                insert into data_keys (tenant_id, id, purpose, version, wrapped, created_at) values ($1, $2, $3, 1, $4, $5)
                on conflict (tenant_id, purpose, version) do nothing
                """
            )
            {
                Parameters =
                {
                    new NpgsqlParameter { Value = tenant.TenantId },
                    new NpgsqlParameter { Value = id },
                    new NpgsqlParameter { Value = EnumNames<DataKeyPurpose>.Of(purpose) },
                    new NpgsqlParameter { Value = master.Seal(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), Context(id)) },
                    new NpgsqlParameter { Value = now },
                },
            }
        );
        await batch.ExecuteNonQueryAsync(ct);
    }

    private string Context(Guid keyId) => $"data_keys|wrapped|{tenant.TenantId:N}|{keyId:N}";
}

internal enum DataKeyPurpose
{
    /// <summary>Seals values. The highest version makes new ones, the others still open theirs.</summary>
    Seal,

    /// <summary>Makes blind indexes.</summary>
    Index,
}

internal sealed record CompanyKey(DataKeyPurpose Purpose, int Version, byte[] Secret);

/// <summary>AES-256-GCM. Layout: format (1) | key version (2, big endian) | nonce (12) | tag (16) | ciphertext.</summary>
internal sealed class CompanyKeys : ICompanyKeys
{
    private const byte Format = 1;
    private const int Header = 3;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int IndexLength = 16;
    private readonly Guid _tenantId;
    private readonly Dictionary<int, byte[]> _seals;
    private readonly int _newest;
    private readonly byte[] _index;

    public CompanyKeys(Guid tenantId, IReadOnlyList<CompanyKey> keys)
    {
        _tenantId = tenantId;
        _seals = keys.Where(k => k.Purpose == DataKeyPurpose.Seal).ToDictionary(k => k.Version, k => k.Secret);
        _newest = _seals.Keys.Max();
        _index = keys.First(k => k.Purpose == DataKeyPurpose.Index).Secret;
    }

    public byte[] Seal(string text, SealedPlace place)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var box = new byte[Header + NonceLength + TagLength + plain.Length];
        box[0] = Format;
        BinaryPrimitives.WriteInt16BigEndian(box.AsSpan(1), (short)_newest);
        var nonce = box.AsSpan(Header, NonceLength);
        RandomNumberGenerator.Fill(nonce);
        using var aes = new AesGcm(_seals[_newest], TagLength);
        aes.Encrypt(
            nonce,
            plain,
            box.AsSpan(Header + NonceLength + TagLength),
            box.AsSpan(Header + NonceLength, TagLength),
            Associated(place, _newest)
        );
        return box;
    }

    public string Open(byte[] box, SealedPlace place)
    {
        if (box.Length < Header + NonceLength + TagLength || box[0] != Format)
            throw new CryptographicException("Not a sealed value.");
        var version = BinaryPrimitives.ReadInt16BigEndian(box.AsSpan(1));
        if (!_seals.TryGetValue(version, out var secret))
            throw new CryptographicException("The key is gone.");
        var plain = new byte[box.Length - Header - NonceLength - TagLength];
        using var aes = new AesGcm(secret, TagLength);
        aes.Decrypt(
            box.AsSpan(Header, NonceLength),
            box.AsSpan(Header + NonceLength + TagLength),
            box.AsSpan(Header + NonceLength, TagLength),
            plain,
            Associated(place, version)
        );
        return Encoding.UTF8.GetString(plain);
    }

    public byte[] Index(string kind, string canonical) =>
        HMACSHA256.HashData(_index, Encoding.UTF8.GetBytes($"{_tenantId:N}|{kind}|{canonical}"))[..IndexLength];

    public IReadOnlyList<byte[]> NameIndexes(string name) =>
        [.. NameWords.Of(name).SelectMany(NameWords.Beginnings).Distinct(StringComparer.Ordinal).Select(beginning => Index("name", beginning))];

    public IReadOnlyList<byte[]> NameSearch(string text) =>
        [.. NameWords.Of(text).Select(NameWords.Searched).Distinct(StringComparer.Ordinal).Select(beginning => Index("name", beginning))];

    private byte[] Associated(SealedPlace place, int version) =>
        Encoding.UTF8.GetBytes($"{_tenantId:N}|{place.Table}|{place.Column}|{place.RowId:N}|{version}");
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
