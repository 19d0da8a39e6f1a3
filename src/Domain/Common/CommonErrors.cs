namespace CleanApp.Domain.Common;

public static class CommonErrors
{
    public static readonly Error AmountInvalid = new(
        "money.amount.invalid",
        ErrorKind.Invalid,
        "The amount must be between 0.00 and 9999999999.99 with two decimals."
    );
    public static readonly Error CurrencyUnsupported = new("money.currency.unsupported", ErrorKind.Invalid, "Only BRL is supported.");
    public static readonly Error PhoneInvalid = new(
        "people.phone.invalid",
        ErrorKind.Invalid,
        "This is not a telephone number; give area code and number, or a plus and the country code."
    );
    public static readonly Error IdempotencyKeyRunning = new(
        "request.idempotency_key.running",
        ErrorKind.Conflict,
        "A request with this Idempotency-Key is still running; repeat it in a moment."
    );
    public static readonly Error IdempotencyKeyReused = new(
        "request.idempotency_key.reused",
        ErrorKind.Invalid,
        "This Idempotency-Key was used with a different request body."
    );
    public static readonly Error AlreadyExists = new("request.already_exists", ErrorKind.Conflict, "Another record already has one of these values.");
    public static readonly Error ReferenceNotFound = new("request.reference_not_found", ErrorKind.NotFound, "A referenced record does not exist.");
    public static readonly Error ValueNotStorable = new("request.invalid", ErrorKind.Invalid, "A value is outside of what can be stored.");
    public static readonly Error CursorInvalid = new("request.cursor.invalid", ErrorKind.Invalid, "The 'after' cursor was not issued by this list.");
    public static readonly Error FeatureNotAvailable = new(
        "feature.not_available",
        ErrorKind.NotFound,
        "The company does not have this part of the product."
    );
    public static readonly Error DatabaseUnavailable = new(
        "service.database_unavailable",
        ErrorKind.Unavailable,
        "The database does not answer; nothing was changed. Try again in a moment."
    );
    public static readonly Error StorageUnavailable = new(
        "service.storage_unavailable",
        ErrorKind.Unavailable,
        "Files cannot be kept or read now; nothing was changed. Try again in a moment."
    );
    public static readonly Error Busy = new("service.busy", ErrorKind.Unavailable, "The request met another one in progress. Try again.");
}
