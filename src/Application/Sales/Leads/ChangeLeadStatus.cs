using CleanApp.Application.Common;
using CleanApp.Domain.Sales;
using FluentValidation;
using MediatR;

namespace CleanApp.Application.Sales.Leads;

/// <summary>Says how far an open lead has come: new, working or qualified. What it is already changes nothing.</summary>
public sealed record ChangeLeadStatus(Guid Id, LeadStatus Status) : ICommand<LeadSummary>;

internal sealed class ChangeLeadStatusValidator : AbstractValidator<ChangeLeadStatus>
{
    public ChangeLeadStatusValidator() => RuleFor(r => r.Status).IsInEnum();
}

internal sealed class ChangeLeadStatusHandler(LeadBook book, LeadViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<ChangeLeadStatus, LeadSummary>
{
    public async Task<LeadSummary> Handle(ChangeLeadStatus request, CancellationToken ct)
    {
        var lead = await book.LockAsync(request.Id, ct);
        await book.SaveAsync(lead, lead.Become(request.Status, user.Actor, clock.GetUtcNow()), ct);
        return await views.OfAsync(lead, ct);
    }
}
