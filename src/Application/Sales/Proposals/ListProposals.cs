using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Sales.Opportunities;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>The proposals for what the caller may see, newest first by when something happened to them.</summary>
/// <param name="OwnerId">Only for what this one sells.</param>
/// <param name="IsUnowned">Only for what nobody sells.</param>
/// <param name="ContactId">To this person, under whatever id they are known.</param>
/// <param name="PipelineId">Only for opportunities of this one.</param>
/// <param name="Source">Only for opportunities of people who came so.</param>
/// <param name="Sent">Only those that were sent on these days and can still be answered, newest first by that.</param>
/// <param name="Accepted">Only those that were accepted on these days, newest first by that.</param>
public sealed record ListProposals(
    ProposalStatus? Status,
    Guid? OpportunityId,
    Guid? OwnerId,
    bool IsUnowned,
    Guid? ContactId,
    int? Number,
    Guid? PipelineId,
    LeadSource? Source,
    DaySpan? Sent,
    DaySpan? Accepted,
    string? After,
    int Limit
) : IRequest<Page<ProposalSummary>>;

internal sealed class ListProposalsValidator : AbstractValidator<ListProposals>
{
    public ListProposalsValidator()
    {
        RuleFor(r => r.Source).IsInEnum();
        RuleFor(r => r.Sent).Must(days => days is null or { IsInThisCentury: true }).WithMessage("Must be in this century.");
        RuleFor(r => r.Accepted).Must(days => days is null or { IsInThisCentury: true }).WithMessage("Must be in this century.");
        RuleFor(r => r.Accepted).Null().When(r => r.Sent is not null).WithMessage("What was accepted cannot be answered any more.");
    }
}

internal sealed class ListProposalsHandler(ISalesDb db, ProposalSummaries views, IPeople people, ITenantProfile company, IUserContext user)
    : IRequestHandler<ListProposals, Page<ProposalSummary>>
{
    public async Task<Page<ProposalSummary>> Handle(ListProposals request, CancellationToken ct)
    {
        var after = Cursor.Parse(request.After);
        var filter = new ProposalFilter(
            Owners.Of(SalesSight.Of(user), request.OwnerId, request.IsUnowned),
            request.Status,
            request.OpportunityId,
            request.ContactId is { } contact ? await people.IdsOfAsync(contact, ct) : null,
            request.Number,
            request.PipelineId,
            request.Source,
            request.Sent is { } sent ? await sent.ByAsync(company, ct) : null,
            request.Accepted is { } accepted ? await accepted.ByAsync(company, ct) : null
        );
        var rows = await db.ListProposalsAsync(filter, after, request.Limit, ct);
        var page = Page<ProposalRow>.Of(rows, request.Limit, r => new Cursor(filter.PlaceOf(r), r.Id));
        return new Page<ProposalSummary>(await views.OfAsync(page.Items, ct), page.Next);
    }
}
