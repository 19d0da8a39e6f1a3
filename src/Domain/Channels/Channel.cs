using CleanApp.Domain.Common;

namespace CleanApp.Domain.Channels;

/// <summary>A company's WhatsApp number at Meta. Secrets are stored encrypted and never leave the server.</summary>
public sealed class Channel : TenantEntity
{
    private Channel() { }

    public string Name { get; private set; } = "";
    public string BaseUrl { get; private set; } = "";

    /// <summary>Always named: a call without one gets whatever version the app has at Meta.</summary>
    public string GraphVersion { get; private set; } = "";
    public string PhoneNumberId { get; private init; } = "";
    public string WabaId { get; private set; } = "";
    public byte[] AccessToken { get; private set; } = [];
    public byte[] AppSecret { get; private set; } = [];

    /// <summary>Accepted as well while Meta and we change to another one.</summary>
    public byte[]? PreviousAppSecret { get; private set; }
    public byte[] VerifyToken { get; private set; } = [];

    /// <summary>Opaque part of this number's webhook address.</summary>
    public string WebhookToken { get; private init; } = "";
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>Since when nothing is sent, because Meta said that nothing will be taken until a person acts. What is queued waits.</summary>
    public DateTimeOffset? PausedAt { get; private set; }

    /// <summary>Meta's error code.</summary>
    public int? PauseCode { get; private set; }
    public DateTimeOffset? CheckedAt { get; private set; }
    public bool? TokenIsValid { get; private set; }
    public DateTimeOffset? TokenExpiresAt { get; private set; }
    public string? DisplayNumber { get; private set; }
    public string? VerifiedName { get; private set; }
    public string? Quality { get; private set; }
    public string? MessagingLimit { get; private set; }

    /// <summary>Sent and received together.</summary>
    public int MessagesPerSecond { get; private set; } = 80;

    /// <summary>When Meta last delivered anything, and anything about a message of ours: proof that silence about another one means something.</summary>
    public DateTimeOffset? LastWebhookAt { get; private set; }
    public DateTimeOffset? LastStatusAt { get; private set; }

    /// <summary>When the list of templates that is stored was asked for.</summary>
    public DateTimeOffset? TemplatesSyncedAt { get; private set; }

    public static Channel Connect(Guid id, string phoneNumberId, string webhookToken, DateTimeOffset now) =>
        new()
        {
            Id = id,
            PhoneNumberId = phoneNumberId,
            WebhookToken = webhookToken,
            CreatedAt = now,
        };

    public void Change(string name, string baseUrl, string graphVersion, string wabaId)
    {
        Name = name;
        BaseUrl = baseUrl;
        GraphVersion = graphVersion;
        WabaId = wabaId;
    }

    public void SetAccessToken(byte[] sealedToken) => AccessToken = sealedToken;

    /// <param name="keepOld">Whether the secret there was signs as well for a while.</param>
    public void SetAppSecret(byte[] sealedSecret, byte[]? keepOld)
    {
        AppSecret = sealedSecret;
        PreviousAppSecret = keepOld;
    }

    public void SetVerifyToken(byte[] sealedToken) => VerifyToken = sealedToken;

    /// <summary>The first reason stays until a person resumes.</summary>
    public void Pause(int code, DateTimeOffset now)
    {
        if (PausedAt is not null)
            return;
        PausedAt = now;
        PauseCode = code;
    }

    public void Resume()
    {
        PausedAt = null;
        PauseCode = null;
    }

    public void NoteHealth(
        bool tokenIsValid,
        DateTimeOffset? tokenExpiresAt,
        string? displayNumber,
        string? verifiedName,
        string? quality,
        string? messagingLimit,
        int? messagesPerSecond,
        DateTimeOffset now
    )
    {
        CheckedAt = now;
        TokenIsValid = tokenIsValid;
        TokenExpiresAt = tokenExpiresAt;
        DisplayNumber = displayNumber ?? DisplayNumber;
        VerifiedName = verifiedName ?? VerifiedName;
        Quality = quality ?? Quality;
        MessagingLimit = messagingLimit ?? MessagingLimit;
        MessagesPerSecond = messagesPerSecond ?? MessagesPerSecond;
    }

    /// <returns>False when a list asked for later is stored already.</returns>
    public bool SyncTemplates(DateTimeOffset askedAt)
    {
        if (TemplatesSyncedAt > askedAt)
            return false;
        TemplatesSyncedAt = askedAt;
        return true;
    }
}
