using CleanApp.Domain.Common;

namespace CleanApp.Domain.Privacy;

/// <summary>How long a company keeps one class of data, where it is not the class's own default. One per class.</summary>
public sealed class RetentionPolicy : TenantEntity
{
    private RetentionPolicy() { }

    public string Class { get; private init; } = "";

    /// <summary>Null: for ever.</summary>
    public int? KeepDays { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public Guid? ByUserId { get; private set; }

    public static RetentionPolicy For(Guid id, string name) => new() { Id = id, Class = name };

    public void Keep(int? days, Actor by, DateTimeOffset now) => (KeepDays, ByUserId, ChangedAt) = (days, by.UserId, now);
}

/// <summary>What was removed of one class on one business day, counted in the transactions that removed it.</summary>
public sealed class RetentionRun : TenantEntity
{
    private RetentionRun() { }

    public string Class { get; private init; } = "";
    public DateOnly Day { get; private init; }
    public int KeepDays { get; private init; }
    public int Removed { get; private init; }

    /// <summary>Of the last removal.</summary>
    public DateTimeOffset At { get; private init; }
}

/// <summary>
/// Nothing about this person goes, by nobody's wish, while it stands: a lawsuit, an authority's order (LGPD art. 16, I). The database refuses
/// to anonymise whom it protects.
/// </summary>
public sealed class LegalHold : TenantEntity
{
    private LegalHold() { }

    public Guid ContactId { get; private init; }

    /// <summary>Sealed.</summary>
    public byte[] Reason { get; private init; } = [];
    public DateTimeOffset PlacedAt { get; private init; }
    public Guid? PlacedByUserId { get; private init; }
    public DateTimeOffset? LiftedAt { get; private set; }
    public Guid? LiftedByUserId { get; private set; }

    public static LegalHold Place(Guid id, Guid contactId, byte[] reason, Actor by, DateTimeOffset now) =>
        new()
        {
            Id = id,
            ContactId = contactId,
            Reason = reason,
            PlacedAt = now,
            PlacedByUserId = by.UserId,
        };

    /// <summary>Repeated, it changes nothing.</summary>
    public void Lift(Actor by, DateTimeOffset now)
    {
        if (LiftedAt is null)
            (LiftedAt, LiftedByUserId) = (now, by.UserId);
    }
}
