using CleanApp.Domain.Privacy;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Privacy;

public sealed class IncidentDeadlineTests
{
    [Theory]
    [InlineData("2026-11-16", "2026-11-19")] // Monday
    [InlineData("2026-11-18", "2026-11-23")] // Wednesday, over a weekend
    [InlineData("2026-11-20", "2026-11-25")] // Friday
    [InlineData("2026-11-21", "2026-11-25")] // Saturday
    [InlineData("2026-12-30", "2027-01-04")] // over a year's end
    public void The_third_business_day_after_it_was_known(string known, string last) =>
        IncidentDeadline.After(DateOnly.Parse(known, System.Globalization.CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd").ShouldBe(last);
}
