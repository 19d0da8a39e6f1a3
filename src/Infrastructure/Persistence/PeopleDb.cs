using CleanApp.Application.Common;
using CleanApp.Application.People;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <summary>What the People module sees of the database, and what LINQ cannot say of it: locks, and whose name begins how.</summary>
internal sealed partial class PeopleDb(AppDbContext db) : IPeopleDb
{
    public DbSet<Contact> Contacts => db.Contacts;
    public DbSet<ContactIdentifier> ContactIdentifiers => db.ContactIdentifiers;
    public DbSet<PersonalDataAccess> PersonalDataAccesses => db.PersonalDataAccesses;
    public DbSet<ContactMerge> ContactMerges => db.ContactMerges;
    public DbSet<ContactMergeUndo> ContactMergeUndos => db.ContactMergeUndos;
    public DbSet<ContactField> ContactFields => db.ContactFields;
    public DbSet<ContactFieldValue> ContactFieldValues => db.ContactFieldValues;

    public Task<int> SaveChangesAsync(CancellationToken ct) => db.SaveChangesAsync(ct);

    /// <summary>The offset keeps it so: else they may be looked for among all of the company's, who are few at one and many at another.</summary>
    public IQueryable<Contact> ContactsOf(Guid[] ids) =>
        Contacts.FromSql($"select c.* from unnest({ids}) i cross join lateral (select * from contacts where id = i offset 0) c");

    /// <inheritdoc cref="ContactsOf"/>
    public IQueryable<ContactIdentifier> IdentifiersOf(Guid[] contactIds) =>
        ContactIdentifiers.FromSql(
            $"""
            select n.* from unnest({contactIds}) c
            cross join lateral (select * from contact_identifiers where contact_id = c offset 0) n
            """
        );

    public async Task<Guid?> FindSurvivorAsync(Guid id, CancellationToken ct) =>
        await Contacts.Where(c => c.Id == id).Select(c => (Guid?)(c.MergedInto ?? c.Id)).SingleOrDefaultAsync(ct);

    public Task<List<Guid>> ListIdsAsync(Guid id, CancellationToken ct) =>
        db
            .Database.SqlQuery<Guid>(
                $"""
                select id as "Value" from contacts where id = (select coalesce(merged_into, id) from contacts where id = {id})
                union all
                select id from contacts where merged_into = (select coalesce(merged_into, id) from contacts where id = {id})
                """
            )
            .ToListAsync(ct);

    public async Task<Contact?> LockContactAsync(Guid id, CancellationToken ct)
    {
        if (await FindSurvivorAsync(id, ct) is not { } survivor)
            return null;
        // Gone with the import that brought them, while we waited.
        if (await Contacts.FromSql($"select * from contacts where id = {survivor} for update").SingleOrDefaultAsync(ct) is not { } contact)
            return null;
        // Merged while we waited for it. To lock the next one as well, out of the order of ids, could wait in a circle.
        if (contact.MergedInto is not null)
            throw new DomainException(PeopleErrors.MergeOvertaken);
        // Read after the lock, so that what another one added is seen.
        await ContactIdentifiers.Where(i => i.ContactId == survivor).LoadAsync(ct);
        return contact;
    }

    public async Task<List<Contact>> LockContactsAsync(Guid first, Guid second, CancellationToken ct)
    {
        var contacts = await Contacts
            .FromSql($"select * from contacts where id = any({new[] { first, second }}) order by id for update")
            .ToListAsync(ct);
        await ContactIdentifiers.Where(i => i.ContactId == first || i.ContactId == second).LoadAsync(ct);
        return contacts;
    }

    public Task LockIdentifiersAsync(IEnumerable<byte[]> lookups, CancellationToken ct)
    {
        // In one order for everybody, so that nobody waits for somebody who waits for them; in one question, since others wait meanwhile.
        string[] names =
        [
            .. lookups
                .Select(Convert.ToHexStringLower)
                .Distinct()
                .Order(StringComparer.Ordinal)
                .Select(lookup => $"contact_identifier|{db.TenantContext!.TenantId}|{lookup}"),
        ];
        return db.Database.ExecuteSqlAsync(
            $"""
            select pg_advisory_xact_lock_shared(hashtextextended({AllIdentifiers}, 0));
            select pg_advisory_xact_lock(hashtextextended(name, 0)) from unnest({names}) as name
            """,
            ct
        );
    }

    public Task LockFieldsAsync(CancellationToken ct) => db.LockAsync($"contact_fields|{db.TenantContext!.TenantId}", ct);

    public Task<ContactField?> LockFieldAsync(Guid id, CancellationToken ct) =>
        ContactFields.FromSql($"select * from contact_fields where id = {id} for update").SingleOrDefaultAsync(ct);

    public Task EraseAccessReasonsAsync(Guid contactId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"update personal_data_accesses set reason = '' where contact_id = {contactId}", ct);

    public Task EraseFormerNamesAsync(Guid survivorId, CancellationToken ct) =>
        db.Database.ExecuteSqlAsync($"update contact_merges set survivor_name = null where survivor_id = {survivorId}", ct);

    /// <summary>By a function with eyes of its own: under row-level security a comparison of lists could not use an index.</summary>
    public Task<List<Guid>> FindByNameAsync(long[] terms, Cursor? after, int limit, CancellationToken ct) =>
        db
            .Database.SqlQuery<Guid>(
                $"""
                select find_contacts({terms}, {after?.At.ToUniversalTime()}::timestamptz, {after?.Id}::uuid, {limit}) as "Value"
                """
            )
            .ToListAsync(ct);
}
