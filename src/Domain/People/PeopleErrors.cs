using CleanApp.Domain.Common;

namespace CleanApp.Domain.People;

public static class PeopleErrors
{
    public static readonly Error CpfInvalid = new("people.cpf.invalid", ErrorKind.Invalid, "This is not a CPF; check the digits.");
    public static readonly Error CnpjInvalid = new("people.cnpj.invalid", ErrorKind.Invalid, "This is not a CNPJ; check the characters.");
    public static readonly Error EmailInvalid = new("people.email.invalid", ErrorKind.Invalid, "This is not an e-mail address.");
    public static readonly Error WhatsappInvalid = new("people.whatsapp.invalid", ErrorKind.Invalid, "This is not an id of WhatsApp.");
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
    public static readonly Error MergeSame = new("people.merge.same", ErrorKind.Conflict, "Both are the same contact already.");
    public static readonly Error MergeTwoOfAKind = new(
        "people.merge.two_of_a_kind",
        ErrorKind.Conflict,
        "Each of the two has a CPF, or a CNPJ, of its own; remove the wrong one first."
    );
    public static readonly Error MergeOvertaken = new(
        "people.merge.overtaken",
        ErrorKind.Conflict,
        "The contact was merged into another one meanwhile; look at it again."
    );
    public static readonly Error MergeNotFound = new("people.merge.not_found", ErrorKind.NotFound, "The contact has no such merge.");
    public static readonly Error MergeNotLast = new(
        "people.merge.not_last",
        ErrorKind.Conflict,
        "The contact was itself merged into another one later; undo that first."
    );
    public static readonly Error MergeChangedSince = new(
        "people.merge.changed_since",
        ErrorKind.Conflict,
        "A number or address that came with the merge was removed since; the merge cannot be undone."
    );
}

public static class ContactFieldErrors
{
    public static readonly Error NotFound = new(
        "people.field.not_found",
        ErrorKind.NotFound,
        "The field does not exist, or is not asked for any more."
    );
    public static readonly Error NameTaken = new("people.field.name_taken", ErrorKind.Conflict, "Another field has this name.");
    public static readonly Error TooMany = new(
        "people.field.too_many",
        ErrorKind.Conflict,
        "The company has as many fields as there may be; remove one that nobody uses."
    );
    public static readonly Error OptionsInvalid = new(
        "people.field.options_invalid",
        ErrorKind.Invalid,
        "A choice has options, each of another name; the other kinds have none."
    );
    public static readonly Error InUse = new(
        "people.field.in_use",
        ErrorKind.Conflict,
        "Something is written down in this field; stop asking for it instead."
    );
    public static readonly Error OrderOutdated = new(
        "people.field.order_outdated",
        ErrorKind.Conflict,
        "The fields were changed meanwhile; look at them again."
    );
    public static readonly Error ValueInvalid = new("people.field.value_invalid", ErrorKind.Invalid, "This is no value of the field's kind.");
}
