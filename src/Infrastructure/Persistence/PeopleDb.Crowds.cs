using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using CleanApp.Infrastructure.Persistence.Conventions;
using CleanApp.Infrastructure.Persistence.Tenancy;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CleanApp.Infrastructure.Persistence;

internal sealed partial class PeopleDb
{
    /// <summary>Shared by whoever has identifiers locked one by one: thousands of locks at once would fill the table of them.</summary>
    private string AllIdentifiers => $"contact_identifiers|{db.TenantContext!.TenantId}";

    public Task LockAllIdentifiersAsync(CancellationToken ct) => db.LockAsync(AllIdentifiers, ct);

    public async Task<Dictionary<int, Guid>> OwnersAsync(IReadOnlyList<(IdentifierKind Kind, byte[] Lookup)> given, CancellationToken ct)
    {
        await using var batch = new TenantBatch(db);
        batch.Add(
            "select place, contact_id from find_identifier_owners($1, $2)",
            given.Select(g => EnumNames<IdentifierKind>.Of(g.Kind)).ToArray(),
            given.Select(g => g.Lookup).ToArray()
        );
        await using var reader = await batch.ReadAsync(ct);
        var owners = new Dictionary<int, Guid>();
        while (await reader.ReadAsync(ct))
            owners.Add(reader.GetInt32(0) - 1, reader.GetGuid(1));
        return owners;
    }

    public async Task<List<Contact>> LockContactsAsync(Guid[] ids, CancellationToken ct)
    {
        if (ids.Length == 0)
            return [];
        var contacts = await Contacts.FromSql($"select * from contacts where id = any({ids}) order by id for update").ToListAsync(ct);
        if (contacts.Exists(c => c.MergedInto is not null))
            throw new DomainException(PeopleErrors.MergeOvertaken);
        await IdentifiersOf(ids).LoadAsync(ct);
        return contacts;
    }

    public Task LockRowsAsync(Guid[] ids, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"select from contacts where id = any({ids}) order by id for update", ct);

    public Task<int> CountStayingAsync(Guid[] ids, CancellationToken ct) =>
        db
            .Database.SqlQuery<int>(
                $"""
                with stay as (
                    select from contacts
                    where id = any({ids}) and merged_into is null and anonymised_at is null
                    order by id for no key update
                )
                select count(*)::int as "Value" from stay
                """
            )
            .SingleAsync(ct);

    public Task<Dictionary<Guid, Guid>> MergedIntoAsync(Guid[] ids, CancellationToken ct) =>
        Contacts
            .FromSql($"select m.* from unnest({ids}) i cross join lateral (select * from contacts where merged_into = i offset 0) m")
            .AsNoTracking()
            .ToDictionaryAsync(c => c.Id, c => c.MergedInto!.Value, ct);

    public async Task AddContactsAsync(IReadOnlyList<Contact> contacts, CancellationToken ct)
    {
        var tenant = db.TenantContext!.TenantId;
        var identifiers = contacts.SelectMany(c => c.Identifiers).ToList();
        var terms = new List<long>();
        var (first, last) = (new int[contacts.Count], new int[contacts.Count]);
        for (var i = 0; i < contacts.Count; i++)
        {
            first[i] = terms.Count + 1;
            terms.AddRange(contacts[i].NameTerms ?? []);
            last[i] = terms.Count;
        }
        await using var batch = new TenantBatch(db);
        if (contacts.Count > 0)
            batch.Add(
                """
                insert into contacts (tenant_id, id, name, name_terms, created_at, changed_at)
                select $1, id, name, nullif($8[first:last], '{}'), created_at, changed_at
                from unnest($2, $3, $4, $5, $6, $7) as c (id, name, created_at, changed_at, first, last)
                """,
                tenant,
                contacts.Select(c => c.Id).ToArray(),
                contacts.Select(c => c.Name).ToArray(),
                contacts.Select(c => c.CreatedAt).ToArray(),
                contacts.Select(c => c.ChangedAt).ToArray(),
                first,
                last,
                // Lists of different lengths, one after the other: a list of them would have to be a rectangle.
                terms.ToArray()
            );
        if (identifiers.Count > 0)
            batch.Add(
                """
                insert into contact_identifiers (tenant_id, id, contact_id, kind, value, lookup, created_at)
                select $1, id, contact_id, kind, value, lookup, created_at
                from unnest($2, $3, $4, $5, $6, $7) as i (id, contact_id, kind, value, lookup, created_at)
                """,
                tenant,
                identifiers.Select(i => i.Id).ToArray(),
                identifiers.Select(i => i.ContactId).ToArray(),
                identifiers.Select(i => EnumNames<IdentifierKind>.Of(i.Kind)).ToArray(),
                identifiers.Select(i => i.Value).ToArray(),
                identifiers.Select(i => i.Lookup).ToArray(),
                identifiers.Select(i => i.CreatedAt).ToArray()
            );
        await batch.ExecuteAsync(ct);
    }

    public async Task<int> RemoveUntouchedAsync(Guid[] ids, CancellationToken ct)
    {
        if (ids.Length == 0)
            return 0;
        var untouched = await Contacts
            .FromSql(
                $"""
                select * from contacts
                where id = any({ids}) and changed_at = created_at and anonymised_at is null and merged_into is null
                order by id for update
                """
            )
            .AsNoTracking()
            .Select(c => c.Id)
            .ToArrayAsync(ct);
        return await RemoveAsync(untouched, ct);
    }

    /// <summary>The database knows what refers to them: where it refuses, one half and the other.</summary>
    private async Task<int> RemoveAsync(Guid[] ids, CancellationToken ct)
    {
        if (ids.Length == 0)
            return 0;
        var transaction = db.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync("remove_contacts", ct);
        try
        {
            await db.Database.ExecuteSqlAsync($"delete from contact_identifiers where contact_id = any({ids})", ct);
            await db.Database.ExecuteSqlAsync($"delete from contacts where id = any({ids})", ct);
            await transaction.ReleaseSavepointAsync("remove_contacts", ct);
            return ids.Length;
        }
        catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            await transaction.RollbackToSavepointAsync("remove_contacts", ct);
        }
        return ids.Length == 1 ? 0 : await RemoveAsync(ids[..(ids.Length / 2)], ct) + await RemoveAsync(ids[(ids.Length / 2)..], ct);
    }
}
