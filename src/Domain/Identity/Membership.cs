using CleanApp.Domain.Common;

namespace CleanApp.Domain.Identity;

/// <summary>A person's place in one company.</summary>
public sealed class Membership : TenantEntity
{
    private Membership() { }

    public Guid UserId { get; private init; }
    public Role Role { get; private set; }
    public bool Active { get; private set; } = true;
    public DateTimeOffset CreatedAt { get; private init; }

    public static Membership Of(Guid userId, Role role, DateTimeOffset now) =>
        new()
        {
            Id = userId,
            UserId = userId,
            Role = role,
            CreatedAt = now,
        };

    public void Change(Role role, bool active)
    {
        Role = role;
        Active = active;
    }
}
