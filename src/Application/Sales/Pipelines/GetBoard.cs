using CleanApp.Application.Common;
using CleanApp.Application.Sales.Opportunities;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.Pipelines;

/// <summary>What is open in a pipeline, of what the caller may see: of each stage how many, how much, and the first of them.</summary>
/// <param name="Cards">Of each stage at most so many.</param>
public sealed record GetBoard(Guid PipelineId, BoardQuestion Question, int Cards) : IRequest<GetBoard.Response>
{
    /// <param name="Stages">Those that are switched on, in their order.</param>
    /// <param name="Sum">Of all that is open and has an amount.</param>
    /// <param name="Weighted">The same, each by how likely its stage is to be sold.</param>
    public sealed record Response(IReadOnlyList<Column> Stages, int Count, MoneyView Sum, MoneyView Weighted);

    /// <param name="Next">Pass it as <c>after</c> for the following cards of this stage; null when these are all.</param>
    public sealed record Column(StageView Stage, int Count, MoneyView Sum, MoneyView Weighted, IReadOnlyList<OpportunitySummary> Cards, string? Next);
}

internal sealed class GetBoardHandler(ISalesDb db, PipelineViews pipelines, BoardFilters filters, OpportunityViews views)
    : IRequestHandler<GetBoard, GetBoard.Response>
{
    public async Task<GetBoard.Response> Handle(GetBoard request, CancellationToken ct)
    {
        var stages = await pipelines.ActiveStagesAsync(request.PipelineId, ct);
        Guid[] ids = [.. stages.Select(s => s.Id)];
        var filter = await filters.OfAsync(request.Question, ct);
        var pages = (await db.ListCardsAsync(filter, ids, null, request.Cards, ct))
            .GroupBy(card => card.StageId)
            .ToDictionary(
                stage => stage.Key,
                stage => StagePage.Of([.. stage.OrderBy(card => card.OrderKey.Value, StringComparer.Ordinal)], request.Cards)
            );
        var totals = (await db.SumStagesAsync(filter, ids, ct)).ToDictionary(t => t.StageId);
        var shown = (await views.OfAsync([.. pages.Values.SelectMany(page => page.Items)], ct)).ToLookup(card => card.Stage.Id);
        return new GetBoard.Response(
            [
                .. stages.Select(stage =>
                    ColumnOf(stage, totals.GetValueOrDefault(stage.Id), shown[stage.Id], pages.GetValueOrDefault(stage.Id)?.Next)
                ),
            ],
            totals.Values.Sum(t => t.Count),
            totals.Values.Sum(t => t.Sum).Shown(),
            stages.Sum(s => (totals.GetValueOrDefault(s.Id)?.Sum ?? 0).By(s.Probability)).Shown()
        );
    }

    private static GetBoard.Column ColumnOf(PipelineStage stage, StageTotal? total, IEnumerable<OpportunitySummary> cards, string? next)
    {
        var sum = total?.Sum ?? 0;
        return new GetBoard.Column(StageView.Of(stage), total?.Count ?? 0, sum.Shown(), sum.By(stage.Probability).Shown(), [.. cards], next);
    }
}
