using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.People.Contacts;

internal sealed class PeopleDesk(IPeopleDb db, IPersonalVault vault, FindContacts find, TimeProvider clock) : IPeople
{
    public async Task<PersonView> RecogniseAsync(PersonInput person, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var given = GivenBy(keys, person);
        // Whoever adds one of these numbers at the same moment waits, or we do: the later one finds the other's contact.
        await db.LockIdentifiersAsync(given.Select(g => g.Lookup), ct);
        var owners = await OwnersAsync(given, ct);
        var now = clock.GetUtcNow();
        var name = person.Name?.Trim();
        var contact = given.Select(g => Candidate(keys, g, owners, given, name)).FirstOrDefault(c => c is not null);
        if (contact is null)
        {
            contact = Contact.Create(Guid.CreateVersion7(now), now);
            db.Contacts.Add(contact);
        }
        // A number that is another person's stays theirs: families share a telephone.
        foreach (var said in given.Where(g => !owners.ContainsKey(g.Kind) && HasRoomFor(contact, g)))
            contact.Identify(keys, new IdentifierInput(said.Kind, said.Canonical), now);
        var isNamed = contact.Name is null && name is not null;
        if (isNamed)
            contact.Rename(keys.SealName(contact.Id, name!), now);
        await db.SaveChangesAsync(ct);
        if (isNamed)
            await db.SetNameIndexesAsync(contact.Id, keys.NameIndexes(name!), ct);
        return View(keys, contact, contact.Identifiers);
    }

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
        var ids = (await find.RunAsync(text, after: null, most, ct)).Take(most).Select(c => c.Id).ToArray();
        return await db
            .Contacts.Where(c => ids.Contains(c.Id) || c.MergedInto != null && ids.Contains(c.MergedInto.Value))
            .Select(c => c.Id)
            .ToListAsync(ct);
    }

    public async Task<IReadOnlyDictionary<Guid, Guid>> MergedIntoAsync(IReadOnlyCollection<Guid> contactIds, CancellationToken ct) =>
        await db
            .Contacts.Where(c => c.MergedInto != null && contactIds.Contains(c.MergedInto.Value))
            .ToDictionaryAsync(c => c.Id, c => c.MergedInto!.Value, ct);

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

    /// <summary>What was said, in the order in which it tells who somebody is.</summary>
    private static List<Given> GivenBy(ICompanyKeys keys, PersonInput person)
    {
        (IdentifierKind Kind, string? Text)[] said =
        [
            (IdentifierKind.Cpf, person.Cpf),
            (IdentifierKind.Cnpj, person.Cnpj),
            (IdentifierKind.Phone, person.Phone),
            (IdentifierKind.Whatsapp, person.Whatsapp),
            (IdentifierKind.Email, person.Email),
        ];
        return [.. said.Where(s => s.Text is not null).Select(s => Given.Of(keys, s.Kind, s.Text!))];
    }

    /// <summary>Who has which of them; locked, the smallest id first.</summary>
    private async Task<Dictionary<IdentifierKind, Contact>> OwnersAsync(List<Given> given, CancellationToken ct)
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

    /// <returns>Who has this, if they may be the person all of this was said of.</returns>
    private static Contact? Candidate(ICompanyKeys keys, Given said, Dictionary<IdentifierKind, Contact> owners, List<Given> given, string? name) =>
        owners.GetValueOrDefault(said.Kind) is { } owner
        && (said.Kind is not (IdentifierKind.Phone or IdentifierKind.Email) || CouldBe(keys, owner, given.Find(g => IsTax(g.Kind)), name))
            ? owner
            : null;

    private static bool HasRoomFor(Contact contact, Given said) =>
        contact.Identifiers.Count < Contact.MaxIdentifiers && !(IsTax(said.Kind) && contact.Identifiers.Any(i => i.Kind == said.Kind));

    private static bool IsTax(IdentifierKind kind) => kind is IdentifierKind.Cpf or IdentifierKind.Cnpj;

    private Task<Guid?> OwnerAsync(Given given, CancellationToken ct) =>
        db.ContactIdentifiers.Where(i => i.Kind == given.Kind && i.Lookup == given.Lookup).Select(i => (Guid?)i.ContactId).SingleOrDefaultAsync(ct);

    /// <summary>
    /// Whether the owner of the telephone, or of the e-mail, may be the person with this CPF or CNPJ: not with another, nor under another name.
    /// Two persons in one record would see each other's history; one person in two records is mended by a merge.
    /// </summary>
    private static bool CouldBe(ICompanyKeys keys, Contact owner, Given? tax, string? name)
    {
        if (tax is null)
            return true;
        if (owner.Identifiers.Any(i => i.Kind == tax.Kind))
            return false;
        return name is null
            || keys.OpenName(owner) is not { } known
            || string.Compare(known, name, CultureInfo.InvariantCulture, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) == 0;
    }

    private static PersonView View(ICompanyKeys keys, Contact contact, IEnumerable<ContactIdentifier> identifiers)
    {
        return new PersonView(contact.Id, keys.OpenName(contact), Masked(IdentifierKind.Cpf), Masked(IdentifierKind.Phone));

        string? Masked(IdentifierKind kind) =>
            identifiers.Where(i => i.Kind == kind).OrderBy(i => i.CreatedAt).ThenBy(i => i.Id).FirstOrDefault() is { } identifier
                ? Identifiers.Masked(kind, keys.Open(identifier))
                : null;
    }

    private sealed record Given(IdentifierKind Kind, string Canonical, byte[] Lookup)
    {
        public static Given Of(ICompanyKeys keys, IdentifierKind kind, string text)
        {
            var canonical = Identifiers.Canonical(kind, text);
            return new Given(kind, canonical, keys.Index(kind, canonical));
        }
    }
}
