using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Sales.Pipelines;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Dashboards;

/// <summary>What was tried, won and lost in a time, of what the caller may see.</summary>
/// <param name="From">The first business day; null: thirty days with the last.</param>
/// <param name="To">The last business day; null: today.</param>
/// <param name="PipelineId">Of opportunities, only of this one.</param>
/// <param name="OwnerId">Only this one's.</param>
/// <param name="IsUnowned">Only nobody's.</param>
/// <param name="Source">Only of people who came so.</param>
public sealed record GetDashboard(
    DateOnly? From,
    DateOnly? To,
    ComparedTime Compared,
    Guid? PipelineId,
    Guid? OwnerId,
    bool IsUnowned,
    LeadSource? Source
) : IRequest<DashboardView>;

public enum ComparedTime
{
    /// <summary>As many days, right before.</summary>
    Previous,

    /// <summary>The same days, a year before.</summary>
    Year,
    None,
}

internal sealed class GetDashboardValidator : AbstractValidator<GetDashboard>
{
    public const int MostDays = 366;

    public GetDashboardValidator()
    {
        RuleFor(r => r.To)
            .Must((request, to) => to is null || request.From is null || Days(request.From.Value, to.Value) is >= 1 and <= MostDays)
            .WithMessage($"Must not be before the first day, nor make more than {MostDays} days.");
        // What is added to a day, or taken from it, must be one.
        RuleFor(r => r.From).Must(IsDay).WithMessage("Must be in this century.");
        RuleFor(r => r.To).Must(IsDay).WithMessage("Must be in this century.");
        RuleFor(r => r.Compared).IsInEnum();
        RuleFor(r => r.Source).IsInEnum();
    }

    private static int Days(DateOnly from, DateOnly to) => to.DayNumber - from.DayNumber + 1;

    private static bool IsDay(DateOnly? day) => day is null or { Year: >= 2000 and < 2100 };
}

internal sealed class GetDashboardHandler(DashboardBook book) : IRequestHandler<GetDashboard, DashboardView>
{
    public Task<DashboardView> Handle(GetDashboard request, CancellationToken ct) => book.OfAsync(request, ct);
}

/// <summary>The figures of a time and of the one it is compared with; shown, and saved as a file.</summary>
internal sealed class DashboardBook(ISalesDb db, DashboardLines lines, BoardFilters filters, ITenantProfile company, TimeProvider clock)
{
    /// <summary>Longer times are shown month by month.</summary>
    private const int MostDaysByDay = 62;
    private const int UsualDays = 30;

    /// <exception cref="DomainException">There is no such pipeline, or the owner is nobody of the company.</exception>
    public async Task<DashboardView> OfAsync(GetDashboard request, CancellationToken ct)
    {
        var calendar = (await company.GetAsync(ct)).Calendar;
        var time = TimeOf(request, calendar.DayOf(clock.GetUtcNow()));
        var before = BeforeOf(request.Compared, time);
        var owners = await filters.OwnersAsync(request.OwnerId, request.IsUnowned, ct);
        var filter = new FigureFilter(owners, request.PipelineId, request.Source, time.Days <= MostDaysByDay);
        var stages = await lines.StagesAsync(request.PipelineId, ct);
        var sums = (await db.SumFiguresAsync(filter, before is null ? [time] : [time, before], ct)).ToLookup(s => (s.By, s.Time));
        var (now, then) = (new TimeSums(sums, 0), before is null ? null : new TimeSums(sums, 1));
        return new DashboardView(
            PeriodOf(time, calendar),
            before is null ? null : PeriodOf(before, calendar),
            now.Total,
            then?.Total,
            DashboardLines.Sources(now, then),
            await lines.OwnersAsync(now, then, ct),
            DashboardLines.Stages(stages, now, then),
            DashboardLines.Won(now, time, filter.ByDay),
            before is null ? [] : DashboardLines.Won(then!, before, filter.ByDay),
            DashboardLines.Cycles(now, then),
            DashboardLines.Answers(now, then)
        );
    }

    private static FigureTime TimeOf(GetDashboard request, DateOnly today)
    {
        var to = request.To ?? request.From?.AddDays(UsualDays - 1) ?? today;
        return new FigureTime(request.From ?? to.AddDays(1 - UsualDays), to);
    }

    private static FigureTime? BeforeOf(ComparedTime compared, FigureTime time) =>
        compared switch
        {
            ComparedTime.Previous => new FigureTime(time.From.AddDays(-time.Days), time.From.AddDays(-1)),
            ComparedTime.Year => new FigureTime(time.From.AddYears(-1), time.To.AddYears(-1)),
            _ => null,
        };

    private static DashboardPeriod PeriodOf(FigureTime time, BusinessCalendar calendar) =>
        new(time.From, time.To, calendar.StartOf(time.From), calendar.StartOf(time.To.AddDays(1)));
}
