using CleanApp.Application.Common;
using MediatR;

namespace CleanApp.Application.Sales.Pipelines;

/// <summary>What is open in a pipeline, by the month in which it is expected, of what the caller may see.</summary>
public sealed record GetForecast(Guid PipelineId, BoardQuestion Question) : IRequest<GetForecast.Response>
{
    /// <param name="Months">In their order; last those of which nobody said when.</param>
    public sealed record Response(IReadOnlyList<Month> Months);

    /// <param name="Begins">Its first day; null: nobody said when.</param>
    /// <param name="Weighted">Each by how likely its stage is to be sold.</param>
    public sealed record Month(DateOnly? Begins, int Count, MoneyView Sum, MoneyView Weighted);
}

internal sealed class GetForecastHandler(ISalesDb db, PipelineViews pipelines, BoardFilters filters)
    : IRequestHandler<GetForecast, GetForecast.Response>
{
    public async Task<GetForecast.Response> Handle(GetForecast request, CancellationToken ct)
    {
        var stages = (await pipelines.ActiveStagesAsync(request.PipelineId, ct)).ToDictionary(s => s.Id);
        var totals = await db.SumMonthsAsync(await filters.OfAsync(request.Question, ct), [.. stages.Keys], ct);
        return new GetForecast.Response([
            .. totals
                .GroupBy(t => t.Month)
                .OrderBy(month => month.Key ?? DateOnly.MaxValue)
                .Select(month => new GetForecast.Month(
                    month.Key,
                    month.Sum(t => t.Count),
                    month.Sum(t => t.Sum).Shown(),
                    month.Sum(t => t.Sum.By(stages[t.StageId].Probability)).Shown()
                )),
        ]);
    }
}
