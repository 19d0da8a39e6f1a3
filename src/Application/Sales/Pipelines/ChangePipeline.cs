using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Pipelines;

/// <summary>Renames a pipeline, or switches it off or on again; off only when nothing open stands in it, and never the last one.</summary>
/// <param name="Name">Up to 60 characters.</param>
public sealed record ChangePipeline(Guid Id, string Name, bool Active) : ICommand<PipelineView>;

internal sealed class ChangePipelineValidator : AbstractValidator<ChangePipeline>
{
    public ChangePipelineValidator() => RuleFor(r => r.Name).Name(60);
}

internal sealed class ChangePipelineHandler(ISalesDb db, PipelineViews views) : IRequestHandler<ChangePipeline, PipelineView>
{
    public async Task<PipelineView> Handle(ChangePipeline request, CancellationToken ct)
    {
        await db.LockSettingsAsync(ct);
        var pipeline = await db.Pipelines.SingleOrDefaultAsync(p => p.Id == request.Id, ct) ?? throw new DomainException(PipelineErrors.NotFound);
        if (pipeline.Active && !request.Active)
            await RequireUnusedAsync(pipeline.Id, ct);
        pipeline.Change(request.Name, request.Active);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(pipeline.Id, ct);
    }

    private async Task RequireUnusedAsync(Guid pipelineId, CancellationToken ct)
    {
        if (!await db.Pipelines.AnyAsync(p => p.Active && p.Id != pipelineId, ct))
            throw new DomainException(PipelineErrors.IsLast);
        // So that nothing comes in meanwhile.
        await db.LockStagesAsync(await db.PipelineStages.Where(s => s.PipelineId == pipelineId).Select(s => s.Id).ToArrayAsync(ct), ct);
        if (await db.Opportunities.AnyAsync(o => o.PipelineId == pipelineId && o.Status == OpportunityStatus.Open, ct))
            throw new DomainException(PipelineErrors.HasOpportunities);
    }
}
