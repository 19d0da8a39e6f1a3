using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>Changes what an opportunity says. What is the same already is no change.</summary>
/// <param name="ContactId">Null: nobody in particular.</param>
/// <param name="Amount">Null: nobody knows yet.</param>
/// <param name="ExpectedOn">Null: nobody said.</param>
/// <param name="Version">What the caller saw; null: they did not say.</param>
public sealed record ChangeOpportunity(Guid Id, string Title, Guid? ContactId, MoneyView? Amount, DateOnly? ExpectedOn, SeenVersion? Version)
    : ICommand<OpportunitySummary>;

internal sealed class ChangeOpportunityValidator : AbstractValidator<ChangeOpportunity>
{
    public ChangeOpportunityValidator()
    {
        RuleFor(r => r.Title).Name(200);
        RuleFor(r => r.Amount).Money();
    }
}

internal sealed class ChangeOpportunityHandler(
    ISalesDb db,
    OpportunityDesk desk,
    OpportunityViews views,
    IPersonalVault vault,
    IPeople people,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<ChangeOpportunity, OpportunitySummary>
{
    public async Task<OpportunitySummary> Handle(ChangeOpportunity request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        await desk.FindAsync(request.Id, ct);
        Guid? contact = request.ContactId is { } id ? await people.LockAsync(id, ct) : null;
        var opportunity = await desk.LockAsync(request.Id, request.Version, ct);
        var (now, by) = (clock.GetUtcNow(), user.Actor);
        if (Rename(opportunity, request.Title.Trim(), keys, by, now) is { } renamed)
            db.OpportunityEvents.Add(renamed);
        if (opportunity.Concern(contact, by, now) is { } concerned)
            db.OpportunityEvents.Add(concerned);
        if (opportunity.Value(request.Amount?.ToMoney(), by, now) is { } valued)
            db.OpportunityEvents.Add(valued);
        if (opportunity.Expect(request.ExpectedOn, by, now) is { } expected)
            db.OpportunityEvents.Add(expected);
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(opportunity, ct);
    }

    private static OpportunityEvent? Rename(Opportunity opportunity, string title, ICompanyKeys keys, Actor by, DateTimeOffset now)
    {
        var place = SalesPlaces.Title(opportunity.Id);
        var former = opportunity.Title is { } box ? keys.Open(box, place) : null;
        if (former == title)
            return null;
        var id = Guid.CreateVersion7(now);
        return opportunity.Rename(keys.Seal(title, place), id, keys.Seal(former ?? "", SalesPlaces.Words(id)), by, now);
    }
}
