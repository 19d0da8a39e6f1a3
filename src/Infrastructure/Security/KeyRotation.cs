using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using CleanApp.Application.Common;
using CleanApp.Application.Common.Behaviours;
using CleanApp.Infrastructure.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CleanApp.Infrastructure.Security;

/// <summary>
/// Exchanges keys while the product serves. It goes from company to company as the application's role, so row-level security holds it too,
/// and from batch to batch, each a transaction of its own: killed at any point it leaves every value readable, and run again it does the
/// rest. Which key a box is sealed with stands in the box, so nothing else has to be remembered.
/// </summary>
public sealed class KeyRotation(IServiceScopeFactory scopes, DataSources data, KeyRing keys, TimeProvider clock, ILogger<KeyRotation> logger)
{
    private const int BatchSize = 200;

    // SQL for what a box, {0}, says of its key; neither fails on what is no box at all.
    private const string MasterKeyId = "case when length({0}) > 2 then substring({0} from 3 for get_byte({0}, 1)) else ''::bytea end";
    private const string Version = "substring({0} from 2 for 2)";

    /// <summary>A command that began before the file changed may still be about to store what it sealed with the former key.</summary>
    public static readonly TimeSpan Unrest = TimeSpan.FromMinutes(5);

    /// <summary>The prepared master key seals from now on, and whatever a former one sealed is sealed again with it.</summary>
    /// <param name="settle">After this a second pass takes what was stored meanwhile by those who did not know the key yet.</param>
    public Task<Replaced> RotateMasterAsync(TimeSpan settle, CancellationToken ct)
    {
        keys.PromoteMaster();
        return EveryOwnerTwiceAsync(
            async (company, result) =>
            {
                var box = company.Of<ISecretBox>();
                var others = $"{MasterKeyId} <> '\\x{Convert.ToHexStringLower(Encoding.ASCII.GetBytes(keys.CurrentMaster.Id))}'::bytea";
                foreach (var column in SealedColumns.Secret.Where(c => c.IsOfPersons == company.IsPerson))
                    await ReplaceAsync(
                        company,
                        column,
                        others,
                        (id, value) => box.Seal(box.Open(value, column.Context(company.Id, id)), column.Context(company.Id, id)),
                        result,
                        ct
                    );
            },
            settle,
            ct
        );
    }

    /// <summary>
    /// Every company whose newest key to seal with was made before this instant gets a new one, and whatever an older one sealed is sealed
    /// again with it. Given the same instant, a second run goes on where a first one was interrupted. Older keys are kept.
    /// </summary>
    public Task<Replaced> RotateDataKeysAsync(DateTimeOffset before, TimeSpan settle, CancellationToken ct) =>
        EveryOwnerTwiceAsync(
            async (company, result) =>
            {
                if (company.IsPerson || await company.Of<PersonalVault>().RotateAsync(before, ct) is not { } own)
                    return;
                var older = $"{Version} < '\\x{own.Newest:x4}'::bytea";
                foreach (var column in SealedColumns.Personal)
                    await ReplaceAsync(company, column, older, (id, value) => Again(own, Place(column, id), value), result, ct);
            },
            settle,
            ct
        );

    /// <summary>How many boxes there are of each column by the key that sealed them, over all companies.</summary>
    public async Task<IReadOnlyList<SealedCount>> CountAsync(CancellationToken ct)
    {
        var counts = new Dictionary<(string Column, string Key), long>();
        foreach (var owner in await OwnersAsync(ct))
        {
            await using var company = Enter(owner);
            foreach (var column in SealedColumns.Secret.Where(c => c.IsOfPersons == owner.IsPerson))
                await AddAsync(column, $"encode({MasterKeyId}, 'escape')", id => id);
            foreach (var column in owner.IsPerson ? [] : SealedColumns.Personal)
                await AddAsync(column, $"encode({Version}, 'hex')", hex => $"v{Convert.ToInt32($"0{hex}", 16)}");

            async Task AddAsync(SealedColumn column, string keyOf, Func<string, string> name)
            {
                var sql = $"""
                    select {string.Format(CultureInfo.InvariantCulture, keyOf, column.Box)} as key, count(*) as count
                    from {column.Table} where {column.Column} is not null group by 1
                    """;
                foreach (var row in await company.Db.Database.SqlQueryRaw<KeyCount>(sql).ToListAsync(ct))
                    counts[(column.Name, name(row.Key))] = counts.GetValueOrDefault((column.Name, name(row.Key))) + row.Count;
            }
        }
        return [.. counts.Select(c => new SealedCount(c.Key.Column, c.Key.Key, c.Value)).OrderBy(c => c.Column).ThenBy(c => c.Key)];
    }

