using CleanApp.Domain.Common;

namespace CleanApp.Domain.Payments;

/// <summary>How one company reaches its Pix account. Secrets are stored encrypted and never leave the server.</summary>
public sealed class SicrediAccount : TenantEntity
{
    private SicrediAccount() { }

    public string BaseUrl { get; private set; } = "";
    public string TokenPath { get; private set; } = "";

    /// <summary>Prefix of every operation, <c>/api/v2</c>.</summary>
    public string ApiPath { get; private set; } = "";

    /// <summary>Overrides <see cref="ApiPath"/> for charges: integrators report that some accounts need <c>/api/v3</c> there.</summary>
    public string? CobPath { get; private set; }
    public string ClientId { get; private set; } = "";
    public byte[] ClientSecret { get; private set; } = [];
    public string PixKey { get; private set; } = "";
    public string? CertificatePem { get; private set; }
    public byte[]? PrivateKeyPem { get; private set; }

    /// <summary>Opaque part of this company's webhook address.</summary>
    public string WebhookToken { get; private init; } = "";

    /// <summary>Every payment settled before this instant is in the ledger; the poller continues here, with overlap.</summary>
    public DateTimeOffset PolledUntil { get; private set; }
    public DateTimeOffset? LastOkAt { get; private set; }
    public string? LastError { get; private set; }

    /// <summary>What is returned of one payment above this needs a second person.</summary>
    public Money RefundApprovalAbove { get; private set; } = new(500m);

    public static SicrediAccount Open(Guid id, string webhookToken, DateTimeOffset now) =>
        new()
        {
            Id = id,
            WebhookToken = webhookToken,
            PolledUntil = now,
        };

    public void Connect(string baseUrl, string tokenPath, string apiPath, string? cobPath, string clientId, string pixKey)
    {
        BaseUrl = baseUrl;
        TokenPath = tokenPath;
        ApiPath = apiPath;
        CobPath = cobPath;
        ClientId = clientId;
        PixKey = pixKey;
    }

    public void SetClientSecret(byte[] encrypted) => ClientSecret = encrypted;

    public void SetCertificate(string certificatePem, byte[] encryptedPrivateKey)
    {
        CertificatePem = certificatePem;
        PrivateKeyPem = encryptedPrivateKey;
    }

    public void RequireApprovalAbove(Money amount) => RefundApprovalAbove = amount;

    public void NoteOk(DateTimeOffset now)
    {
        LastOkAt = now;
        LastError = null;
    }

    public void NoteError(string error) => LastError = error;

    public void AdvancePoll(DateTimeOffset until)
    {
        if (until > PolledUntil)
            PolledUntil = until;
    }
}
