using CleanApp.Application.Common;
using CleanApp.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People;

public interface IPeopleDb
{
    DbSet<Contact> Contacts { get; }
    DbSet<ContactIdentifier> ContactIdentifiers { get; }
    DbSet<PersonalDataAccess> PersonalDataAccesses { get; }
    DbSet<ContactMerge> ContactMerges { get; }
    DbSet<ContactMergeUndo> ContactMergeUndos { get; }
    DbSet<ContactField> ContactFields { get; }
    DbSet<ContactFieldValue> ContactFieldValues { get; }

    Task<int> SaveChangesAsync(CancellationToken ct);

    /// <summary>Each by itself.</summary>
    IQueryable<Contact> ContactsOf(Guid[] ids);

    /// <summary>Of each contact by itself.</summary>
    IQueryable<ContactIdentifier> IdentifiersOf(Guid[] contactIds);

    /// <summary>Whom this id means today: the contact itself, or the one it was merged into; null when there is none.</summary>
    Task<Guid?> FindSurvivorAsync(Guid id, CancellationToken ct);

    /// <summary>All ids of whom this id means today; none when there is nobody.</summary>
    Task<List<Guid>> ListIdsAsync(Guid id, CancellationToken ct);

    /// <summary>Whom this id means today, with its identifiers, locked until the transaction ends.</summary>
    /// <exception cref="Domain.Common.DomainException">It was merged into another one at this very moment.</exception>
    Task<Contact?> LockContactAsync(Guid id, CancellationToken ct);

    /// <summary>Until the transaction ends, nobody else who asks this adds a contact's identifier with one of these blind indexes.</summary>
    Task LockIdentifiersAsync(IEnumerable<byte[]> lookups, CancellationToken ct);

    /// <summary>As <see cref="LockIdentifiersAsync"/>, whatever its blind index.</summary>
    Task LockAllIdentifiersAsync(CancellationToken ct);

    /// <summary>Whose they are, by their places in the list; of those that somebody has.</summary>
    Task<Dictionary<int, Guid>> OwnersAsync(IReadOnlyList<(IdentifierKind Kind, byte[] Lookup)> given, CancellationToken ct);

    /// <summary>As <see cref="LockContactAsync"/>, of ids that mean themselves, in their order.</summary>
    /// <exception cref="Domain.Common.DomainException">One was merged into another at this very moment.</exception>
    Task<List<Contact>> LockContactsAsync(Guid[] ids, CancellationToken ct);

    /// <summary>How many of these contacts are themselves; nobody merges or anonymises those until the transaction ends.</summary>
    Task<int> CountStayingAsync(Guid[] ids, CancellationToken ct);

    /// <summary>These contacts themselves, merged or not, locked in the order of their ids until the transaction ends.</summary>
    Task LockRowsAsync(Guid[] ids, CancellationToken ct);

    /// <summary>By the ids that were merged into these contacts, into which.</summary>
    Task<Dictionary<Guid, Guid>> MergedIntoAsync(Guid[] ids, CancellationToken ct);

    /// <summary>Writes contacts that are new, with their identifiers.</summary>
    Task AddContactsAsync(IReadOnlyList<Contact> contacts, CancellationToken ct);

    /// <summary>Removes those that were not changed since they were made and that nothing refers to.</summary>
    /// <returns>How many.</returns>
    Task<int> RemoveUntouchedAsync(Guid[] ids, CancellationToken ct);

    /// <summary>These contacts themselves, merged or not, with their identifiers, locked in the order of their ids until the transaction ends.</summary>
    Task<List<Contact>> LockContactsAsync(Guid first, Guid second, CancellationToken ct);

    /// <summary>Nobody else adds, orders or removes fields until the transaction ends.</summary>
    Task LockFieldsAsync(CancellationToken ct);

    /// <summary>Locked until the transaction ends: nothing is written down in it meanwhile.</summary>
    Task<ContactField?> LockFieldAsync(Guid id, CancellationToken ct);

    /// <summary>Empties the reasons of what was done with this person's data so far; the database lets that be only when the person is anonymised.</summary>
    Task EraseAccessReasonsAsync(Guid contactId, CancellationToken ct);

    /// <summary>The names a contact gave up in merges; with them go the ways back.</summary>
    Task EraseFormerNamesAsync(Guid survivorId, CancellationToken ct);

    /// <summary>Contacts that have all of these terms, newest first.</summary>
    Task<List<Guid>> FindByNameAsync(long[] terms, Cursor? after, int limit, CancellationToken ct);
}
