namespace CleanApp.Domain.Common;

/// <summary>Who did it: a member, or the system itself (a confirmed payment).</summary>
public readonly record struct Actor(Guid? UserId)
{
    public static readonly Actor System = new(null);
}
