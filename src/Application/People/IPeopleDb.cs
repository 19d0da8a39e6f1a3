using CleanApp.Application.Common;
using CleanApp.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People;

public interface IPeopleDb
{
    DbSet<Contact> Contacts { get; }
    DbSet<ContactIdentifier> ContactIdentifiers { get; }
    DbSet<PersonalDataAccess> PersonalDataAccesses { get; }

    Task<int> SaveChangesAsync(CancellationToken ct);

    /// <summary>The contact with its identifiers, locked until the transaction ends.</summary>
    Task<Contact?> LockContactAsync(Guid id, CancellationToken ct);

    /// <summary>Until the transaction ends, nobody else who asks this adds a contact's identifier with one of these blind indexes.</summary>
    Task LockIdentifiersAsync(IEnumerable<byte[]> lookups, CancellationToken ct);

    /// <summary>Replaces by what the contact's name is found. Part of the current transaction.</summary>
    Task SetNameIndexesAsync(Guid contactId, IReadOnlyList<byte[]> indexes, CancellationToken ct);

    /// <summary>Empties the reasons of what was done with this person's data so far; the database lets that be only when the person is anonymised.</summary>
    Task EraseAccessReasonsAsync(Guid contactId, CancellationToken ct);

    /// <summary>Contacts that have all of these name indexes, newest first.</summary>
    Task<List<Guid>> FindByNameAsync(IReadOnlyList<byte[]> indexes, Cursor? after, int limit, CancellationToken ct);
}
