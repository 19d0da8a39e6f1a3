using CleanApp.Application.Common;
using CleanApp.Application.Sales.Pipelines;

namespace CleanApp.Application.Sales.Dashboards;

/// <summary>The sums of one time, as they are looked up.</summary>
internal sealed class TimeSums(ILookup<(FigureKey By, int Time), FigureSum> sums, int time)
{
    public IReadOnlyList<FigureSum> By(FigureKey key) => [.. sums[(key, time)]];

    public DashboardFigures Total => Figures(By(FigureKey.Source));

    public static DashboardFigures Figures(IEnumerable<FigureSum> of)
    {
        var facts = of.ToLookup(s => s.Fact);
        var seconds = facts[Fact.Won].Sum(s => s.Seconds);
        var won = Number(Fact.Won);
        return new DashboardFigures(
            Number(Fact.Lead),
            facts[Fact.Lead].Sum(s => s.Qualified),
            facts[Fact.Lead].Sum(s => s.Converted),
            Number(Fact.LeadWon),
            Number(Fact.Opened),
            Value(Fact.Opened),
            won,
            Value(Fact.Won),
            Number(Fact.Lost),
            Value(Fact.Lost),
            won > 0 ? seconds / won : null,
            Number(Fact.ProposalOpen),
            Value(Fact.ProposalOpen),
            Number(Fact.ProposalAccepted),
            Value(Fact.ProposalAccepted)
        );

        long Number(string fact) => facts[fact].Sum(s => s.Number);
        MoneyView Value(string fact) => facts[fact].Sum(s => s.Amount).Shown();
    }
}
