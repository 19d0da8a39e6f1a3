using CleanApp.Application.Sales.Opportunities;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Dashboards;

/// <summary>What records count as; the database's names are the same in snake_case.</summary>
public static class Fact
{
    /// <summary>On the day it was opened: by how far it has come.</summary>
    public const string Lead = "lead";

    /// <summary>A lead, by how soon its customer was answered.</summary>
    public const string Answer = "answer";

    /// <summary>Its opportunity was won; on the day the lead was opened.</summary>
    public const string LeadWon = "lead_won";

    /// <summary>An opportunity on the day it was opened, in the stage it stands in or ended in.</summary>
    public const string Opened = "opened";

    /// <summary>On the day it was, by how long it took.</summary>
    public const string Won = "won";
    public const string Lost = "lost";

    /// <summary>A version the customer can answer, on the day it was sent.</summary>
    public const string ProposalOpen = "proposal_open";

    /// <summary>On the day it was.</summary>
    public const string ProposalAccepted = "proposal_accepted";
}

/// <summary>By what it is looked at.</summary>
public enum FigureKey
{
    Source,
    Owner,
    Stage,
    Band,

    /// <summary>Day or month: of what was won.</summary>
    Time,
}

/// <param name="PipelineId">Of opportunities, only of this one; leads are in none.</param>
/// <param name="Source">Only of people who came so.</param>
/// <param name="ByDay">Else by month.</param>
public sealed record FigureFilter(Owners Owners, Guid? PipelineId, LeadSource? Source, bool ByDay);

/// <summary>From a business day to another, the last included.</summary>
public sealed record FigureTime(DateOnly From, DateOnly To)
{
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>As it is summed up: months that are whole in one piece, and the days before and after them.</summary>
    public IEnumerable<(bool IsMonths, DateOnly From, DateOnly To)> Parts()
    {
        var months = (From: FirstOfMonth(From.AddDays(-1)).AddMonths(1), To: FirstOfMonth(To.AddDays(1)));
        if (months.From >= months.To)
            return [(false, From, To)];
        return new[] { (false, From, months.From.AddDays(-1)), (true, months.From, months.To.AddDays(-1)), (false, months.To, To) }.Where(part =>
            part.Item2 <= part.Item3
        );
    }

    public static DateOnly FirstOfMonth(DateOnly day) => new(day.Year, day.Month, 1);
}

/// <param name="Time">The place of its time among those that were asked for.</param>
/// <param name="Key">An id, a name, a number, a day: null: none.</param>
/// <param name="Seconds">Together, of what was won.</param>
public sealed record FigureSum(
    FigureKey By,
    int Time,
    string Fact,
    string? Key,
    long Number,
    long Qualified,
    long Converted,
    long Won,
    long Lost,
    decimal Amount,
    long Seconds
);
