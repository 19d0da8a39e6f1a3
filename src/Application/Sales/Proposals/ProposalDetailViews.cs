using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Proposals;

/// <summary>One proposal, whole.</summary>
internal sealed class ProposalDetailViews(
    ISalesDb db,
    IPersonalVault vault,
    IPeople people,
    IMemberNames members,
    ICharges charges,
    IPublicUrls urls,
    TimeProvider clock
)
{
    /// <summary>What a charge for a proposal is a charge for.</summary>
    public const string ReferenceKind = "sales.proposal";

    public string LinkOf(string token) => urls.Of($"/p/{token}");

    public async Task<ProposalDetails> OfAsync(Proposal proposal, Opportunity opportunity, CancellationToken ct)
    {
        var keys = await vault.OpenAsync(ct);
        var now = clock.GetUtcNow();
        var customer = proposal.CustomerOf(opportunity) is { } contact ? (await people.ListAsync([contact], ct)).GetValueOrDefault(contact) : null;
        var names = await NamesAsync(proposal, opportunity.OwnerId, ct);
        var current = await VersionAsync(proposal.Find(proposal.Current), keys, names, ct);
        return new ProposalDetails(
            proposal.Id,
            proposal.Number,
            proposal.Edition,
            current.Status,
            new ProposalOpportunity(
                opportunity.Id,
                opportunity.Title is { } title ? keys.Open(title, SalesPlaces.Title(opportunity.Id)) : null,
                opportunity.Status
            ),
            customer,
            Named(opportunity.OwnerId, names),
            current,
            [
                .. proposal
                    .Versions.OrderByDescending(v => v.Version)
                    .Select(v => new ProposalVersionSummary(v.Version, v.StatusAt(now), MoneyView.Of(v.Total), v.CreatedAt, v.SentAt, v.DecidedAt)),
            ],
            proposal.Accepted is null ? null : await charges.FindAsync(ReferenceKind, proposal.Id, ct),
            proposal.PaidAt,
            proposal.Erased,
            proposal.CreatedAt,
            proposal.UpdatedAt
        );
    }

    public async Task<ProposalVersionDetails> VersionAsync(Proposal proposal, int version, CancellationToken ct) =>
        await VersionAsync(proposal.Find(version), await vault.OpenAsync(ct), await NamesAsync(proposal, null, ct), ct);

    private async Task<ProposalVersionDetails> VersionAsync(
        ProposalVersion version,
        ICompanyKeys keys,
        IReadOnlyDictionary<Guid, string> names,
        CancellationToken ct
    )
    {
        var content = ProposalContent.Of(keys, version);
        var discount = content?.Discount ?? ProposalDiscount.None;
        var views = version.SentAt is null ? 0 : await db.ProposalViews.CountAsync(w => w.VersionId == version.Id, ct);
        return new ProposalVersionDetails(
            version.Version,
            version.StatusAt(clock.GetUtcNow()),
            [.. content?.Lines.Select(l => ProposalLineView.Of(l)) ?? []],
            new ProposalDiscountView(discount.Kind, discount.Value),
            MoneyView.Of(version.Subtotal),
            MoneyView.Of(version.Discount),
            MoneyView.Of(version.Tax),
            MoneyView.Of(version.Total),
            version.ValidityDays,
            version.ValidUntil,
            content?.Terms,
            content?.Note,
            version.SentAt,
            Named(version.SentById, names),
            version.Via,
            version.Token is { } token ? LinkOf(keys.Open(token, SalesPlaces.ProposalToken(version.Id))) : null,
            version.FirstViewedAt,
            views,
            version.DecidedAt,
            version.ContentHash,
            version.Status == ProposalStatus.Accepted ? await AcceptanceAsync(version, keys, ct) : null,
            version.Status == ProposalStatus.Refused
                ? new ProposalRefusalView(
                    version.RefusalReason is { } reason ? keys.Open(reason, SalesPlaces.Refusal(version.Id)) : null,
                    version.DecidedAt!.Value,
                    Named(version.RefusedById, names)
                )
                : null
        );
    }

    private async Task<ProposalAcceptanceView?> AcceptanceAsync(ProposalVersion version, ICompanyKeys keys, CancellationToken ct)
    {
        var acceptance = await db.ProposalAcceptances.AsNoTracking().SingleAsync(a => a.Id == version.Id, ct);
        var proof = AcceptanceProof.Of(keys, acceptance);
        return new ProposalAcceptanceView(
            proof?.Name,
            proof is null ? null : CpfNumber.Parse(proof.Cpf).Masked,
            acceptance.At,
            proof?.Ip,
            proof?.Device,
            acceptance.ContentHash
        );
    }

    private Task<IReadOnlyDictionary<Guid, string>> NamesAsync(Proposal proposal, Guid? ownerId, CancellationToken ct) =>
        members.OfAsync([.. proposal.Versions.SelectMany(v => new[] { v.SentById, v.RefusedById }).Append(ownerId).OfType<Guid>().Distinct()], ct);

    private static NamedId? Named(Guid? id, IReadOnlyDictionary<Guid, string> names) =>
        id is { } known ? new NamedId(known, names.GetValueOrDefault(known, "")) : null;
}
