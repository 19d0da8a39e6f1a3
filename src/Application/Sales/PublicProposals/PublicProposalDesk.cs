using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Application.Sales.Proposals;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.PublicProposals;

/// <summary>What the holder of a link may see and do: one version, and nothing beside it.</summary>
internal sealed class PublicProposalDesk(
    ISalesDb db,
    ITenantContext tenantContext,
    ITenantProfile tenant,
    IPersonalVault vault,
    ITokenSource tokens,
    ICharges charges,
    TimeProvider clock
)
{
    /// <summary>Goes on in the company whose link it is.</summary>
    /// <exception cref="DomainException">It is nobody's, or says nothing any more.</exception>
    public async Task<ProposalVersion> EnterAsync(string token, CancellationToken ct)
    {
        var hash = tokens.Hash(token);
        tenantContext.Enter(await db.FindProposalTenantAsync(hash, ct) ?? throw new DomainException(ProposalErrors.NotFound));
        return await db.ProposalVersions.AsNoTracking().SingleOrDefaultAsync(v => v.TokenHash == hash && v.Content != null, ct)
            ?? throw new DomainException(ProposalErrors.NotFound);
    }

    /// <summary>What the company knows of the version's proposal, not locked.</summary>
    public Task<Proposal> ProposalOfAsync(ProposalVersion version, CancellationToken ct) =>
        db.Proposals.AsNoTracking().SingleAsync(p => p.Id == version.ProposalId, ct);

    public async Task<PublicProposal> PageAsync(Guid versionId, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var version = await db.ProposalVersions.AsNoTracking().SingleAsync(v => v.Id == versionId, ct);
        var proposal = await ProposalOfAsync(version, ct);
        var content = ProposalContent.Of(keys, version) ?? throw new DomainException(ProposalErrors.NotFound);
        var head = content.Head!;
        var isAccepted = version.Status == ProposalStatus.Accepted;
        var acceptance = isAccepted ? await db.ProposalAcceptances.AsNoTracking().SingleAsync(a => a.Id == version.Id, ct) : null;
        var now = clock.GetUtcNow();
        return new PublicProposal(
            (await tenant.GetAsync(ct)).Name,
            head.LogoId is not null,
            head.Customer,
            head.Number,
            head.Version,
            version.StatusAt(now),
            head.IssuedOn,
            head.ValidUntil,
            [.. content.Lines.Select(l => ProposalLineView.Of(l, isPublic: true))],
            new ProposalDiscountView(content.Discount.Kind, content.Discount.Value),
            MoneyView.Of(version.Subtotal),
            MoneyView.Of(version.Discount),
            MoneyView.Of(version.Tax),
            MoneyView.Of(version.Total),
            content.Terms,
            content.Note,
            head.Letterhead,
            version.ContentHash!,
            acceptance?.At,
            AcceptanceProof.Of(keys, acceptance)?.Name,
            isAccepted && !version.Total.IsZero && proposal.PaidAt is null && await charges.IsOfferedAsync(ct),
            isAccepted ? await charges.FindAsync(ProposalDetailViews.ReferenceKind, proposal.Id, ct) : null,
            now
        );
    }
}

/// <summary>A version as its customer sees it.</summary>
/// <param name="Total"><c>subtotal − discountTotal + taxTotal</c>, each as it is shown.</param>
/// <param name="ContentHash">To be sent along with an acceptance: what exactly is accepted.</param>
/// <param name="CanPay">Whether it can be paid by Pix now.</param>
/// <param name="Pix">The newest charge; null while nobody has asked for one.</param>
public sealed record PublicProposal(
    string CompanyName,
    bool HasLogo,
    string? CustomerName,
    int Number,
    int Version,
    ProposalStatus Status,
    DateOnly IssuedOn,
    DateOnly ValidUntil,
    IReadOnlyList<ProposalLineView> Lines,
    ProposalDiscountView Discount,
    MoneyView Subtotal,
    MoneyView DiscountTotal,
    MoneyView TaxTotal,
    MoneyView Total,
    string? Terms,
    string? Note,
    string? Letterhead,
    string ContentHash,
    DateTimeOffset? AcceptedAt,
    string? AcceptedName,
    bool CanPay,
    ChargeView? Pix,
    DateTimeOffset ServerTime
);
