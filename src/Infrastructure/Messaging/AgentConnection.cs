using CleanApp.Domain.Common;

namespace CleanApp.Infrastructure.Messaging;

/// <summary>One open screen of somebody who answers. It is believed until it expires, and its node says again that it is there.</summary>
internal sealed class AgentConnection : TenantEntity
{
    private AgentConnection() { }

    public Guid UserId { get; private init; }
    public DateTimeOffset ExpiresAt { get; private init; }

    /// <summary>It has expired, and whoever must know was told. It does not come back.</summary>
    public bool IsOver { get; private init; }
}
