using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Pipelines;

/// <param name="Active">Whether something can be sold by it.</param>
/// <param name="Stages">In their order, those that are switched off among them.</param>
public sealed record PipelineView(Guid Id, string Name, bool Active, IReadOnlyList<StageView> Stages);

/// <param name="Probability">Of a hundred that stand here, as many are sold.</param>
/// <param name="RottingDays">For how many days something may stand here; null: for ever.</param>
public sealed record StageView(Guid Id, string Name, int Probability, int? RottingDays, bool Active)
{
    internal static StageView Of(PipelineStage stage) => new(stage.Id, stage.Name, stage.Probability, stage.RottingDays, stage.Active);
}

internal sealed class PipelineViews(ISalesDb db)
{
    public async Task<IReadOnlyList<PipelineView>> ListAsync(CancellationToken ct)
    {
        await db.BeginAsync(ct);
        var pipelines = await db.Pipelines.AsNoTracking().OrderBy(p => p.Position).ThenBy(p => p.Id).ToListAsync(ct);
        var stages = (await db.PipelineStages.AsNoTracking().OrderBy(s => s.Position).ThenBy(s => s.Id).ToListAsync(ct)).ToLookup(s => s.PipelineId);
        return pipelines.ConvertAll(p => new PipelineView(p.Id, p.Name, p.Active, [.. stages[p.Id].Select(StageView.Of)]));
    }

    public async Task<PipelineView> OfAsync(Guid pipelineId, CancellationToken ct) => (await ListAsync(ct)).Single(p => p.Id == pipelineId);

    /// <summary>The stages of a pipeline in which something can stand, in their order.</summary>
    /// <exception cref="DomainException">There is no such pipeline.</exception>
    public async Task<IReadOnlyList<PipelineStage>> ActiveStagesAsync(Guid pipelineId, CancellationToken ct)
    {
        var stages = await db
            .PipelineStages.AsNoTracking()
            .Where(s => s.PipelineId == pipelineId && s.Active)
            .OrderBy(s => s.Position)
            .ThenBy(s => s.Id)
            .ToListAsync(ct);
        return stages.Count > 0 ? stages : throw new DomainException(PipelineErrors.NotFound);
    }
}

/// <summary>An amount by how likely it is.</summary>
internal static class Weighing
{
    public static decimal By(this decimal sum, short probability) => decimal.Round(sum * probability / 100m, 2, MidpointRounding.ToEven);

    public static MoneyView Shown(this decimal sum) => MoneyView.Signed(sum);
}
