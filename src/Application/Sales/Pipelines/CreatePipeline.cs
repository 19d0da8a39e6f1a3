using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Pipelines;

/// <summary>Adds a pipeline, behind those there are, with its first stages.</summary>
/// <param name="Name">Up to 60 characters.</param>
/// <param name="Stages">Their names, in their order; at least one. How likely each is to be sold rises evenly, until somebody says otherwise.</param>
public sealed record CreatePipeline(string Name, IReadOnlyList<string> Stages) : ICommand<PipelineView>;

internal sealed class CreatePipelineValidator : AbstractValidator<CreatePipeline>
{
    public CreatePipelineValidator()
    {
        RuleFor(r => r.Name).Name(60);
        RuleFor(r => r.Stages)
            .NotEmpty()
            .Must(list => list is null || list.Count <= PipelineStage.Most)
            .WithMessage($"Must have at most {PipelineStage.Most} entries.");
        RuleForEach(r => r.Stages).Name(60);
    }
}

internal sealed class CreatePipelineHandler(ISalesDb db, PipelineViews views, TimeProvider clock) : IRequestHandler<CreatePipeline, PipelineView>
{
    public async Task<PipelineView> Handle(CreatePipeline request, CancellationToken ct)
    {
        await db.BeginAsync(ct);
        await db.LockSettingsAsync(ct);
        var positions = await db.Pipelines.Select(p => p.Position).ToListAsync(ct);
        if (positions.Count >= Pipeline.Most)
            throw new DomainException(PipelineErrors.TooMany);
        var now = clock.GetUtcNow();
        var pipeline = Pipeline.Create(Guid.CreateVersion7(now), request.Name, positions.Max() + 1, now);
        db.Pipelines.Add(pipeline);
        foreach (var (index, name) in request.Stages.Index())
        {
            var probability = (short)(100 * (index + 1) / (request.Stages.Count + 1));
            db.PipelineStages.Add(PipelineStage.Create(Guid.CreateVersion7(now), pipeline.Id, name, probability, null, index + 1, now));
        }
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(pipeline.Id, ct);
    }
}
