using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>The opportunities the caller may see, newest first by when something happened to them.</summary>
/// <param name="OwnerId">Only this one's.</param>
/// <param name="IsUnowned">Only nobody's.</param>
/// <param name="ContactId">Of this person, under whatever id they are known.</param>
/// <param name="IsOverdue">Only open ones whose next step should have been done by now.</param>
/// <param name="IsRotting">Only open ones that have stood in their stage for too long.</param>
public sealed record ListOpportunities(
    OpportunityStatus? Status,
    Guid? PipelineId,
    Guid? StageId,
    Guid? OwnerId,
    bool IsUnowned,
    Guid? ContactId,
    bool IsOverdue,
    bool IsRotting,
    string? After,
    int Limit
) : IRequest<Page<OpportunitySummary>>;

internal sealed class ListOpportunitiesHandler(ISalesDb db, OpportunityViews views, IPeople people, IUserContext user, TimeProvider clock)
    : IRequestHandler<ListOpportunities, Page<OpportunitySummary>>
{
    public async Task<Page<OpportunitySummary>> Handle(ListOpportunities request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var now = clock.GetUtcNow();
        var filter = new OpportunityFilter(
            Owners.Of(SalesSight.Of(user), request.OwnerId, request.IsUnowned),
            request.Status,
            request.PipelineId,
            request.StageId,
            request.IsOverdue ? now : null,
            request.IsRotting ? now : null,
            request.ContactId is { } contact ? await people.IdsOfAsync(contact, ct) : null
        );
        var rows = await db.ListOpportunitiesAsync(filter, after, request.Limit, ct);
        var page = Page<Opportunity>.Of(rows, request.Limit, o => new Cursor(o.UpdatedAt, o.Id));
        return new Page<OpportunitySummary>(await views.OfAsync(page.Items, ct), page.Next);
    }
}
