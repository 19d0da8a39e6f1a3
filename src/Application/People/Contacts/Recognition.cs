using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Contacts;

/// <summary>The contact a person is by what they say of themselves, or a new one: see <see cref="IPeople.RecogniseAsync"/>.</summary>
internal sealed class Recognition(IPeopleDb db, IPersonalVault vault, TimeProvider clock)
{
    public async Task<PersonView> RunAsync(PersonInput person, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var claim = PersonClaim.OfRight(keys, person);
        var ownerOf = await LockAsync(claim, ct);
        var contact = await CompleteAsync(keys, claim, claim.Among(keys, ownerOf), ownerOf, ct);
        return PeopleDesk.View(keys, contact, contact.Identifiers);
    }

    /// <summary>See <see cref="IPeople.ClaimAsync"/>.</summary>
    public async Task<ClaimedPerson> ClaimAsync(PersonInput person, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var claim = PersonClaim.OfRight(keys, person);
        var ownerOf = await LockAsync(claim, ct);
        // Whoever knew somebody's number could otherwise have what is meant for them sent to an address of their own.
        var contact = claim.Among(keys, ownerOf) ?? await CompleteAsync(keys, claim, known: null, ownerOf, ct);
        return new ClaimedPerson(contact.Id, claim.UnknownOf(keys, contact));
    }

    /// <returns>Who has which of them.</returns>
    private async Task<Func<Given, Contact?>> LockAsync(PersonClaim claim, CancellationToken ct)
    {
        // Whoever adds one of these numbers at the same moment waits, or we do: the later one finds the other's contact.
        await db.LockIdentifiersAsync(claim.Given.Select(g => g.Lookup), ct);
        var owners = await OwnersAsync(claim.Given, ct);
        return said => owners.GetValueOrDefault(said.Kind);
    }

    private async Task<Contact> CompleteAsync(
        ICompanyKeys keys,
        PersonClaim claim,
        Contact? known,
        Func<Given, Contact?> ownerOf,
        CancellationToken ct
    )
    {
        var now = clock.GetUtcNow();
        var contact = known ?? Contact.Create(Guid.CreateVersion7(now), now);
        if (known is null)
            db.Contacts.Add(contact);
        claim.Complete(keys, contact, ownerOf, now);
        await db.SaveChangesAsync(ct);
        return contact;
    }

    /// <summary>Who has which of them; locked, the smallest id first.</summary>
    private async Task<Dictionary<IdentifierKind, Contact>> OwnersAsync(IReadOnlyList<Given> given, CancellationToken ct)
    {
        var ids = new Dictionary<IdentifierKind, Guid>();
        foreach (var said in given)
            if (await OwnerAsync(said, ct) is { } owner)
                ids[said.Kind] = owner;
        var contacts = new Dictionary<Guid, Contact>();
        foreach (var id in ids.Values.Distinct().Order())
            // Anonymised since its number was found: that person is nobody any more, and comes as somebody new.
            if (await db.LockContactAsync(id, ct) is { AnonymisedAt: null } owner)
                contacts[id] = owner;
        return ids.Where(pair => contacts.ContainsKey(pair.Value)).ToDictionary(pair => pair.Key, pair => contacts[pair.Value]);
    }

    private Task<Guid?> OwnerAsync(Given given, CancellationToken ct) =>
        db.ContactIdentifiers.Where(i => i.Kind == given.Kind && i.Lookup == given.Lookup).Select(i => (Guid?)i.ContactId).SingleOrDefaultAsync(ct);
}
