using CleanApp.Domain.Common;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Common;

public sealed class BusinessCalendarTests
{
    [Theory]
    [InlineData("2026-11-21T23:59:59.9990000-03:00", "2026-11-21")]
    [InlineData("2026-11-21T23:59:59.9999999-03:00", "2026-11-21")]
    [InlineData("2026-11-22T00:00:00.0000000-03:00", "2026-11-22")]
    [InlineData("2026-11-22T02:59:59.9999999+00:00", "2026-11-21")]
    [InlineData("2026-11-22T03:00:00.0000000+00:00", "2026-11-22")]
    public void A_day_ends_at_local_midnight_to_the_tick(string instant, string day) => DayOf("America/Sao_Paulo", "00:00", instant).ShouldBe(day);

    [Theory]
    [InlineData("2026-11-22T00:00:00.0000000-03:00", "2026-11-21")]
    [InlineData("2026-11-22T04:59:59.9999999-03:00", "2026-11-21")]
    [InlineData("2026-11-22T05:00:00.0000000-03:00", "2026-11-22")]
    [InlineData("2026-11-22T23:59:59.9999999-03:00", "2026-11-22")]
    public void A_shop_open_past_midnight_ends_its_day_at_the_cut_off(string instant, string day) =>
        DayOf("America/Sao_Paulo", "05:00", instant).ShouldBe(day);

    [Theory]
    [InlineData("America/Sao_Paulo", "00:00")]
    [InlineData("America/Sao_Paulo", "05:00")]
    [InlineData("America/Rio_Branco", "23:59")]
    [InlineData("America/New_York", "00:00")]
    [InlineData("Asia/Tokyo", "12:30")]
    public void A_day_begins_with_its_first_instant(string zone, string cutoff)
    {
        var calendar = new BusinessCalendar(zone, TimeOnly.Parse(cutoff, System.Globalization.CultureInfo.InvariantCulture));
        for (var day = new DateOnly(2026, 10, 25); day < new DateOnly(2027, 3, 20); day = day.AddDays(1))
        {
            calendar.DayOf(calendar.StartOf(day)).ShouldBe(day);
            calendar.DayOf(calendar.StartOf(day).AddTicks(-1)).ShouldBe(day.AddDays(-1));
        }
    }

    [Theory]
    [InlineData("America/Noronha", "2026-11-22")]
    [InlineData("America/Sao_Paulo", "2026-11-21")]
    [InlineData("America/Manaus", "2026-11-21")]
    [InlineData("America/Rio_Branco", "2026-11-21")]
    [InlineData("Asia/Tokyo", "2026-11-22")]
    public void The_same_instant_is_another_day_elsewhere(string zone, string day) => DayOf(zone, "00:00", "2026-11-22T02:30:00Z").ShouldBe(day);

    [Theory]
    [InlineData("2026-12-31T23:59:59.9999999-03:00", "2026-12-31")]
    [InlineData("2027-01-01T00:00:00.0000000-03:00", "2027-01-01")]
    [InlineData("2028-02-29T23:59:59.9999999-03:00", "2028-02-29")]
    [InlineData("2028-03-01T00:00:00.0000000-03:00", "2028-03-01")]
    public void Years_and_leap_days_end_like_other_days(string instant, string day) => DayOf("America/Sao_Paulo", "00:00", instant).ShouldBe(day);

    // New York: on 8 March 2026 02:00 becomes 03:00 (23 hours), on 1 November 02:00 becomes 01:00 (25 hours).
    [Theory]
    [InlineData("2026-03-08T04:59:59.9999999Z", "2026-03-07")]
    [InlineData("2026-03-08T05:00:00.0000000Z", "2026-03-08")]
    [InlineData("2026-03-09T03:59:59.9999999Z", "2026-03-08")]
    [InlineData("2026-03-09T04:00:00.0000000Z", "2026-03-09")]
    [InlineData("2026-11-01T03:59:59.9999999Z", "2026-10-31")]
    [InlineData("2026-11-01T04:00:00.0000000Z", "2026-11-01")]
    [InlineData("2026-11-02T04:59:59.9999999Z", "2026-11-01")]
    [InlineData("2026-11-02T05:00:00.0000000Z", "2026-11-02")]
    public void A_day_on_which_the_clock_changes_still_runs_from_midnight_to_midnight(string instant, string day) =>
        DayOf("America/New_York", "00:00", instant).ShouldBe(day);

    [Theory]
    [InlineData("2026-03-08T08:59:59.9999999Z", "2026-03-07")]
    [InlineData("2026-03-08T09:00:00.0000000Z", "2026-03-08")]
    [InlineData("2026-11-01T09:59:59.9999999Z", "2026-10-31")]
    [InlineData("2026-11-01T10:00:00.0000000Z", "2026-11-01")]
    public void The_cut_off_is_what_the_clock_on_the_wall_shows(string instant, string day) =>
        DayOf("America/New_York", "05:00", instant).ShouldBe(day);

    // Before 2019 São Paulo had summer time, beginning at midnight: on 4 November 2018 the clock went from 23:59:59 to 01:00.
    [Theory]
    [InlineData("2018-11-04T02:59:59.9999999Z", "2018-11-03")]
    [InlineData("2018-11-04T03:00:00.0000000Z", "2018-11-04")]
    public void A_day_without_midnight_begins_where_its_clock_begins(string instant, string day) =>
        DayOf("America/Sao_Paulo", "00:00", instant).ShouldBe(day);

    [Fact]
    public void Local_time_is_what_the_customer_reads_on_the_slip() =>
        new BusinessCalendar("America/Sao_Paulo", TimeOnly.MinValue)
            .ToLocal(Given.Now)
            .ToString("dd'/'MM'/'yyyy HH:mm zzz", System.Globalization.CultureInfo.InvariantCulture)
            .ShouldBe("21/11/2026 10:00 -03:00");

    private static string DayOf(string zone, string cutoff, string instant) =>
        new BusinessCalendar(zone, TimeOnly.Parse(cutoff, System.Globalization.CultureInfo.InvariantCulture))
            .DayOf(DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture))
            .ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
}
