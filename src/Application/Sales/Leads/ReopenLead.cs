using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using MediatR;

namespace CleanApp.Application.Sales.Leads;

/// <summary>A lost lead goes on.</summary>
public sealed record ReopenLead(Guid Id) : ICommand<LeadSummary>;

internal sealed class ReopenLeadHandler(LeadBook book, BeginLead begin, LeadViews views, IPeople people, IUserContext user, TimeProvider clock)
    : IRequestHandler<ReopenLead, LeadSummary>
{
    public async Task<LeadSummary> Handle(ReopenLead request, CancellationToken ct)
    {
        // The person first, as everywhere: another lead of theirs may begin at this moment.
        await people.LockAsync((await book.FindAsync(request.Id, ct)).ContactId, ct);
        var lead = await book.LockAsync(request.Id, ct);
        if (!lead.IsOpen && await begin.OpenOfAsync(lead.ContactId, ct) is { } open)
            throw book.AlreadyOpen(open);
        await book.SaveAsync(lead, lead.Reopen(user.Actor, clock.GetUtcNow()), ct);
        return await views.OfAsync(lead, ct);
    }
}
