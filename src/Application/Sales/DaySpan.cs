using CleanApp.Application.Identity.Contracts;

namespace CleanApp.Application.Sales;

/// <summary>Business days, the last included; either may be left open.</summary>
public sealed record DaySpan(DateOnly? From, DateOnly? To)
{
    private static readonly DateOnly First = new(2000, 1, 1);
    private static readonly DateOnly Last = new(2099, 12, 31);

    public static DaySpan? Of(DateOnly? from, DateOnly? to) => from is null && to is null ? null : new DaySpan(from, to);

    /// <summary>What is added to a day must be one.</summary>
    public bool IsInThisCentury => (From ?? First) >= First && (To ?? Last) <= Last && (From ?? First) <= Last && (To ?? Last) >= First;

    public async Task<Instants> ByAsync(ITenantProfile company, CancellationToken ct)
    {
        var calendar = (await company.GetAsync(ct)).Calendar;
        return new Instants(calendar.StartOf(From ?? First), calendar.StartOf((To ?? Last).AddDays(1)));
    }
}

/// <summary>From one on, until before the other.</summary>
public sealed record Instants(DateTimeOffset From, DateTimeOffset Until);
