using CleanApp.Application.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Dashboards;

/// <summary>What the commercial dashboard shows of a time, beside another.</summary>
/// <param name="Total">Of whatever source, of whomever.</param>
/// <param name="Before">Of the time it is compared with; null when with none.</param>
/// <param name="Sources">How people came, most leads first; of opportunities that began without a lead, no source.</param>
/// <param name="Owners">Whose, by value won, then by name; of what is nobody's, no owner.</param>
/// <param name="Stages">Where what was opened in this time stands or ended, in the order of pipelines and stages.</param>
/// <param name="Won">What was won, day by day, or, in more than two months, month by month: without gap.</param>
/// <param name="WonBefore">The same of the time it is compared with; empty when with none.</param>
/// <param name="CycleTimes">How long what was won had taken.</param>
/// <param name="Answers">How soon customers whose conversations became leads had been answered, and how many of these leads were converted.</param>
public sealed record DashboardView(
    DashboardPeriod Period,
    DashboardPeriod? ComparedWith,
    DashboardFigures Total,
    DashboardFigures? Before,
    IReadOnlyList<SourceFigures> Sources,
    IReadOnlyList<OwnerFigures> Owners,
    IReadOnlyList<StageFigures> Stages,
    IReadOnlyList<WonFigures> Won,
    IReadOnlyList<WonFigures> WonBefore,
    IReadOnlyList<CycleFigures> CycleTimes,
    IReadOnlyList<AnswerFigures> Answers
);

/// <summary>From one business day to another, the last included.</summary>
/// <param name="Begins">The first instant of the first day.</param>
/// <param name="Ends">The first instant after the last day.</param>
public sealed record DashboardPeriod(DateOnly From, DateOnly To, DateTimeOffset Begins, DateTimeOffset Ends);

/// <param name="Leads">That were opened in this time; those merged into others are left out, and so in all that follow.</param>
/// <param name="Qualified">Of these leads: qualified by now, or converted.</param>
/// <param name="Converted">Of these leads: an opportunity goes on with them.</param>
/// <param name="LeadsWon">Of these leads: the opportunity is won.</param>
/// <param name="Opened">Opportunities that were opened in this time.</param>
/// <param name="Won">Opportunities that were won in this time, whenever they were opened; so lost ones.</param>
/// <param name="CycleSeconds">How long these took from being opened to being won, on the average; null when none was won.</param>
/// <param name="ProposalsOpen">Proposals that were sent in this time and can still be answered.</param>
/// <param name="ProposalsAccepted">Proposals that were accepted in this time, whenever they were sent.</param>
public sealed record DashboardFigures(
    long Leads,
    long Qualified,
    long Converted,
    long LeadsWon,
    long Opened,
    MoneyView OpenedValue,
    long Won,
    MoneyView WonValue,
    long Lost,
    MoneyView LostValue,
    long? CycleSeconds,
    long ProposalsOpen,
    MoneyView ProposalsOpenValue,
    long ProposalsAccepted,
    MoneyView ProposalsAcceptedValue
);

public sealed record SourceFigures(LeadSource? Source, DashboardFigures Now, DashboardFigures? Before);

/// <param name="Owner">As who looks after them today.</param>
public sealed record OwnerFigures(NamedId? Owner, DashboardFigures Now, DashboardFigures? Before);

/// <param name="Reached">How many came as far, or farther; whatever was won came past every stage.</param>
/// <param name="Standing">How many stand there still, open.</param>
/// <param name="Won">How many were won from there.</param>
/// <param name="Lost">How many were lost there.</param>
/// <param name="ReachedBefore">Of the time it is compared with; null when with none.</param>
public sealed record StageFigures(Guid PipelineId, NamedId Stage, long Reached, long Standing, long Won, long Lost, long? ReachedBefore);

/// <param name="From">The first day it stands for.</param>
/// <param name="To">The last day, of this time.</param>
public sealed record WonFigures(DateOnly From, DateOnly To, long Won, MoneyView Value);

/// <param name="UnderDays">Less than so many days; null: more than all others.</param>
public sealed record CycleFigures(int? UnderDays, long Won, MoneyView Value, long? WonBefore);

/// <param name="UnderMinutes">Less than so many minutes; null: later than all others.</param>
public sealed record AnswerFigures(int? UnderMinutes, long Leads, long Converted, long? LeadsBefore, long? ConvertedBefore);
