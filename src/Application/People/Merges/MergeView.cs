using CleanApp.Application.Common;
using CleanApp.Application.People.Contacts;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Merges;

/// <summary>Whose name the person has after a merge.</summary>
public enum NameSource
{
    /// <summary>The one that stays.</summary>
    Survivor,

    /// <summary>The one that is merged into it.</summary>
    Other,
}

/// <summary>What merging, undoing and their preview share.</summary>
internal static class Merging
{
    /// <summary>A name is better than none; of two, the survivor's unless somebody says otherwise.</summary>
    public static NameSource NameFrom(NameSource? chosen, Contact survivor) =>
        chosen ?? (survivor.Name is null ? NameSource.Other : NameSource.Survivor);

    public static SealedPlace FormerName(Guid mergeId) => new("contact_merges", "survivor_name", mergeId);

    /// <summary>The two contacts that these ids mean today.</summary>
    /// <exception cref="DomainException">One does not exist.</exception>
    public static async Task<(Guid Survivor, Guid Other)> ResolveAsync(this IPeopleDb db, Guid id, Guid otherId, CancellationToken ct)
    {
        var survivor = await db.FindSurvivorAsync(id, ct) ?? throw new DomainException(PeopleErrors.ContactNotFound);
        var other = await db.FindSurvivorAsync(otherId, ct) ?? throw new DomainException(PeopleErrors.ContactNotFound);
        return (survivor, other);
    }

    /// <summary>A contact is found by its own name and by those of whoever was merged into it.</summary>
    public static async Task IndexNamesAsync(this IPeopleDb db, ICompanyKeys keys, IReadOnlyList<Contact> contacts, CancellationToken ct)
    {
        foreach (var contact in contacts)
        {
            var merged = await db.Contacts.Where(c => c.MergedInto == contact.Id).ToListAsync(ct);
            contact.FoundBy(keys.NameTerms(merged.Prepend(contact).Select(keys.OpenName).OfType<string>()));
        }
        await db.SaveChangesAsync(ct);
    }
}
