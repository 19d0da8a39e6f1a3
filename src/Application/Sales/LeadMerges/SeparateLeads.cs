using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Application.Sales.Leads;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using MediatR;

namespace CleanApp.Application.Sales.LeadMerges;

/// <summary>A merged lead goes on by itself again, where it was.</summary>
public sealed record SeparateLeads(Guid LeadId) : ICommand<LeadSummary>;

internal sealed class SeparateLeadsHandler(ISalesDb db, LeadBook book, LeadViews views, IPeople people, IUserContext user, TimeProvider clock)
    : IRequestHandler<SeparateLeads, LeadSummary>
{
    public async Task<LeadSummary> Handle(SeparateLeads request, CancellationToken ct)
    {
        var merged = await book.FindAsync(request.LeadId, ct);
        if (merged.MergedIntoId is not { } intoId)
            throw new DomainException(LeadErrors.NotMerged);
        // Another lead of theirs may begin at this moment; the database allows one that is open for each contact.
        await people.LockAsync(merged.ContactId, ct);
        var locked = await db.LockLeadsAsync([merged.Id, intoId], ct);
        var (lead, into) = (locked.Single(l => l.Id == merged.Id), locked.Single(l => l.Id == intoId));
        db.LeadEvents.AddRange(lead.Separate(into, user.Actor, clock.GetUtcNow()));
        await db.SaveChangesAsync(ct);
        return await views.OfAsync(lead, ct);
    }
}
