namespace CleanApp.Domain.Common;

/// <summary>Turns an instant into the company's business day: the local date, counted from the cut-off instead of midnight.</summary>
public sealed record BusinessCalendar(string TimeZone, TimeOnly Cutoff)
{
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant).Subtract(Cutoff.ToTimeSpan()).DateTime);

    /// <summary>The first instant of a business day.</summary>
    public DateTimeOffset StartOf(DateOnly day)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(TimeZone);
        var local = day.ToDateTime(Cutoff);
        // Where the clock is put forward over it, the day begins with the hour that exists.
        if (zone.IsInvalidTime(local))
            local = local.AddHours(1);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    public DateTimeOffset ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
}
