using CleanApp.Domain.Common;

namespace CleanApp.Domain.Identity;

/// <summary>One company.</summary>
public sealed class Tenant
{
    private Tenant() { }

    public Guid Id { get; private init; }
    public string Name { get; private set; } = "";

    /// <summary>IANA name; the business day is counted in it.</summary>
    public string TimeZone { get; private set; } = "America/Sao_Paulo";

    /// <summary>Local time at which a business day begins; a shop open past midnight sets it to, say, 05:00.</summary>
    public TimeOnly BusinessDayCutoff { get; private set; }
    public DateTimeOffset CreatedAt { get; private init; }

    /// <summary>From when nobody works here without a second factor; null: everybody as they like.</summary>
    public DateTimeOffset? SecondFactorFrom { get; private set; }

    /// <summary>Sees only what is in the MVP, whatever else the installation offers.</summary>
    public bool MvpOnly { get; private set; }

    public static Tenant Register(Guid id, string name, DateTimeOffset now) =>
        new()
        {
            Id = id,
            Name = name.Trim(),
            CreatedAt = now,
        };

    public void Describe(string name, string timeZone, TimeOnly businessDayCutoff)
    {
        Name = name.Trim();
        TimeZone = timeZone;
        BusinessDayCutoff = businessDayCutoff;
    }

    public void LimitToMvp(bool limited) => MvpOnly = limited;

    /// <summary>Asked for again, the day that was told to people stays; a shorter grace takes effect.</summary>
    public void RequireSecondFactor(TimeSpan grace, DateTimeOffset now)
    {
        if (SecondFactorFrom is null || now + grace < SecondFactorFrom)
            SecondFactorFrom = now + grace;
    }

    public void WaiveSecondFactor() => SecondFactorFrom = null;

    /// <summary>Whether this person may work here now.</summary>
    public bool LetsIn(User person, DateTimeOffset now) => SecondFactorFrom is not { } from || now < from || person.SecondFactorAt is not null;

    public BusinessCalendar Calendar => new(TimeZone, BusinessDayCutoff);
}
