using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Pipelines;

/// <summary>Adds a stage to a pipeline, behind those there are.</summary>
/// <param name="Name">Up to 60 characters.</param>
/// <param name="Probability">0 to 100.</param>
/// <param name="RottingDays">1 to 365; null: something may stand here for ever.</param>
public sealed record CreateStage(Guid PipelineId, string Name, int Probability, int? RottingDays) : ICommand<PipelineView>;

internal sealed class CreateStageValidator : AbstractValidator<CreateStage>
{
    public CreateStageValidator()
    {
        RuleFor(r => r.Name).Name(60);
        RuleFor(r => r.Probability).InclusiveBetween(0, 100);
        RuleFor(r => r.RottingDays).InclusiveBetween(1, PipelineStage.LongestRotting);
    }
}

internal sealed class CreateStageHandler(ISalesDb db, PipelineViews views, TimeProvider clock) : IRequestHandler<CreateStage, PipelineView>
{
    public async Task<PipelineView> Handle(CreateStage request, CancellationToken ct)
    {
        await db.LockSettingsAsync(ct);
        var positions = await db.PipelineStages.Where(s => s.PipelineId == request.PipelineId).Select(s => s.Position).ToListAsync(ct);
        if (positions.Count == 0)
            throw new DomainException(PipelineErrors.NotFound);
        if (positions.Count >= PipelineStage.Most)
            throw new DomainException(PipelineStageErrors.TooMany);
        var now = clock.GetUtcNow();
        db.PipelineStages.Add(
            PipelineStage.Create(
                Guid.CreateVersion7(now),
                request.PipelineId,
                request.Name,
                (short)request.Probability,
                request.RottingDays,
                positions.Max() + 1,
                now
            )
        );
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(request.PipelineId, ct);
    }
}
