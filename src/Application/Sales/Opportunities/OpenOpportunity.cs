using CleanApp.Application.Common;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>Begins to sell something to somebody; it stands at the top of its stage.</summary>
/// <param name="Title">Up to 200 characters.</param>
/// <param name="StageId">Null: the first of the first pipeline.</param>
/// <param name="ContactId">Whom it is sold to; null: nobody said.</param>
/// <param name="ExpectedOn">The day by which it is expected to be won.</param>
/// <param name="OwnerId">Who sells it; null: nobody yet.</param>
public sealed record OpenOpportunity(
    string Title,
    Guid? StageId = null,
    Guid? ContactId = null,
    MoneyView? Amount = null,
    DateOnly? ExpectedOn = null,
    Guid? OwnerId = null
) : ICommand<OpportunitySummary>;

internal sealed class OpenOpportunityValidator : AbstractValidator<OpenOpportunity>
{
    public OpenOpportunityValidator()
    {
        RuleFor(r => r.Title).Name(200);
        RuleFor(r => r.Amount).Money();
    }
}

internal sealed class OpenOpportunityHandler(OpportunityDesk desk, OpportunityViews views) : IRequestHandler<OpenOpportunity, OpportunitySummary>
{
    public async Task<OpportunitySummary> Handle(OpenOpportunity request, CancellationToken ct)
    {
        var asked = new NewOpportunity(
            request.Title,
            request.StageId,
            request.ContactId,
            request.Amount?.ToMoney(),
            request.ExpectedOn,
            request.OwnerId
        );
        return await views.OfAsync(await desk.OpenAsync(asked, ct), ct);
    }
}
