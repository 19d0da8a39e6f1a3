namespace CleanApp.Domain.Identity;

/// <summary>One signed-in device: the family of refresh tokens that came from one sign-in.</summary>
public sealed class Session
{
    private Session() { }

    public Guid Id { get; private init; }
    public Guid UserId { get; private init; }

    /// <summary>The company the person works in at present.</summary>
    public Guid CurrentTenantId { get; private set; }
    public Browser Browser { get; private init; }
    public Platform Platform { get; private init; }
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>When a token was last asked for; an open screen asks every quarter of an hour.</summary>
    public DateTimeOffset LastUsedAt { get; private set; }
    public DateTimeOffset? EndedAt { get; private set; }

    public static Session Start(Guid id, Guid userId, Guid tenantId, Device device, DateTimeOffset now) =>
        new()
        {
            Id = id,
            UserId = userId,
            CurrentTenantId = tenantId,
            Browser = device.Browser,
            Platform = device.Platform,
            CreatedAt = now,
            LastUsedAt = now,
        };

    public void Touch(DateTimeOffset now) => LastUsedAt = now;

    public void SwitchTo(Guid tenantId) => CurrentTenantId = tenantId;

    public void End(DateTimeOffset now) => EndedAt ??= now;
}

/// <summary>One link in a session's chain. Only its hash is kept; the child's secret is derived from the parent's.</summary>
public sealed class RefreshToken
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>For this long after it was used, a parent presented again gets the same child: two tabs refreshing at once.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(15);

    private RefreshToken() { }

    public Guid Id { get; private init; }
    public Guid SessionId { get; private init; }
    public Guid UserId { get; private init; }
    public string TokenHash { get; private init; } = "";
    public string? ChildHash { get; private set; }
    public DateTimeOffset ExpiresAt { get; private init; }
    public DateTimeOffset? UsedAt { get; private set; }

    public static RefreshToken Create(Guid id, Session session, string tokenHash, DateTimeOffset now) =>
        new()
        {
            Id = id,
            SessionId = session.Id,
            UserId = session.UserId,
            TokenHash = tokenHash,
            ExpiresAt = now + Lifetime,
        };

    public bool HasExpired(DateTimeOffset now) => now >= ExpiresAt;

    /// <summary>Whether a used token, presented again, may still be answered with its child. The child itself must be unused as well.</summary>
    public bool IsInGrace(DateTimeOffset now) => UsedAt is { } usedAt && now - usedAt <= Grace;

    /// <summary>A token has one child: a second use changes nothing.</summary>
    public void Use(string childHash, DateTimeOffset now)
    {
        if (UsedAt is not null)
            return;
        ChildHash = childHash;
        UsedAt = now;
    }
}