    /// <summary>Takes former master keys out of the file. From then on nothing opens that they sealed, in old backups either.</summary>
    /// <exception cref="KeysInUseException">Something in the database is, or may be about to be, sealed with one of them.</exception>
    /// <returns>The ids of those taken out.</returns>
    public async Task<IReadOnlyList<string>> RetireAsync(CancellationToken ct)
    {
        _ = keys.CurrentMaster;
        var former = keys.FormerMasters;
        if (former.Count == 0)
            return [];
        if (clock.GetUtcNow().UtcDateTime - keys.ChangedAt < Unrest)
            throw new KeysInUseException($"The key file changed less than {Unrest.TotalMinutes:0} minutes ago; try again later.");
        if ((await CountAsync(ct)).Where(c => former.Contains(c.Key)).ToList() is { Count: > 0 } inUse)
            throw new KeysInUseException(
                string.Join('\n', inUse.Select(c => $"{c.Column}: {c.Count} sealed with {c.Key}; run rotate-keys --step=master first."))
            );
        keys.RemoveMasters([.. former]);
        return former;
    }

    private static SealedPlace Place(SealedColumn column, string id) => new(column.Table, column.Column, Guid.Parse(id));

    private static byte[] Again(CompanyKeys own, SealedPlace place, byte[] value) => own.Seal(own.Open(value, place), place);

    private async Task<Replaced> EveryOwnerTwiceAsync(Func<Company, Replaced, Task> visit, TimeSpan settle, CancellationToken ct)
    {
        var result = new Replaced();
        for (var pass = 1; pass <= 2; pass++)
        {
            foreach (var owner in await OwnersAsync(ct))
            {
                await using var company = Enter(owner);
                await visit(company, result);
            }
            if (pass == 1)
                await Task.Delay(settle, clock, ct);
        }
        return result;
    }

    /// <param name="outdated">SQL, with <c>{0}</c> for the box.</param>
    private async Task ReplaceAsync(
        Company company,
        SealedColumn column,
        string outdated,
        Func<string, byte[], byte[]> again,
        Replaced result,
        CancellationToken ct
    )
    {
        var due = $"{column.Column} is not null and {string.Format(CultureInfo.InvariantCulture, outdated, column.Box)}";
        while (true)
        {
            var sql = $"select {column.Key}::text as \"Value\" from {column.Table} where {due}";
            var ids = await company.Db.Database.SqlQueryRaw<string>(sql).ToListAsync(ct);
            ids.RemoveAll(id => result.Unreadable.Contains($"{column.Name} {id}"));
            if (ids.Count == 0)
                return;
            var before = result.Count + result.Unreadable.Count;
            foreach (var batch in ids.Chunk(BatchSize))
                await company
                    .Of<IUnitOfWork>()
                    .InTransactionAsync(
                        async inner =>
                        {
                            await ReplaceBatchAsync(company, column, due, batch, again, result, inner);
                            return true;
                        },
                        ct
                    );
            // The rest is locked by commands that will have ended soon.
            if (result.Count + result.Unreadable.Count == before)
                await Task.Delay(TimeSpan.FromMilliseconds(100), clock, ct);
        }
    }

