namespace CleanApp.Domain.Common;

/// <summary>Turns an instant into the company's business day: the local date, counted from the cut-off instead of midnight.</summary>
public sealed record BusinessCalendar(string TimeZone, TimeOnly Cutoff)
{
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant).Subtract(Cutoff.ToTimeSpan()).DateTime);

    /// <summary>The first instant of a business day.</summary>
    public DateTimeOffset StartOf(DateOnly day) => InstantOf(day.ToDateTime(Cutoff));

    /// <summary>When clocks there show this; where they are put forward over it, the hour that exists.</summary>
    public DateTimeOffset InstantOf(DateTime local)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    public DateTimeOffset ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
}
