using CleanApp.Application.Common;
using CleanApp.Domain.Payments;

namespace CleanApp.Application.Payments.Sicredi;

public enum SicrediEnvironment
{
    Production,
    Homologation,

    /// <summary>Another address this installation allows, such as a test bank.</summary>
    Custom,
}

/// <param name="Secrets">What is stored, never the secrets themselves.</param>
/// <param name="WebhookUrl">The address the bank notifies; it appends <c>/pix</c>.</param>
/// <param name="RefundApprovalAbove">What is returned of one payment above this needs a second person.</param>
public sealed record SicrediAccountView(
    SicrediEnvironment Environment,
    string BaseUrl,
    string TokenPath,
    string ApiPath,
    string? CobPath,
    string ClientId,
    string PixKey,
    SicrediSecretsView Secrets,
    string WebhookUrl,
    SicrediStatusView Status,
    MoneyView RefundApprovalAbove
);

/// <param name="ClientSecret">Masked: the last four characters.</param>
public sealed record SicrediSecretsView(string? ClientSecret, SicrediCertificateView? Certificate);

public sealed record SicrediCertificateView(string Subject, DateTimeOffset NotAfter, CertificateExpiry Expiry);

public enum CertificateExpiry
{
    Fine,

    /// <summary>Within a month: the bank needs days to issue another one.</summary>
    Soon,

    /// <summary>Nothing can be charged, confirmed or returned until there is another one.</summary>
    Expired,
}

public static class CertificateExpiries
{
    public static CertificateExpiry Of(DateTimeOffset notAfter, DateTimeOffset now) =>
        now >= notAfter ? CertificateExpiry.Expired
        : now >= notAfter.AddMonths(-1) ? CertificateExpiry.Soon
        : CertificateExpiry.Fine;
}

/// <param name="LastError">Stable word: <c>timeout</c>, <c>unreachable</c>, <c>unauthorized</c>, <c>certificate</c>, <c>server_error</c> or the bank's error type.</param>
public sealed record SicrediStatusView(DateTimeOffset? LastOkAt, string? LastError);

/// <summary>Certificates and masks: what the settings need to know of stored secrets.</summary>
public interface ICertificates
{
    SicrediCertificateView Describe(string certificatePem);

    /// <summary>Whether both are PEM, belong together and are valid now.</summary>
    bool AreUsable(string certificatePem, string privateKeyPem);
}

/// <summary>What a sealed secret of an account is bound to: table, column and row.</summary>
public static class SicrediSecrets
{
    public static string ClientSecretOf(SicrediAccount account) => $"sicredi_accounts|client_secret|{account.Id:N}";

    public static string PrivateKeyOf(SicrediAccount account) => $"sicredi_accounts|private_key_pem|{account.Id:N}";
}

internal sealed class SicrediAccountViews(ISecretBox secrets, ICertificates certificates, IPublicUrls urls)
{
    public const string ProductionUrl = "https://api-pix.sicredi.com.br";
    public const string HomologationUrl = "https://api-pix-h.sicredi.com.br";

    public SicrediAccountView Of(SicrediAccount account) =>
        new(
            account.BaseUrl switch
            {
                ProductionUrl => SicrediEnvironment.Production,
                HomologationUrl => SicrediEnvironment.Homologation,
                _ => SicrediEnvironment.Custom,
            },
            account.BaseUrl,
            account.TokenPath,
            account.ApiPath,
            account.CobPath,
            account.ClientId,
            account.PixKey,
            new SicrediSecretsView(
                Mask(secrets.Open(account.ClientSecret, SicrediSecrets.ClientSecretOf(account))),
                account.CertificatePem is { } pem ? certificates.Describe(pem) : null
            ),
            urls.Of($"/webhooks/sicredi/{account.WebhookToken}"),
            new SicrediStatusView(account.LastOkAt, account.LastError),
            MoneyView.Of(account.RefundApprovalAbove)
        );

    private static string Mask(string secret) => secret.Length < 12 ? "••••" : $"••••{secret[^4..]}";
}
