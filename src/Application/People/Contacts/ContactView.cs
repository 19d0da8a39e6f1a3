using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.People;

namespace CleanApp.Application.People.Contacts;

/// <param name="Name">In clear: whoever may see contacts has to call them by it. Null when not known.</param>
/// <param name="Identifiers">Masked; in clear only from <c>…/reveals</c>.</param>
/// <param name="AnonymisedAt">When everything that told who this is was erased; null while it is somebody.</param>
public sealed record ContactView(
    Guid Id,
    string? Name,
    IReadOnlyList<ContactIdentifierView> Identifiers,
    DateTimeOffset CreatedAt,
    DateTimeOffset? AnonymisedAt
);

/// <param name="Masked">Enough to tell two apart: <c>***.982.247-**</c>, <c>+55 11 *******21</c>.</param>
public sealed record ContactIdentifierView(Guid Id, IdentifierKind Kind, string Masked);

/// <summary>What a person can be recognised by, as somebody wrote it.</summary>
/// <param name="Text">With or without separators; a telephone number with area code.</param>
public sealed record IdentifierInput(IdentifierKind Kind, string Text);

internal static class Identifiers
{
    public const string Table = "contact_identifiers";

    /// <exception cref="Domain.Common.DomainException">Not a value of its kind.</exception>
    public static string Canonical(IdentifierKind kind, string value) =>
        kind switch
        {
            IdentifierKind.Phone => Phone.Parse(value).Value,
            IdentifierKind.Email => EmailAddress.Parse(value).Value,
            IdentifierKind.Cpf => Cpf.Parse(value).Value,
            IdentifierKind.Cnpj => Cnpj.Parse(value).Value,
            _ => WhatsappId.Parse(value).Value,
        };

    /// <summary>Null when it is no value of its kind.</summary>
    public static string? TryCanonical(IdentifierKind kind, string value) =>
        kind switch
        {
            IdentifierKind.Phone => Phone.TryParse(value)?.Value,
            IdentifierKind.Email => EmailAddress.TryParse(value)?.Value,
            IdentifierKind.Cpf => Cpf.TryParse(value)?.Value,
            IdentifierKind.Cnpj => Cnpj.TryParse(value)?.Value,
            _ => WhatsappId.TryParse(value)?.Value,
        };

    public static string Masked(IdentifierKind kind, string canonical) =>
        kind switch
        {
            IdentifierKind.Phone => Phone.Parse(canonical).Masked,
            IdentifierKind.Email => EmailAddress.Parse(canonical).Masked,
            IdentifierKind.Cpf => Cpf.Parse(canonical).Masked,
            IdentifierKind.Cnpj => Cnpj.Parse(canonical).Masked,
            _ => WhatsappId.Parse(canonical).Masked,
        };

    /// <summary>Whatever kinds a text could be of.</summary>
    public static IEnumerable<(IdentifierKind Kind, string Canonical)> Guess(string text)
    {
        if (Cpf.TryParse(text) is { } cpf)
            yield return (IdentifierKind.Cpf, cpf.Value);
        if (Cnpj.TryParse(text) is { } cnpj)
            yield return (IdentifierKind.Cnpj, cnpj.Value);
        if (Phone.TryParse(text) is { } phone)
            yield return (IdentifierKind.Phone, phone.Value);
        if (EmailAddress.TryParse(text) is { } email)
            yield return (IdentifierKind.Email, email.Value);
        if (WhatsappId.TryParse(text) is { } whatsapp)
            yield return (IdentifierKind.Whatsapp, whatsapp.Value);
    }

    public static byte[] Index(this ICompanyKeys keys, IdentifierKind kind, string canonical) => keys.Index(Word(kind), canonical);

    public static ContactIdentifier Identify(this Contact contact, ICompanyKeys keys, IdentifierInput input, DateTimeOffset now)
    {
        var canonical = Canonical(input.Kind, input.Text);
        return contact.Identify(
            Guid.CreateVersion7(now),
            input.Kind,
            keys.Index(input.Kind, canonical),
            id => keys.SealIdentifier(id, canonical),
            now
        );
    }

    public static byte[] SealIdentifier(this ICompanyKeys keys, Guid id, string canonical) =>
        keys.Seal(canonical, new SealedPlace(Table, "value", id));

    public static string Open(this ICompanyKeys keys, ContactIdentifier identifier) =>
        keys.Open(identifier.Value, new SealedPlace(Table, "value", identifier.Id));

    public static string? OpenName(this ICompanyKeys keys, Contact contact) =>
        contact.Name is { } name ? keys.Open(name, new SealedPlace("contacts", "name", contact.Id)) : null;

    /// <param name="name">Null takes it away.</param>
    public static void Rename(this ICompanyKeys keys, Contact contact, string? name, DateTimeOffset now)
    {
        if (name is null)
            contact.Rename(null, [], now);
        else
            contact.Rename(keys.SealName(contact.Id, name), keys.NameTerms([name]), now);
    }

    public static byte[] SealName(this ICompanyKeys keys, Guid contactId, string name) =>
        keys.Seal(name, new SealedPlace("contacts", "name", contactId));

    public static ContactView View(this ICompanyKeys keys, Contact contact) =>
        new(
            contact.Id,
            keys.OpenName(contact),
            [
                .. contact
                    .Identifiers.OrderBy(i => i.Kind)
                    .ThenBy(i => i.CreatedAt)
                    .ThenBy(i => i.Id)
                    .Select(i => new ContactIdentifierView(i.Id, i.Kind, Masked(i.Kind, keys.Open(i)))),
            ],
            contact.CreatedAt,
            contact.AnonymisedAt
        );

    public static string Word(IdentifierKind kind) =>
        kind switch
        {
            IdentifierKind.Phone => "phone",
            IdentifierKind.Email => "email",
            IdentifierKind.Cpf => "cpf",
            IdentifierKind.Cnpj => "cnpj",
            _ => "whatsapp",
        };
}
