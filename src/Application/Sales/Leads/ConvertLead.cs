using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Sales.Opportunities;
using CleanApp.Domain.Common;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Leads;

/// <summary>They are about to buy: an opportunity goes on with the lead, which keeps all it has. A lead that was converted answers the same.</summary>
/// <param name="Title">Up to 200 characters; null: what they want, else their name.</param>
/// <param name="StageId">Null: the first of the first pipeline.</param>
/// <param name="Amount">Null: what the lead might bring.</param>
public sealed record ConvertLead(Guid LeadId, string? Title = null, Guid? StageId = null, MoneyView? Amount = null) : ICommand<LeadSummary>;

internal sealed class ConvertLeadValidator : AbstractValidator<ConvertLead>
{
    public ConvertLeadValidator()
    {
        RuleFor(r => r.Title!).Name(200).When(r => r.Title is not null);
        RuleFor(r => r.Amount).Money();
    }
}

internal sealed class ConvertLeadHandler(
    LeadBook book,
    LeadViews views,
    OpportunityDesk opportunities,
    IPeople people,
    IPersonalVault vault,
    IUserContext user,
    TimeProvider clock
) : IRequestHandler<ConvertLead, LeadSummary>
{
    public async Task<LeadSummary> Handle(ConvertLead request, CancellationToken ct)
    {
        // In the order in which everybody locks: person, lead, stage.
        var contactId = await people.LockAsync((await book.FindAsync(request.LeadId, ct)).ContactId, ct);
        var lead = await book.LockAsync(request.LeadId, ct);
        if (lead.OpportunityId is not null)
            return await views.OfAsync(lead, ct);
        lead.RequireOpen();
        var asked = new NewOpportunity(
            request.Title ?? await TitleOfAsync(lead, ct),
            request.StageId,
            contactId,
            request.Amount?.ToMoney() ?? lead.Amount,
            OwnerId: lead.OwnerId ?? user.UserId,
            From: lead
        );
        var opportunity = await opportunities.OpenAsync(asked, ct);
        await book.SaveAsync(lead, lead.Convert(opportunity.Id, user.Actor, clock.GetUtcNow()), ct);
        return await views.OfAsync(lead, ct);
    }

    private async Task<string> TitleOfAsync(Domain.Sales.Lead lead, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        if (lead.Interest is { } interest)
            return keys.Open(interest, SalesPlaces.LeadInterest(lead.Id));
        var person = await people.GetAsync(lead.ContactId, ct);
        return person.Name ?? person.Phone ?? "Lead";
    }
}
