using CleanApp.Application.Common;
using CleanApp.Application.Sales.Opportunities;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Pipelines;

/// <summary>The following cards of one stage.</summary>
public sealed record ListCards(Guid PipelineId, Guid StageId, BoardQuestion Question, string? After, int Limit) : IRequest<Page<OpportunitySummary>>;

internal sealed class ListCardsHandler(ISalesDb db, BoardFilters filters, OpportunityViews views)
    : IRequestHandler<ListCards, Page<OpportunitySummary>>
{
    public async Task<Page<OpportunitySummary>> Handle(ListCards request, CancellationToken ct)
    {
        OrderKey? after = string.IsNullOrEmpty(request.After) ? null : OrderKey.Parse(request.After);
        if (!await db.PipelineStages.AnyAsync(s => s.Id == request.StageId && s.PipelineId == request.PipelineId && s.Active, ct))
            throw new DomainException(PipelineStageErrors.NotFound);
        var rows = await db.ListCardsAsync(await filters.OfAsync(request.Question, ct), [request.StageId], after, request.Limit, ct);
        var page = StagePage.Of(rows, request.Limit);
        return new Page<OpportunitySummary>(await views.OfAsync(page.Items, ct), page.Next);
    }
}
