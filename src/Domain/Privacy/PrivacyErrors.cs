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
}
