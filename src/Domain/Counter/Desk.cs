using CleanApp.Domain.Common;

namespace CleanApp.Domain.Counter;

/// <summary>Where a customer is attended (guichê).</summary>
public sealed class Desk : TenantEntity
{
    private Desk() { }

    public string Name { get; private set; } = "";
    public bool Active { get; private set; } = true;
    public DateTimeOffset CreatedAt { get; private init; }

    public static Desk Create(Guid id, string name, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Name = name.Trim(),
            CreatedAt = now,
        };

    public void Describe(string name, bool active)
    {
        Name = name.Trim();
        Active = active;
    }
}
