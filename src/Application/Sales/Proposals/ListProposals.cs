using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Sales.Opportunities;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>The proposals for what the caller may see, newest first by when something happened to them.</summary>
/// <param name="OwnerId">Only for what this one sells.</param>
/// <param name="IsUnowned">Only for what nobody sells.</param>
/// <param name="ContactId">To this person, under whatever id they are known.</param>
public sealed record ListProposals(
    ProposalStatus? Status,
    Guid? OpportunityId,
    Guid? OwnerId,
    bool IsUnowned,
    Guid? ContactId,
    int? Number,
    string? After,
    int Limit
) : IRequest<Page<ProposalSummary>>;

internal sealed class ListProposalsHandler(ISalesDb db, ProposalSummaries views, IPeople people, IUserContext user)
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
            request.Number
        );
        var rows = await db.ListProposalsAsync(filter, after, request.Limit, ct);
        var page = Page<ProposalRow>.Of(rows, request.Limit, r => new Cursor(r.UpdatedAt, r.Id));
        return new Page<ProposalSummary>(await views.OfAsync(page.Items, ct), page.Next);
    }
}
