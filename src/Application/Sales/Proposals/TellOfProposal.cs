using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>Whoever sells is told in their browsers what the customer has done with a proposal: the last of it, a moment later.</summary>
internal sealed class TellOfProposal(ISalesDb db, IColleagueAlerts alerts, IPeople people, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "sales.proposal_news";

    /// <summary>Whoever could not be told for so long finds it in the list.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var proposal = await db.Proposals.AsNoTracking().Include(p => p.Versions).SingleAsync(p => p.Id == subjectId, ct);
        var owner = await db.Opportunities.Where(o => o.Id == proposal.OpportunityId).Select(o => o.OwnerId).SingleAsync(ct);
        if (owner is null || clock.GetUtcNow() - proposal.UpdatedAt > Fresh || ReasonOf(proposal) is not { } reason)
            return WorkResult.Finished;
        var customer = proposal.ContactId is { } id ? (await people.ListAsync([id], ct)).GetValueOrDefault(id)?.Name : null;
        var alert = new ColleagueAlert(reason, proposal.Id, customer, null);
        return await alerts.TellAsync(owner.Value, alert, ct) is { } again ? WorkResult.RunAgainIn(again) : WorkResult.Finished;
    }

    private static string? ReasonOf(Proposal proposal)
    {
        if (proposal.PaidAt is not null)
            return "proposal_paid";
        return proposal.Versions.Where(v => v.SentAt is not null).MaxBy(v => v.Version)?.Status switch
        {
            ProposalStatus.Viewed => "proposal_viewed",
            ProposalStatus.Accepted => "proposal_accepted",
            ProposalStatus.Refused => "proposal_refused",
            _ => null,
        };
    }
}

/// <summary>What the customer or their bank has done: part of the opportunity's history, and told to whoever sells; in the transaction in which it happens.</summary>
internal sealed class ProposalNews(ISalesDb db, IWorkQueue work)
{
    private static readonly TimeSpan Gathered = TimeSpan.FromSeconds(2);

    public Task AddAsync(OpportunityEventKind what, Proposal proposal, Opportunity opportunity, DateTimeOffset now, CancellationToken ct)
    {
        db.OpportunityEvents.Add(opportunity.Tell(what, proposal, Actor.System, now));
        return work.GatherAsync(TellOfProposal.WorkKind, proposal.Id, Gathered, ct);
    }
}
