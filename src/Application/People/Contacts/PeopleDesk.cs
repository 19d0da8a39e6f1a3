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
        var cpf = person.Cpf is null ? null : Given.Of(keys, IdentifierKind.Cpf, person.Cpf);
        var phone = person.Phone is null ? null : Given.Of(keys, IdentifierKind.Phone, person.Phone);
        var whatsapp = person.Whatsapp is null ? null : Given.Of(keys, IdentifierKind.Whatsapp, person.Whatsapp);
        // Whoever adds one of these numbers at the same moment waits, or we do: the later one finds the other's contact.
        await db.LockIdentifiersAsync(new[] { cpf?.Lookup, phone?.Lookup, whatsapp?.Lookup }.OfType<byte[]>(), ct);
        var (cpfOwner, phoneOwner, whatsappOwner) = (await OwnerAsync(cpf, ct), await OwnerAsync(phone, ct), await OwnerAsync(whatsapp, ct));
        var owners = new Dictionary<Guid, Contact?>();
        foreach (var id in new[] { cpfOwner, phoneOwner, whatsappOwner }.OfType<Guid>().Distinct().Order())
            // Anonymised since its number was found: that person is nobody any more, and comes as somebody new.
            owners[id] = await db.LockContactAsync(id, ct) is { AnonymisedAt: null } owner ? owner : null;
        var byCpf = cpfOwner is { } a ? owners[a] : null;
        var byPhone = phoneOwner is { } b ? owners[b] : null;
        var byWhatsapp = whatsappOwner is { } c ? owners[c] : null;

        var now = clock.GetUtcNow();
        var name = person.Name?.Trim();
        var contact = byCpf ?? (byPhone is not null && CouldBe(keys, byPhone, cpf, name) ? byPhone : null) ?? byWhatsapp;
        if (contact is null)
        {
            contact = Contact.Create(Guid.CreateVersion7(now), now);
            db.Contacts.Add(contact);
        }
        if (cpf is not null && !contact.Identifiers.Any(i => i.Kind == IdentifierKind.Cpf))
            contact.Identify(keys, new IdentifierInput(cpf.Kind, cpf.Canonical), now);
        // A telephone that is another person's stays theirs: families share one.
        if (phone is not null && byPhone is null && contact.Identifiers.Count < Contact.MaxIdentifiers)
            contact.Identify(keys, new IdentifierInput(phone.Kind, phone.Canonical), now);
        if (whatsapp is not null && byWhatsapp is null && contact.Identifiers.Count < Contact.MaxIdentifiers)
            contact.Identify(keys, new IdentifierInput(whatsapp.Kind, whatsapp.Canonical), now);
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

    private Task<Guid?> OwnerAsync(Given? given, CancellationToken ct) =>
        given is null
            ? Task.FromResult<Guid?>(null)
            : db
                .ContactIdentifiers.Where(i => i.Kind == given.Kind && i.Lookup == given.Lookup)
                .Select(i => (Guid?)i.ContactId)
                .SingleOrDefaultAsync(ct);

    /// <summary>
    /// Whether the owner of the telephone may be the person with this CPF: not with another CPF, nor under another name. Two persons in one
    /// record would see each other's history; one person in two records is mended by a merge.
    /// </summary>
    private static bool CouldBe(ICompanyKeys keys, Contact owner, Given? cpf, string? name)
    {
        if (cpf is null)
            return true;
        if (owner.Identifiers.Any(i => i.Kind == IdentifierKind.Cpf))
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
