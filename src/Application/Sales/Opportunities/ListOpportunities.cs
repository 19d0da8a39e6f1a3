using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>The opportunities the caller may see, newest first by when something happened to them.</summary>
/// <param name="OwnerId">Only this one's.</param>
/// <param name="IsUnowned">Only nobody's.</param>
/// <param name="ContactId">Of this person, under whatever id they are known.</param>
/// <param name="IsOverdue">Only open ones whose next step should have been done by now.</param>
/// <param name="IsRotting">Only open ones that have stood in their stage for too long.</param>
/// <param name="Source">Only of people who came so, which those have that go on with a lead.</param>
/// <param name="Opened">Only those that were opened on these days, newest first by that.</param>
/// <param name="Closed">Only those that were won or lost on these days, newest first by that.</param>
public sealed record ListOpportunities(
    OpportunityStatus? Status,
    Guid? PipelineId,
    Guid? StageId,
    Guid? OwnerId,
    bool IsUnowned,
    Guid? ContactId,
    bool IsOverdue,
    bool IsRotting,
    LeadSource? Source,
    DaySpan? Opened,
    DaySpan? Closed,
    string? After,
    int Limit
) : IRequest<Page<OpportunitySummary>>;

internal sealed class ListOpportunitiesValidator : AbstractValidator<ListOpportunities>
{
    public ListOpportunitiesValidator()
    {
        RuleFor(r => r.Source).IsInEnum();
        RuleFor(r => r.Opened).Must(days => days is null or { IsInThisCentury: true }).WithMessage("Must be in this century.");
        RuleFor(r => r.Closed).Must(days => days is null or { IsInThisCentury: true }).WithMessage("Must be in this century.");
    }
}

internal sealed class ListOpportunitiesHandler(
    ISalesDb db,
    OpportunityViews views,
    IPeople people,
    ITenantProfile company,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<ListOpportunities, Page<OpportunitySummary>>
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
            request.ContactId is { } contact ? await people.IdsOfAsync(contact, ct) : null,
            request.Source,
            request.Opened is { } opened ? await opened.ByAsync(company, ct) : null,
            request.Closed is { } closed ? await closed.ByAsync(company, ct) : null
        );
        var rows = await db.ListOpportunitiesAsync(filter, after, request.Limit, ct);
        var page = Page<Opportunity>.Of(rows, request.Limit, o => new Cursor(PlaceOf(o, filter), o.Id));
        return new Page<OpportunitySummary>(await views.OfAsync(page.Items, ct), page.Next);
    }

    private static DateTimeOffset PlaceOf(Opportunity opportunity, OpportunityFilter filter) =>
        filter switch
        {
            { Closed: not null } => opportunity.ClosedAt!.Value,
            { Opened: not null } => opportunity.CreatedAt,
            _ => opportunity.UpdatedAt,
        };
}
