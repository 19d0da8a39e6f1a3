using CleanApp.Domain.Common;

namespace CleanApp.Domain.Counter;

/// <summary>A paired TV.</summary>
public sealed class Panel : TenantEntity
{
    private Panel() { }

    public string Name { get; private set; } = "";

    /// <summary>Null until the screen has fetched its token.</summary>
    public string? TokenHash { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }

    public static Panel Create(Guid id, string name, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Name = name.Trim(),
            CreatedAt = now,
        };

    public void Authorise(string tokenHash) => TokenHash = tokenHash;
}

/// <summary>A screen that shows a six-digit code and waits for somebody to enter it. Belongs to nobody until then.</summary>
public sealed class PanelPairing
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    private PanelPairing() { }

    public Guid Id { get; private init; }
    public string Code { get; private init; } = "";
    public string SecretHash { get; private init; } = "";
    public DateTimeOffset ExpiresAt { get; private init; }
    public Guid? PairedTenantId { get; private set; }
    public Guid? PairedPanelId { get; private set; }

    public static PanelPairing Offer(Guid id, string code, string secretHash, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Code = code,
            SecretHash = secretHash,
            ExpiresAt = now + Lifetime,
        };

    public void Pair(Guid tenantId, Panel panel)
    {
        PairedTenantId = tenantId;
        PairedPanelId = panel.Id;
    }
}

/// <summary>One announcement. Sequences of a company are 1, 2, 3 … without gap, in commit order.</summary>
public sealed class PanelCall : TenantEntity
{
    private PanelCall() { }

    /// <summary>Given by the database when the row is written.</summary>
    public long Sequence { get; private init; }
    public Guid TicketId { get; private init; }
    public string Code { get; private init; } = "";
    public Guid DeskId { get; private init; }
    public string DeskName { get; private init; } = "";
    public string ServiceName { get; private init; } = "";
    public bool Recall { get; private init; }
    public DateTimeOffset CalledAt { get; private init; }

    public static PanelCall Announce(QueueTicket ticket, Desk desk, string serviceName, bool recall, DateTimeOffset now) =>
        new()
        {
            Id = Guid.CreateVersion7(now),
            TicketId = ticket.Id,
            Code = ticket.Code,
            DeskId = desk.Id,
            DeskName = desk.Name,
            ServiceName = serviceName,
            Recall = recall,
            CalledAt = now,
        };
}
