using CleanApp.Application.Sales.Dashboards;

namespace CleanApp.Application.Sales;

public partial interface ISalesDb
{
    /// <summary>What was counted in these times, by what it is looked at; as exact as what has been committed.</summary>
    Task<List<FigureSum>> SumFiguresAsync(FigureFilter filter, IReadOnlyList<FigureTime> times, CancellationToken ct);

    /// <summary>Folds what was noted first, at most so many, into the sums.</summary>
    /// <returns>How many; 0 as well when somebody else is at it.</returns>
    Task<int> FoldFiguresAsync(int most, CancellationToken ct);

    /// <summary>Whoever still counts by days the company had before has committed afterwards.</summary>
    Task AwaitDaysAsync(CancellationToken ct);

    /// <summary>Puts all sums down anew by the records.</summary>
    /// <returns>How many were not what they should be.</returns>
    Task<int> RebuildFiguresAsync(CancellationToken ct);
}
