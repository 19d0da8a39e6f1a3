using CleanApp.Application.Common;
using CleanApp.Application.People.Contacts;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Merges;

/// <summary>Who might be the same person: others whose name has all the words of this one's, two at least. Whether they are, a person decides.</summary>
public sealed record SuggestMerges(Guid ContactId) : IRequest<SuggestMerges.Response>
{
    public sealed record Response(IReadOnlyList<ContactView> Items);
}

internal sealed class SuggestMergesHandler(IPeopleDb db, IPersonalVault vault) : IRequestHandler<SuggestMerges, SuggestMerges.Response>
{
    /// <summary>More would be a search.</summary>
    private const int Most = 5;

    public async Task<SuggestMerges.Response> Handle(SuggestMerges request, CancellationToken ct)
    {
        var survivor = await db.FindSurvivorAsync(request.ContactId, ct) ?? throw new DomainException(PeopleErrors.ContactNotFound);
        var contact = await db.Contacts.AsNoTracking().Include(c => c.Identifiers).SingleAsync(c => c.Id == survivor, ct);
        var keys = await vault.OpenAsync(ct);
        // One word is no name to tell somebody by.
        if (keys.OpenName(contact) is not { } name || keys.NameSearch(name) is not { Length: > 1 } words)
            return new SuggestMerges.Response([]);
        var ids = await db.FindByNameAsync(words, after: null, Most + 1, ct);
        var others = await db
            .Contacts.AsNoTracking()
            .Include(c => c.Identifiers)
            .Where(c => ids.Contains(c.Id) && c.Id != survivor && c.MergedInto == null)
            .ToListAsync(ct);
        return new SuggestMerges.Response([
            .. others
                .Where(c => contact.ConflictsWith(c).Count == 0)
                .OrderByDescending(c => c.CreatedAt)
                .ThenByDescending(c => c.Id)
                .Take(Most)
                .Select(keys.View),
        ]);
    }
}
