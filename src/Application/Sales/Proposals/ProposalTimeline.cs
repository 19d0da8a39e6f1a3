using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>What was offered to the person, for what the caller may see in the funnel.</summary>
internal sealed class ProposalTimeline(ISalesDb db, IUserContext user, TimeProvider clock) : IPersonTimeline
{
    public async Task<IReadOnlyList<TimelineEntry>> ListAsync(TimelineQuestion question, CancellationToken ct)
    {
        if (!user.May(Permissions.OpportunitiesRead))
            return [];
        var sight = SalesSight.Of(user);
        var rows = await question.NewestAsync(id => Seen(db.Proposals.Where(p => p.ContactId == id)), nameof(Proposal.CreatedAt), ct);
        if (rows.Count == 0)
            return [];
        var ids = rows.Select(p => p.Id).ToArray();
        var versions = await db
            .ProposalVersions.AsNoTracking()
            .Where(v => ids.Contains(v.ProposalId))
            .Select(v => new
            {
                v.ProposalId,
                v.Version,
                v.Status,
                v.Total,
                v.ExpiresAt,
            })
            .ToListAsync(ct);
        var now = clock.GetUtcNow();
        return
        [
            .. from proposal in rows
            let version = versions.Single(v => v.ProposalId == proposal.Id && v.Version == proposal.Current)
            let isOver = version.Status is ProposalStatus.Sent or ProposalStatus.Viewed && version.ExpiresAt <= now
            select new TimelineEntry(
                TimelineKind.Proposal,
                proposal.Id,
                proposal.CreatedAt,
                null,
                TimelineEntry.Word(isOver ? ProposalStatus.Expired : version.Status),
                proposal.Number,
                MoneyView.Of(version.Total)
            ),
        ];

        IQueryable<Proposal> Seen(IQueryable<Proposal> rows) =>
            sight.All
                ? rows
                : rows.Where(p => db.Opportunities.Any(o => o.Id == p.OpportunityId && (o.OwnerId == null || o.OwnerId == sight.UserId)));
    }
}
