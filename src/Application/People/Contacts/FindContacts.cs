using CleanApp.Application.Common;
using CleanApp.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Contacts;

/// <summary>Whom a text could mean: by a number or address in full, else by the beginnings of the words of a name. Nothing is opened.</summary>
internal sealed class FindContacts(IPeopleDb db, IPersonalVault vault)
{
    /// <summary>None that was merged; newest first, and one more than the limit where there are more.</summary>
    public async Task<List<Contact>> RunAsync(string text, Cursor? after, int limit, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var contacts = db.Contacts.AsNoTracking().Include(c => c.Identifiers).Where(c => c.MergedInto == null);
        var found = await FindExactlyAsync(contacts, keys, text, ct);
        if (found.Count > 0)
            found.RemoveAll(c => after is { } last && (c.CreatedAt, c.Id).CompareTo((last.At, last.Id)) >= 0);
        else if (keys.NameSearch(text) is { Length: > 0 } words)
        {
            var ids = await db.FindByNameAsync(words, after, limit + 1, ct);
            found = await contacts.Where(c => ids.Contains(c.Id)).ToListAsync(ct);
        }
        return [.. found.OrderByDescending(c => c.CreatedAt).ThenByDescending(c => c.Id).Take(limit + 1)];
    }

    /// <summary>As <see cref="RunAsync"/>, but for their ids only and in no order.</summary>
    public async Task<IReadOnlyList<Guid>> IdsAsync(string text, int most, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var found = await FindExactlyAsync(db.Contacts.AsNoTracking().Where(c => c.MergedInto == null), keys, text, ct);
        if (found.Count > 0)
            return [.. found.Select(c => c.Id).Take(most)];
        // Who was merged is found by no name any more.
        return keys.NameSearch(text) is { Length: > 0 } words ? await db.FindByNameAsync(words, after: null, most, ct) : [];
    }

    /// <summary>One question for each kind that the text could be of, mostly one: a plan for several at once is made anew every time.</summary>
    private static async Task<List<Contact>> FindExactlyAsync(IQueryable<Contact> contacts, ICompanyKeys keys, string text, CancellationToken ct)
    {
        var found = new List<Contact>();
        foreach (var (kind, canonical) in Identifiers.Guess(text))
        {
            var lookup = keys.Index(kind, canonical);
            found.AddRange(await contacts.Where(c => c.Identifiers.Any(i => i.Kind == kind && i.Lookup == lookup)).ToListAsync(ct));
        }
        return [.. found.DistinctBy(c => c.Id)];
    }
}
