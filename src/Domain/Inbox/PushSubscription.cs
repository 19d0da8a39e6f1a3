using CleanApp.Domain.Common;

namespace CleanApp.Domain.Inbox;

/// <summary>A browser that a member is told on while no page is open: an address at its maker's push service, and the keys only it can open with.</summary>
public sealed class PushSubscription : TenantEntity
{
    /// <summary>A test is a call to somebody else's server.</summary>
    public static readonly TimeSpan BetweenTests = TimeSpan.FromSeconds(3);

    private PushSubscription() { }

    public Guid UserId { get; private set; }

    /// <summary>Signed in on it: with the session the right to be told ends.</summary>
    public Guid SessionId { get; private set; }

    /// <summary>As its owner recognises it: <c>Chrome, Windows</c>.</summary>
    public string Device { get; private set; } = "";

    /// <summary>By which the same browser is found again.</summary>
    public string EndpointHash { get; private init; } = "";

    /// <summary>Address and keys; sealed.</summary>
    public byte[] Target { get; private set; } = [];
    public DateTimeOffset CreatedAt { get; private init; }
    public DateTimeOffset? TestedAt { get; private set; }

    public static PushSubscription Create(Guid id, string endpointHash, DateTimeOffset now) =>
        new()
        {
            Id = id,
            EndpointHash = endpointHash,
            CreatedAt = now,
        };

    /// <summary>Whoever is signed in there now is told there, and nobody else.</summary>
    /// <param name="target">Sealed.</param>
    public void BelongTo(Guid userId, Guid sessionId, string device, byte[] target) =>
        (UserId, SessionId, Device, Target) = (userId, sessionId, device.Trim(), target);

    public void Test(DateTimeOffset now)
    {
        if (now - TestedAt < BetweenTests)
            throw new DomainException(AlertErrors.TestedJustNow) { RetryAfter = BetweenTests };
        TestedAt = now;
    }
}

/// <summary>How far in a conversation a browser was told; so that nothing is told of twice.</summary>
public sealed class DeviceAlert : TenantEntity
{
    private DeviceAlert() { }

    public Guid SubscriptionId { get; private init; }
    public Guid ConversationId { get; private init; }

    /// <summary>The number of the newest item then.</summary>
    public int Sequence { get; private init; }
    public DateTimeOffset At { get; private init; }
}
