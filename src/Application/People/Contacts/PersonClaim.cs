using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;

namespace CleanApp.Application.People.Contacts;

/// <summary>What somebody says of themselves, and the rules by which they are told from others: the same for one and for many at once.</summary>
/// <param name="Given">In the order in which it tells who somebody is.</param>
internal sealed record PersonClaim(string? Name, IReadOnlyList<Given> Given, IReadOnlyList<PersonPart> Faults)
{
    /// <summary>By which the name is found, where that was made beforehand.</summary>
    public long[]? NameTerms { get; init; }

    public static PersonClaim Of(ICompanyKeys keys, PersonInput person)
    {
        var given = new List<Given>(2);
        List<PersonPart>? faults = null;
        foreach (var (kind, part, text) in SaidBy(person))
            if (text is null)
                continue;
            else if (Identifiers.TryCanonical(kind, text) is { } canonical)
                given.Add(new Given(kind, canonical, keys.Index(kind, canonical)));
            else
                (faults ??= []).Add(part);
        return new PersonClaim(person.Name?.Trim(), given, faults ?? (IReadOnlyList<PersonPart>)[]);
    }

    /// <exception cref="DomainException">Something is not what it should be.</exception>
    public static PersonClaim OfRight(ICompanyKeys keys, PersonInput person)
    {
        foreach (var (kind, _, text) in SaidBy(person))
            if (text is not null)
                Identifiers.Canonical(kind, text);
        return Of(keys, person);
    }

    /// <summary>Who they are among those who have what they name; null when nobody fits.</summary>
    public Contact? Among(ICompanyKeys keys, Func<Given, Contact?> ownerOf)
    {
        foreach (var said in Given)
            if (
                ownerOf(said) is { } owner
                && (
                    said.Kind is not (IdentifierKind.Phone or IdentifierKind.Email)
                    || CouldBe(keys, owner, Given.FirstOrDefault(g => IsTax(g.Kind)), Name)
                )
            )
                return owner;
        return null;
    }

    /// <summary>Adds to who they are what was missing. A number that is another person's stays theirs: families share a telephone.</summary>
    /// <returns>What was added.</returns>
    public IReadOnlyList<Given> Complete(ICompanyKeys keys, Contact contact, Func<Given, Contact?> ownerOf, DateTimeOffset now)
    {
        var added = new List<Given>(Given.Count);
        foreach (var said in Given)
            if (ownerOf(said) is null && HasRoomFor(contact, said))
            {
                contact.Identify(Guid.CreateVersion7(now), said.Kind, said.Lookup, id => keys.SealIdentifier(id, said.Canonical), now);
                added.Add(said);
            }
        if (contact.Name is null && Name is not null)
            contact.Rename(keys.SealName(contact.Id, Name), NameTerms ?? keys.NameTerms([Name]), now);
        return added;
    }

    /// <summary>What of it they are not known by.</summary>
    public PersonInput UnknownOf(ICompanyKeys keys, Contact contact)
    {
        return new PersonInput(
            Name is not null && keys.OpenName(contact) is { } known && IsSame(known, Name) ? null : Name,
            Of(IdentifierKind.Cpf),
            Of(IdentifierKind.Phone),
            Of(IdentifierKind.Whatsapp),
            Of(IdentifierKind.Cnpj),
            Of(IdentifierKind.Email)
        );

        string? Of(IdentifierKind kind) =>
            Given.FirstOrDefault(g => g.Kind == kind) is { } said
            && !contact.Identifiers.Any(i => i.Kind == kind && i.Lookup.AsSpan().SequenceEqual(said.Lookup))
                ? said.Canonical
                : null;
    }

    private static (IdentifierKind Kind, PersonPart Part, string? Text)[] SaidBy(PersonInput person) =>
        [
            (IdentifierKind.Cpf, PersonPart.Cpf, person.Cpf),
            (IdentifierKind.Cnpj, PersonPart.Cnpj, person.Cnpj),
            (IdentifierKind.Phone, PersonPart.Phone, person.Phone),
            (IdentifierKind.Whatsapp, PersonPart.Whatsapp, person.Whatsapp),
            (IdentifierKind.Email, PersonPart.Email, person.Email),
        ];

    private static bool HasRoomFor(Contact contact, Given said) =>
        contact.Identifiers.Count < Contact.MaxIdentifiers && !(IsTax(said.Kind) && contact.Identifiers.Any(i => i.Kind == said.Kind));

    private static bool IsTax(IdentifierKind kind) => kind is IdentifierKind.Cpf or IdentifierKind.Cnpj;

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
        return name is null || keys.OpenName(owner) is not { } known || IsSame(known, name);
    }

    private static bool IsSame(string name, string other) =>
        string.Compare(name, other, CultureInfo.InvariantCulture, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) == 0;
}

internal sealed record Given(IdentifierKind Kind, string Canonical, byte[] Lookup);