    private async Task ReplaceBatchAsync(
        Company company,
        SealedColumn column,
        string due,
        string[] ids,
        Func<string, byte[], byte[]> again,
        Replaced result,
        CancellationToken ct
    )
    {
        // Whoever is writing a row now goes first: waiting here for one row while holding others could wait in a circle.
        var select = $$"""
            select {{column.Key}}::text as id, {{column.Box}} as box from {{column.Table}}
            where {{column.Key}} = any({0}::text[]::{{column.KeyType}}[]) and {{due}}
            for update skip locked
            """;
        var rows = await company.Db.Database.SqlQueryRaw<SealedRow>(select, [ids]).ToListAsync(ct);
        var replaced = rows.Select(row => (row.Id, Old: row.Box, New: TryAgain(row))).Where(row => row.New is not null).ToList();

        // Only what still is what was opened: a value that changed meanwhile is newer than ours.
        var update = $$"""
            update {{column.Table}} t set {{column.Column}} = {{column.Stored("v.new")}}
            from unnest({0}::text[]::{{column.KeyType}}[], {1}::bytea[], {2}::bytea[]) as v(id, old, new)
            where t.{{column.Key}} = v.id and {{column.Box}} = v.old
            """;
        result.Count += await company.Db.Database.ExecuteSqlRawAsync(
            update,
            [replaced.Select(r => r.Id).ToArray(), replaced.Select(r => r.Old).ToArray(), replaced.Select(r => r.New!).ToArray()],
            ct
        );

        byte[]? TryAgain(SealedRow row)
        {
            try
            {
                return again(row.Id, row.Box);
            }
            catch (CryptographicException)
            {
                // One spoilt value must not keep all others from getting their new key; it stays as it is, and is counted.
                logger.LogError("{Column} of {Row} of company {Tenant} does not open", column.Name, row.Id, company.Id);
                result.Unreadable.Add($"{column.Name} {row.Id}");
                return null;
            }
        }
    }

    /// <summary>Companies, and after them persons who have something sealed that belongs to no company.</summary>
    private async Task<List<Owner>> OwnersAsync(CancellationToken ct)
    {
        await using var command = data.Worker.CreateCommand(
            "select id, false from list_tenants() as id union all select id, true from list_second_factor_owners() as id order by 2, 1"
        );
        await using var reader = await command.ExecuteReaderAsync(ct);
        var owners = new List<Owner>();
        while (await reader.ReadAsync(ct))
            owners.Add(new Owner(reader.GetGuid(0), reader.GetBoolean(1)));
        return owners;
    }

    private Company Enter(Owner owner) => new(scopes.CreateAsyncScope(), owner);

    private readonly record struct Owner(Guid Id, bool IsPerson);

    /// <summary>One owner's rows, and nobody else's.</summary>
    private sealed class Company : IAsyncDisposable
    {
        private readonly AsyncServiceScope _scope;

        public Company(AsyncServiceScope scope, Owner owner)
        {
            _scope = scope;
            (Id, IsPerson) = (owner.Id, owner.IsPerson);
            Of<ITenantContext>().Enter(IsPerson ? null : Id, IsPerson ? Id : null);
            Db = Of<AppDbContext>();
            // It reads whole tables, for nobody who waits.
            Db.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
        }

        public bool IsPerson { get; }
        public Guid Id { get; }
        public AppDbContext Db { get; }

        public T Of<T>()
            where T : notnull => _scope.ServiceProvider.GetRequiredService<T>();

        public ValueTask DisposeAsync() => _scope.DisposeAsync();
    }

    private sealed record SealedRow
    {
        [System.ComponentModel.DataAnnotations.Schema.Column("id")]
        public string Id { get; init; } = "";

        [System.ComponentModel.DataAnnotations.Schema.Column("box")]
        public byte[] Box { get; init; } = [];
    }

    private sealed record KeyCount
    {
        [System.ComponentModel.DataAnnotations.Schema.Column("key")]
        public string Key { get; init; } = "";

        [System.ComponentModel.DataAnnotations.Schema.Column("count")]
        public long Count { get; init; }
    }
}

/// <summary>What a rotation did so far.</summary>
public sealed class Replaced
{
    /// <summary>Values sealed again.</summary>
    public int Count { get; internal set; }

    /// <summary>Column and row of values that no key opens; they were left as they are.</summary>
    public HashSet<string> Unreadable { get; } = [];
}

/// <param name="Key">The id of a master key, or <c>v</c> and the version of the companies' own keys.</param>
public sealed record SealedCount(string Column, string Key, long Count);

public sealed class KeysInUseException(string message) : Exception(message);
