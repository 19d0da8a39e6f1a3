using CleanApp.Application.Common;
using CleanApp.Application.Sales.Proposals;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales;

public partial interface ISalesDb
{
    DbSet<Proposal> Proposals { get; }
    DbSet<ProposalVersion> ProposalVersions { get; }
    DbSet<ProposalAcceptance> ProposalAcceptances { get; }
    DbSet<ProposalView> ProposalViews { get; }
    DbSet<Domain.Sales.ProposalSettings> ProposalSettings { get; }
    DbSet<ProposalLogo> ProposalLogos { get; }

    /// <summary>With its versions, locked until the transaction ends; after its opportunity.</summary>
    Task<Proposal?> LockProposalAsync(Guid id, CancellationToken ct);

    /// <summary>Those of this company, put there as companies begin unless they are there; locked until the transaction ends.</summary>
    Task<Domain.Sales.ProposalSettings> LockProposalSettingsAsync(CancellationToken ct);

    /// <summary>Newest first by when something happened to them; one more than the limit.</summary>
    Task<List<ProposalRow>> ListProposalsAsync(ProposalFilter filter, Cursor? after, int limit, CancellationToken ct);

    /// <summary>Whose link this is; null: nobody's.</summary>
    Task<Guid?> FindProposalTenantAsync(string tokenHash, CancellationToken ct);

    /// <summary>Empties the words of everything that was offered to this person, and what is known of who looked.</summary>
    Task EraseProposalsAsync(Guid contactId, CancellationToken ct);
}
