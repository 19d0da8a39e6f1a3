using CleanApp.Domain.Common;

namespace CleanApp.Domain.People;

public static class PeopleErrors
{
    public static readonly Error CpfInvalid = new("people.cpf.invalid", ErrorKind.Invalid, "This is not a CPF; check the digits.");
    public static readonly Error CnpjInvalid = new("people.cnpj.invalid", ErrorKind.Invalid, "This is not a CNPJ; check the characters.");
    public static readonly Error PhoneInvalid = new(
        "people.phone.invalid",
        ErrorKind.Invalid,
        "This is not a telephone number; give area code and number, or a plus and the country code."
    );
    public static readonly Error EmailInvalid = new("people.email.invalid", ErrorKind.Invalid, "This is not an e-mail address.");
    public static readonly Error ContactNotFound = new("people.contact.not_found", ErrorKind.NotFound, "The contact does not exist.");
    public static readonly Error ContactAnonymised = new(
        "people.contact.anonymised",
        ErrorKind.Conflict,
        "The contact was anonymised; nothing personal is kept of it any more."
    );
    public static readonly Error IdentifierNotFound = new("people.identifier.not_found", ErrorKind.NotFound, "The contact has no such identifier.");
    public static readonly Error IdentifierTaken = new(
        "people.identifier.taken",
        ErrorKind.Conflict,
        "Another contact has this number or address; search for it."
    );
    public static readonly Error IdentifierTwice = new(
        "people.identifier.twice",
        ErrorKind.Conflict,
        "The contact has a number of this kind already; remove it first."
    );
    public static readonly Error IdentifierTooMany = new(
        "people.identifier.too_many",
        ErrorKind.Conflict,
        "The contact has as many numbers and addresses as there may be; remove one first."
    );
}
