using CleanApp.Domain.Common;

namespace CleanApp.Domain.Payments;

public static class ChargeErrors
{
    public static readonly Error NotFound = new("payments.charge.not_found", ErrorKind.NotFound, "The charge does not exist.");
    public static readonly Error Rejected = new(
        "payments.charge.rejected",
        ErrorKind.Refused,
        "The bank refused the charge; check the Pix key and the Sicredi settings."
    );
}

public static class PaymentErrors
{
    public static readonly Error NotFound = new("payments.payment.not_found", ErrorKind.NotFound, "The payment does not exist.");
    public static readonly Error Resolved = new(
        "payments.payment.resolved",
        ErrorKind.Conflict,
        "The payment does not wait for a decision: it pays something, or somebody has decided."
    );
    public static readonly Error AmountDiffers = new(
        "payments.payment.amount_differs",
        ErrorKind.Conflict,
        "What is left of the payment is not the amount that is to be paid."
    );
}

public static class RefundErrors
{
    public static readonly Error NotFound = new("payments.refund.not_found", ErrorKind.NotFound, "The refund does not exist.");
    public static readonly Error TooMuch = new(
        "payments.refund.too_much",
        ErrorKind.Conflict,
        "Refunds of this payment would exceed what was paid; less, or nothing, is left of it."
    );
    public static readonly Error TooLate = new(
        "payments.refund.too_late",
        ErrorKind.Conflict,
        "A Pix can be returned within 90 days; this one is older."
    );
    public static readonly Error NotAwaiting = new("payments.refund.not_awaiting", ErrorKind.Conflict, "The refund does not wait for approval.");
    public static readonly Error SamePerson = new("payments.refund.same_person", ErrorKind.Conflict, "Whoever asked for a refund cannot approve it.");
    public static readonly Error Open = new(
        "payments.refund.open",
        ErrorKind.Conflict,
        "A refund of this payment is on its way; wait until it has ended."
    );
}

public static class ReconciliationErrors
{
    public static readonly Error DayOutOfRange = new(
        "payments.reconciliation.day_out_of_range",
        ErrorKind.Invalid,
        "The day must be one of the last 91, today included."
    );
    public static readonly Error NotComplete = new(
        "payments.reconciliation.not_complete",
        ErrorKind.Conflict,
        "The day has not ended, or the bank's list of it has not been read since."
    );
    public static readonly Error NoteNeeded = new(
        "payments.reconciliation.note_needed",
        ErrorKind.Conflict,
        "The bank and the books do not agree; say in a note why the day is signed all the same."
    );
}

public static class PaymentLinkErrors
{
    public static readonly Error NotFound = new("payments.link.not_found", ErrorKind.NotFound, "The payment link does not exist.");
    public static readonly Error Closed = new(
        "payments.link.closed",
        ErrorKind.Conflict,
        "The payment link takes no payment any more: it is paid, cancelled or past its time."
    );
    public static readonly Error Paid = new("payments.link.paid", ErrorKind.Conflict, "The payment link is paid and cannot be cancelled.");
}

public static class SicrediAccountErrors
{
    public static readonly Error NotConfigured = new(
        "payments.sicredi.not_configured",
        ErrorKind.Conflict,
        "Sicredi is not set up for this company yet."
    );
    public static readonly Error SecretNeeded = new(
        "payments.sicredi.secret_needed",
        ErrorKind.Invalid,
        "The client secret is needed to set up the account."
    );
    public static readonly Error HostNotAllowed = new(
        "payments.sicredi.host_not_allowed",
        ErrorKind.Invalid,
        "The bank's address is not one this installation may call."
    );
    public static readonly Error CertificateInvalid = new(
        "payments.sicredi.certificate_invalid",
        ErrorKind.Invalid,
        "Certificate and private key must be PEM, belong together and be valid today."
    );
}

public static class WebhookErrors
{
    public static readonly Error NotFound = new("payments.webhook.not_found", ErrorKind.NotFound, "There is no such webhook address.");
}
