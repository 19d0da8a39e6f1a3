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
