using CleanApp.Application.Common;
using MediatR;

namespace CleanApp.Application.Sales.Leads;

/// <summary>Gives a lead to somebody, or to nobody; whoever does may see it no more afterwards.</summary>
/// <param name="OwnerId">Null: nobody's.</param>
public sealed record AssignLead(Guid Id, Guid? OwnerId = null) : ICommand<LeadSummary>;

internal sealed class AssignLeadHandler(LeadBook book, LeadViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<AssignLead, LeadSummary>
{
    public async Task<LeadSummary> Handle(AssignLead request, CancellationToken ct)
    {
        var lead = await book.LockAsync(request.Id, ct);
        if (request.OwnerId is { } owner && owner != lead.OwnerId)
            await book.RequireOwnerAsync(owner, ct);
        await book.SaveAsync(lead, lead.Assign(request.OwnerId, user.Actor, clock.GetUtcNow()), ct);
        return await views.OfAsync(lead, ct);
    }
}
