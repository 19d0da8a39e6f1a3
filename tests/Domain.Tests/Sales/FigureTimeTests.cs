using CleanApp.Application.Sales.Dashboards;
using Shouldly;
using Xunit;

namespace CleanApp.Domain.Tests.Sales;

/// <summary>A time as the dashboard sums it up: whole months in one piece, and the days at both ends.</summary>
public sealed class FigureTimeTests
{
    [Theory]
    [InlineData("2026-03-01", "2026-03-31", "months 2026-03-01 2026-03-31")]
    [InlineData("2026-03-02", "2026-04-29", "days 2026-03-02 2026-04-29")]
    [InlineData("2026-02-28", "2026-04-01", "days 2026-02-28 2026-02-28|months 2026-03-01 2026-03-31|days 2026-04-01 2026-04-01")]
    [InlineData("2025-12-15", "2026-02-28", "days 2025-12-15 2025-12-31|months 2026-01-01 2026-02-28")]
    [InlineData("2028-02-01", "2028-02-28", "days 2028-02-01 2028-02-28")]
    public void Months_that_are_whole_are_one_piece(string from, string to, string parts) => Told(Of(from, to)).ShouldBe(parts);

    [Fact]
    public void The_pieces_of_whatever_time_are_all_its_days_once()
    {
        for (var from = new DateOnly(2027, 12, 1); from < new DateOnly(2028, 2, 1); from = from.AddDays(1))
        for (var days = 1; days <= 366; days += 1 + days / 9)
        {
            var time = new FigureTime(from, from.AddDays(days - 1));
            var next = from;
            foreach (var (isMonths, first, last) in time.Parts())
            {
                first.ShouldBe(next);
                last.ShouldBeGreaterThanOrEqualTo(first);
                if (isMonths)
                    (first.Day, last.AddDays(1).Day).ShouldBe((1, 1));
                next = last.AddDays(1);
            }
            next.ShouldBe(time.To.AddDays(1));
            time.Days.ShouldBe(days);
        }
    }

    private static FigureTime Of(string from, string to) => new(DateOnly.Parse(from, null), DateOnly.Parse(to, null));

    private static string Told(FigureTime time) =>
        string.Join("|", time.Parts().Select(p => $"{(p.IsMonths ? "months" : "days")} {p.From:yyyy-MM-dd} {p.To:yyyy-MM-dd}"));
}
