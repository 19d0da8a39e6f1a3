using System.Globalization;
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
        return PeopleDesk.View(keys, contact, contact.Identifiers);
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

    private sealed record Given(IdentifierKind Kind, string Canonical, byte[] Lookup)
    {
        public static Given Of(ICompanyKeys keys, IdentifierKind kind, string text)
        {
            var canonical = Identifiers.Canonical(kind, text);
            return new Given(kind, canonical, keys.Index(kind, canonical));
        }
    }
}
