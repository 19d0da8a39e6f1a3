namespace CleanApp.Domain.Common;

/// <summary>Turns an instant into the company's business day: the local date, counted from the cut-off instead of midnight.</summary>
public sealed record BusinessCalendar(string TimeZone, TimeOnly Cutoff)
{
    public DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(ToLocal(instant).Subtract(Cutoff.ToTimeSpan()).DateTime);

    public DateTimeOffset ToLocal(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, TimeZoneInfo.FindSystemTimeZoneById(TimeZone));
}
