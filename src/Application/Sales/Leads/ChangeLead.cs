using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Leads;

/// <summary>Changes what they want and what it might bring. What is the same already is no change.</summary>
/// <param name="Interest">Up to 200 characters; null: nobody knows.</param>
public sealed record ChangeLead(Guid Id, string? Interest = null, MoneyView? Amount = null) : ICommand<LeadSummary>;

internal sealed class ChangeLeadValidator : AbstractValidator<ChangeLead>
{
    public ChangeLeadValidator()
    {
        RuleFor(r => r.Interest!).Name(200).When(r => r.Interest is not null);
        RuleFor(r => r.Amount).Money();
    }
}

internal sealed class ChangeLeadHandler(ISalesDb db, LeadBook book, LeadViews views, IPersonalVault vault, IUserContext user, TimeProvider clock)
    : IRequestHandler<ChangeLead, LeadSummary>
{
    public async Task<LeadSummary> Handle(ChangeLead request, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var lead = await book.LockAsync(request.Id, ct);
        var (now, by) = (clock.GetUtcNow(), user.Actor);
        if (Describe(lead, request.Interest?.Trim(), keys, by, now) is { } described)
            db.LeadEvents.Add(described);
        await book.SaveAsync(lead, lead.Value(request.Amount?.ToMoney(), by, now), ct);
        return await views.OfAsync(lead, ct);
    }

    private static LeadEvent? Describe(Lead lead, string? interest, ICompanyKeys keys, Actor by, DateTimeOffset now)
    {
        var place = SalesPlaces.LeadInterest(lead.Id);
        var former = lead.Interest is { } box ? keys.Open(box, place) : null;
        if (former == interest)
            return null;
        var id = Guid.CreateVersion7(now);
        var said = former is null ? null : keys.Seal(former, SalesPlaces.LeadWords(id));
        return lead.Describe(interest is null ? null : keys.Seal(interest, place), id, said, by, now);
    }
}
