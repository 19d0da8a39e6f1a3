using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Sales.Leads;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.LeadMerges;

/// <summary>Two leads are of one person: this one ends, the other goes on.</summary>
/// <param name="IntoLeadId">The one that goes on.</param>
public sealed record MergeLeads(Guid LeadId, Guid IntoLeadId) : ICommand<LeadSummary>;

internal sealed class MergeLeadsHandler(ISalesDb db, LeadBook book, LeadViews views, IPeople people, IUserContext user, TimeProvider clock)
    : IRequestHandler<MergeLeads, LeadSummary>
{
    public async Task<LeadSummary> Handle(MergeLeads request, CancellationToken ct)
    {
        var (one, other) = (await book.FindAsync(request.LeadId, ct), await book.FindAsync(request.IntoLeadId, ct));
        if (request.LeadId == request.IntoLeadId)
            throw new DomainException(LeadErrors.MergedWithItself);
        var isSame = (await people.IdsOfAsync(one.ContactId, ct)).Contains(other.ContactId);
        var locked = await db.LockLeadsAsync([request.LeadId, request.IntoLeadId], ct);
        var (lead, into) = (locked.Single(l => l.Id == request.LeadId), locked.Single(l => l.Id == request.IntoLeadId));
        db.LeadEvents.AddRange(lead.MergeInto(into, isSame, user.Actor, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(into, ct);
    }
}
