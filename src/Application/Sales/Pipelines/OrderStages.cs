using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Pipelines;

/// <summary>Puts a pipeline's stages in an order.</summary>
/// <param name="StageIds">All of them, each once, those that are switched off among them.</param>
public sealed record OrderStages(Guid PipelineId, IReadOnlyList<Guid> StageIds) : ICommand<PipelineView>;

internal sealed class OrderStagesValidator : AbstractValidator<OrderStages>
{
    public OrderStagesValidator() =>
        RuleFor(r => r.StageIds)
            .NotNull()
            .Must(ids => ids is null || ids.Count <= PipelineStage.Most)
            .WithMessage($"Must have at most {PipelineStage.Most} entries.");
}

internal sealed class OrderStagesHandler(ISalesDb db, PipelineViews views) : IRequestHandler<OrderStages, PipelineView>
{
    public async Task<PipelineView> Handle(OrderStages request, CancellationToken ct)
    {
        await db.LockSettingsAsync(ct);
        var stages = await db.PipelineStages.Where(s => s.PipelineId == request.PipelineId).ToDictionaryAsync(s => s.Id, ct);
        if (stages.Count == 0)
            throw new DomainException(PipelineErrors.NotFound);
        if (request.StageIds.Any(id => !stages.ContainsKey(id)))
            throw new DomainException(PipelineStageErrors.NotFound);
        if (request.StageIds.Count != stages.Count || request.StageIds.Distinct().Count() != stages.Count)
            throw new DomainException(PipelineStageErrors.OrderOutdated);
        foreach (var (index, id) in request.StageIds.Index())
            stages[id].Place(index + 1);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(request.PipelineId, ct);
    }
}
