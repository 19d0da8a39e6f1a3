using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

public static class LeadErrors
{
    public static readonly Error NotFound = new("sales.lead.not_found", ErrorKind.NotFound, "The lead does not exist.");
    public static readonly Error AlreadyOpen = new("sales.lead.already_open", ErrorKind.Conflict, "This person has a lead that is open.");
    public static readonly Error NotOpen = new("sales.lead.not_open", ErrorKind.Conflict, "The lead is not open any more.");
    public static readonly Error StatusNotAllowed = new(
        "sales.lead.status_not_allowed",
        ErrorKind.Conflict,
        "A lead ends by being lost, converted or merged, each by itself."
    );
    public static readonly Error LossReasonNotFound = new(
        "sales.lead.loss_reason_not_found",
        ErrorKind.NotFound,
        "There is no such reason, or it is not offered any more."
    );
    public static readonly Error OwnerNotFound = new("sales.lead.owner_not_found", ErrorKind.NotFound, "This person does not look after leads.");
    public static readonly Error Nobody = new(
        "sales.lead.nobody",
        ErrorKind.Conflict,
        "Nobody can tell who the customer of this conversation is."
    );
    public static readonly Error NobodyNamed = new(
        "sales.lead.nobody_named",
        ErrorKind.Invalid,
        "A lead is of somebody: either name the contact, or give a name and a telephone, an e-mail, a CPF or a CNPJ."
    );
    public static readonly Error MergedWithItself = new("sales.lead.merged_with_itself", ErrorKind.Invalid, "A lead cannot be merged with itself.");
    public static readonly Error OfAnotherPerson = new("sales.lead.of_another_person", ErrorKind.Conflict, "The two leads are of different people.");
    public static readonly Error NotMerged = new("sales.lead.not_merged", ErrorKind.Conflict, "The lead was not merged.");
    public static readonly Error WasErased = new(
        "sales.lead.was_erased",
        ErrorKind.Conflict,
        "The person was anonymised; nothing more is written about them."
    );
}
