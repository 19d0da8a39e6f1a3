using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Pipelines;

/// <summary>Changes a stage, or switches it off or on again. What stands in one that is switched off goes to another.</summary>
/// <param name="Name">Up to 60 characters.</param>
/// <param name="Probability">0 to 100.</param>
/// <param name="RottingDays">1 to 365; null: something may stand here for ever.</param>
/// <param name="MoveToId">Where the open opportunities of a stage that is switched off go, behind those that are there.</param>
public sealed record ChangeStage(Guid PipelineId, Guid Id, string Name, int Probability, int? RottingDays, bool Active, Guid? MoveToId)
    : ICommand<PipelineView>;

internal sealed class ChangeStageValidator : AbstractValidator<ChangeStage>
{
    public ChangeStageValidator()
    {
        RuleFor(r => r.Name).Name(60);
        RuleFor(r => r.Probability).InclusiveBetween(0, 100);
        RuleFor(r => r.RottingDays).InclusiveBetween(1, PipelineStage.LongestRotting);
    }
}

internal sealed class ChangeStageHandler(ISalesDb db, PipelineViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<ChangeStage, PipelineView>
{
    public async Task<PipelineView> Handle(ChangeStage request, CancellationToken ct)
    {
        await db.LockSettingsAsync(ct);
        var locked = await db.LockStagesAsync(request.MoveToId is { } moveTo ? [request.Id, moveTo] : [request.Id], ct);
        var stage =
            locked.Find(s => s.Id == request.Id && s.PipelineId == request.PipelineId) ?? throw new DomainException(PipelineStageErrors.NotFound);
        var to = await TargetAsync(locked, stage, request.MoveToId, ct);
        if (stage.Active && !request.Active)
            await EmptyAsync(stage, to, ct);
        stage.Change(request.Name, (short)request.Probability, request.RottingDays, request.Active);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(request.PipelineId, ct);
    }

    /// <summary>Another stage in which something can stand; null when none is named.</summary>
    private async Task<PipelineStage?> TargetAsync(List<PipelineStage> locked, PipelineStage stage, Guid? id, CancellationToken ct)
    {
        if (id is null)
            return null;
        var to = locked.Find(s => s.Id == id && s.Id != stage.Id && s.Active);
        return to is not null && await db.Pipelines.AnyAsync(p => p.Id == to.PipelineId && p.Active, ct)
            ? to
            : throw new DomainException(PipelineStageErrors.NotFound);
    }

    private async Task EmptyAsync(PipelineStage stage, PipelineStage? to, CancellationToken ct)
    {
        if (!await db.PipelineStages.AnyAsync(s => s.PipelineId == stage.PipelineId && s.Active && s.Id != stage.Id, ct))
            throw new DomainException(PipelineStageErrors.IsLast);
        if (to is not null)
            await db.MoveAllAsync(stage, to, user.Actor, clock.GetUtcNow(), ct);
        else if (await db.Opportunities.AnyAsync(o => o.StageId == stage.Id && o.Status == OpportunityStatus.Open, ct))
            throw new DomainException(PipelineStageErrors.HasOpportunities);
    }
}
