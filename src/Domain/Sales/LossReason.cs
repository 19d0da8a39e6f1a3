using CleanApp.Domain.Common;

namespace CleanApp.Domain.Sales;

/// <summary>Why something was not sold, in the company's own words; what was lost keeps pointing to it when it is no longer offered.</summary>
public sealed class LossReason : TenantEntity
{
    /// <summary>As many as a company may have, the ones switched off among them.</summary>
    public const int Most = 50;

    private LossReason() { }

    /// <summary>One of each in a company, however it is written.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Whether it can still be chosen.</summary>
    public bool Active { get; private set; } = true;
    public DateTimeOffset CreatedAt { get; private init; }

    public static LossReason Create(Guid id, string name, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Name = name.Trim(),
            CreatedAt = now,
        };

    public void Change(string name, bool active) => (Name, Active) = (name.Trim(), active);
}
