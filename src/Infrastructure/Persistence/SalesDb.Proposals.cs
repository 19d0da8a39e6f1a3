using CleanApp.Application.Common;
using CleanApp.Application.Sales.Proposals;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

internal sealed partial class SalesDb
{
    public DbSet<Proposal> Proposals => db.Proposals;
    public DbSet<ProposalVersion> ProposalVersions => db.ProposalVersions;
    public DbSet<ProposalAcceptance> ProposalAcceptances => db.ProposalAcceptances;
    public DbSet<ProposalView> ProposalViews => db.ProposalViews;
    public DbSet<ProposalSettings> ProposalSettings => db.ProposalSettings;
    public DbSet<ProposalLogo> ProposalLogos => db.ProposalLogos;

    public async Task<Proposal?> LockProposalAsync(Guid id, CancellationToken ct)
    {
        var proposal = await Proposals.FromSql($"select * from proposals where id = {id} for update").SingleOrDefaultAsync(ct);
        // After the lock: read together, they could be of before whoever was waited for.
        if (proposal is not null)
            await ProposalVersions.Where(v => v.ProposalId == id).LoadAsync(ct);
        return proposal;
    }

    public async Task<ProposalSettings> LockProposalSettingsAsync(CancellationToken ct)
    {
        await db.Database.ExecuteSqlAsync(
            $"""
            insert into proposal_settings (tenant_id, id, validity_days, last_number, changed_at)
            values ({Tenant}, {Tenant}, {Domain.Sales.ProposalSettings.UsualDays}, 0, {clock.GetUtcNow()})
            on conflict do nothing
            """,
            ct
        );
        return await ProposalSettings.FromSql($"select * from proposal_settings for update").SingleAsync(ct);
    }

    public Task<List<ProposalRow>> ListProposalsAsync(ProposalFilter filter, Cursor? after, int limit, CancellationToken ct)
    {
        var proposals = Proposals.AsNoTracking();
        if (filter.OpportunityId is { } opportunity)
            proposals = proposals.Where(p => p.OpportunityId == opportunity);
        if (filter.ContactIds is { } contacts)
            proposals = proposals.Where(p => p.ContactId != null && contacts.Contains(p.ContactId.Value));
        if (filter.Number is { } number)
            proposals = proposals.Where(p => p.Number == number);
        var versions = ProposalVersions.AsNoTracking();
        if (filter.Status is { } status)
            versions = versions.Where(v => v.Status == status);
        var opportunities = Opportunities.AsNoTracking();
        var owners = filter.Owners;
        if (!owners.All)
            opportunities = opportunities.Where(o => (o.OwnerId != null && o.OwnerId == owners.OneId) || (o.OwnerId == null && owners.Nobodys));
        if (filter.PipelineId is { } pipeline)
            opportunities = opportunities.Where(o => o.PipelineId == pipeline);
        if (filter.Source is { } source)
            opportunities = opportunities.Where(o => o.Source == source);
        var looked = proposals.Join(versions, p => p.Id, v => v.ProposalId, (p, v) => new { Proposal = p, Version = v });
        // There is at most one that can be answered, and one that was accepted.
        var placed = filter switch
        {
            { Sent: { } sent } => looked
                .Where(l => l.Version.Status == ProposalStatus.Sent || l.Version.Status == ProposalStatus.Viewed)
                .Where(l => l.Version.SentAt >= sent.From && l.Version.SentAt < sent.Until)
                .Select(l => new
                {
                    l.Proposal,
                    l.Version,
                    At = l.Version.SentAt!.Value,
                }),
            { Accepted: { } accepted } => looked
                .Where(l => l.Version.Status == ProposalStatus.Accepted)
                .Where(l => l.Version.DecidedAt >= accepted.From && l.Version.DecidedAt < accepted.Until)
                .Select(l => new
                {
                    l.Proposal,
                    l.Version,
                    At = l.Version.DecidedAt!.Value,
                }),
            _ => looked
                .Where(l => l.Version.Version == l.Proposal.Current)
                .Select(l => new
                {
                    l.Proposal,
                    l.Version,
                    At = l.Proposal.UpdatedAt,
                }),
        };
        if (after is { } last)
            placed = placed.Where(l => l.At <= last.At && (l.At < last.At || l.Proposal.Id < last.Id));
        var rows =
            from l in placed
            let p = l.Proposal
            let v = l.Version
            join o in opportunities on p.OpportunityId equals o.Id
            orderby l.At descending, p.Id descending
            select new ProposalRow(
                p.Id,
                p.Number,
                v.Version,
                v.Status,
                p.OpportunityId,
                o.Title,
                p.ContactId,
                o.OwnerId,
                v.Total,
                v.ValidUntil,
                v.ExpiresAt,
                v.SentAt,
                v.FirstViewedAt,
                v.DecidedAt,
                p.PaidAt,
                p.CreatedAt,
                p.UpdatedAt
            );
        return rows.TakePage(limit).ToListAsync(ct);
    }

    public Task<Guid?> FindProposalTenantAsync(string tokenHash, CancellationToken ct) =>
        db.LookupAsync($"select find_proposal_tenant({tokenHash}) as \"Value\"", ct);

    public async Task EraseProposalsAsync(Guid contactId, CancellationToken ct)
    {
        // First, so that whoever is writing about it at this moment is waited for.
        await db.Database.ExecuteSqlAsync(
            $"""
            update proposals set erased = true, edition = edition + 1
            where id = any(array(select id from proposals where contact_id = {contactId} order by id for update))
            """,
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            delete from proposal_views w using proposal_versions v, proposals p
            where v.tenant_id = w.tenant_id and v.id = w.version_id and p.tenant_id = v.tenant_id and p.id = v.proposal_id
                and p.contact_id = {contactId}
            """,
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update proposal_acceptances a set proof = null from proposal_versions v, proposals p
            where v.tenant_id = a.tenant_id and v.id = a.id and p.tenant_id = v.tenant_id and p.id = v.proposal_id
                and p.contact_id = {contactId} and a.proof is not null
            """,
            ct
        );
        await db.Database.ExecuteSqlAsync(
            $"""
            update proposal_versions v set content = null, token = null, refusal_reason = null from proposals p
            where p.tenant_id = v.tenant_id and p.id = v.proposal_id and p.contact_id = {contactId} and v.content is not null
            """,
            ct
        );
    }
}
