using CleanApp.Application.Common;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Leads;

/// <summary>They will not buy, for this reason.</summary>
public sealed record LoseLead(Guid Id, Guid LossReasonId) : ICommand<LeadSummary>;

internal sealed class LoseLeadHandler(ISalesDb db, LeadBook book, LeadViews views, IUserContext user, TimeProvider clock)
    : IRequestHandler<LoseLead, LeadSummary>
{
    public async Task<LeadSummary> Handle(LoseLead request, CancellationToken ct)
    {
        var lead = await book.LockAsync(request.Id, ct);
        var reason =
            await db.LossReasons.AsNoTracking().SingleOrDefaultAsync(r => r.Id == request.LossReasonId, ct)
            ?? throw new DomainException(LeadErrors.LossReasonNotFound);
        await book.SaveAsync(lead, lead.Lose(reason, user.Actor, clock.GetUtcNow()), ct);
        return await views.OfAsync(lead, ct);
    }
}
