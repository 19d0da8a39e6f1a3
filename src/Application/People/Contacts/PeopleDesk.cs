using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Contacts;

internal sealed class PeopleDesk(IPeopleDb db, IPersonalVault vault, FindContacts find, Recognition recognition) : IPeople
{
    public Task<PersonView> RecogniseAsync(PersonInput person, CancellationToken ct) => recognition.RunAsync(person, ct);

    public Task<ClaimedPerson> ClaimAsync(PersonInput person, CancellationToken ct) => recognition.ClaimAsync(person, ct);

    public async Task<PersonView> GetAsync(Guid contactId, CancellationToken ct)
    {
        var survivor = await db.FindSurvivorAsync(contactId, ct);
        var contact =
            await db.Contacts.AsNoTracking().Include(c => c.Identifiers).SingleOrDefaultAsync(c => c.Id == survivor, ct)
            ?? throw new DomainException(PeopleErrors.ContactNotFound);
        return View(await vault.OpenAsync(ct), contact, contact.Identifiers);
    }

    public async Task<IReadOnlyDictionary<Guid, PersonView>> ListAsync(IReadOnlyCollection<Guid> contactIds, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var asked = await db.ContactsOf([.. contactIds.Distinct()]).AsNoTracking().ToListAsync(ct);
        var contacts = asked.ToDictionary(c => c.Id);
        var survivors = asked.Select(c => c.MergedInto).OfType<Guid>().Distinct().Where(id => !contacts.ContainsKey(id)).ToArray();
        if (survivors.Length > 0)
            foreach (var survivor in await db.ContactsOf(survivors).AsNoTracking().ToListAsync(ct))
                contacts[survivor.Id] = survivor;
        var people = asked.Where(c => contacts.ContainsKey(c.MergedInto ?? c.Id)).ToDictionary(c => c.Id, c => contacts[c.MergedInto ?? c.Id]);
        var ids = people.Values.Select(c => c.Id).Distinct().ToArray();
        var identifiers = (await db.IdentifiersOf(ids).AsNoTracking().ToListAsync(ct)).ToLookup(i => i.ContactId);
        return people.ToDictionary(p => p.Key, p => View(keys, p.Value, identifiers[p.Value.Id]));
    }

    public async Task<IReadOnlyList<Guid>> IdsOfAsync(Guid contactId, CancellationToken ct) => await db.ListIdsAsync(contactId, ct);

    public async Task<IReadOnlyList<Guid>> FindAsync(string text, int most, CancellationToken ct)
    {
        var ids = await find.IdsAsync(text, most, ct);
        return [.. ids, .. (await db.MergedIntoAsync([.. ids], ct)).Keys];
    }

    public async Task<string?> EmailOfAsync(Guid contactId, CancellationToken ct)
    {
        var survivor = await db.FindSurvivorAsync(contactId, ct);
        var contact = await db.Contacts.AsNoTracking().Include(c => c.Identifiers).SingleOrDefaultAsync(c => c.Id == survivor, ct);
        var first = contact?.Identifiers.Where(i => i.Kind == IdentifierKind.Email).OrderBy(i => i.CreatedAt).ThenBy(i => i.Id).FirstOrDefault();
        return first is null ? null : (await vault.OpenAsync(ct)).Open(first);
    }

    public async Task<IReadOnlyDictionary<Guid, Guid>> MergedIntoAsync(IReadOnlyCollection<Guid> contactIds, CancellationToken ct) =>
        await db.MergedIntoAsync([.. contactIds], ct);

    public async Task RequireAsync(Guid contactId, CancellationToken ct)
    {
        if (!await db.Contacts.AnyAsync(c => c.Id == contactId, ct))
            throw new DomainException(PeopleErrors.ContactNotFound);
    }

    public async Task<Guid> LockAsync(Guid contactId, CancellationToken ct)
    {
        var contact = await db.LockContactAsync(contactId, ct) ?? throw new DomainException(PeopleErrors.ContactNotFound);
        contact.RequireSomebody();
        return contact.Id;
    }

    internal static PersonView View(ICompanyKeys keys, Contact contact, IEnumerable<ContactIdentifier> identifiers)
    {
        return new PersonView(contact.Id, keys.OpenName(contact), Masked(IdentifierKind.Cpf), Masked(IdentifierKind.Phone));

        string? Masked(IdentifierKind kind) =>
            identifiers.Where(i => i.Kind == kind).OrderBy(i => i.CreatedAt).ThenBy(i => i.Id).FirstOrDefault() is { } identifier
                ? Identifiers.Masked(kind, keys.Open(identifier))
                : null;
    }
}
