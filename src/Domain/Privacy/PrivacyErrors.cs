using CleanApp.Domain.Common;

namespace CleanApp.Domain.Privacy;

public static class PrivacyErrors
{
    public static readonly Error ConsentTextNotFound = new(
        "privacy.consent_text.not_found",
        ErrorKind.Invalid,
        "There is no text for this purpose, channel and version; nobody can have agreed to it."
    );
    public static readonly Error ConsentTextTooMany = new(
        "privacy.consent_text.too_many",
        ErrorKind.Conflict,
        "There are as many texts as there may be; stop asking by one that is there instead."
    );
    public static readonly Error FormNotFound = new("privacy.form.not_found", ErrorKind.NotFound, "There is no such form.");
    public static readonly Error RequestNotFound = new("privacy.request.not_found", ErrorKind.NotFound, "There is no such request.");
    public static readonly Error RequestClosed = new("privacy.request.closed", ErrorKind.Conflict, "The request is closed.");
    public static readonly Error RequestNotIdentified = new(
        "privacy.request.not_identified",
        ErrorKind.Conflict,
        "It is not known yet that whoever asks is the person; check and say how."
    );
    public static readonly Error RequestOfAnother = new(
        "privacy.request.of_another",
        ErrorKind.Conflict,
        "The request is about another person, or it is not said yet about whom."
    );
    public static readonly Error ContactHeld = new(
        "privacy.contact.held",
        ErrorKind.Conflict,
        "The person is under a legal hold: nothing of theirs may be erased until it is lifted."
    );
    public static readonly Error HoldNotFound = new("privacy.hold.not_found", ErrorKind.NotFound, "There is no such hold.");
    public static readonly Error RetentionClassNotFound = new(
        "privacy.retention.class_not_found",
        ErrorKind.NotFound,
        "There is no such class of data."
    );
    public static readonly Error RetentionTooShort = new(
        "privacy.retention.too_short",
        ErrorKind.Invalid,
        "This class of data is needed for longer; see leastDays."
    );
    public static readonly Error RegisterEntryNotFound = new("privacy.register.not_found", ErrorKind.NotFound, "There is no such entry.");
    public static readonly Error RegisterEntryChanged = new(
        "privacy.register.changed",
        ErrorKind.Conflict,
        "Somebody else changed the entry meanwhile; read it again."
    );
    public static readonly Error RegisterFull = new(
        "privacy.register.full",
        ErrorKind.Conflict,
        "There are as many entries as there may be; change one that is there instead."
    );
}
