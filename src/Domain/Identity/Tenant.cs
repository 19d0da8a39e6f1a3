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

    public BusinessCalendar Calendar => new(TimeZone, BusinessDayCutoff);
}
