using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Proposals;

/// <param name="Number">1, 2, 3 … within the company, without gap.</param>
/// <param name="Version">The one that is looked at: what is being written, else what was sent last. Status, total and days are of it.</param>
/// <param name="OpportunityTitle">Null once the person was anonymised.</param>
/// <param name="Owner">Who sells; null: nobody yet.</param>
/// <param name="ValidUntil">The last day; null of a draft.</param>
/// <param name="ViewedAt">When somebody with the link first looked.</param>
/// <param name="DecidedAt">When it was answered, or ran out.</param>
public sealed record ProposalSummary(
    Guid Id,
    int Number,
    int Version,
    ProposalStatus Status,
    Guid OpportunityId,
    string? OpportunityTitle,
    PersonView? Customer,
    NamedId? Owner,
    MoneyView Total,
    DateOnly? ValidUntil,
    DateTimeOffset? SentAt,
    DateTimeOffset? ViewedAt,
    DateTimeOffset? DecidedAt,
    DateTimeOffset? PaidAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
);

/// <summary>Rows with the names of whom they point to, whatever their number, in as many questions.</summary>
internal sealed class ProposalSummaries(IPersonalVault vault, IPeople people, IMemberNames members, TimeProvider clock)
{
    public async Task<IReadOnlyList<ProposalSummary>> OfAsync(IReadOnlyList<ProposalRow> rows, CancellationToken ct)
    {
        if (rows.Count == 0)
            return [];
        var keys = await vault.OpenAsync(ct);
        var customers = await people.ListAsync([.. rows.Select(r => r.ContactId).OfType<Guid>().Distinct()], ct);
        var names = await members.OfAsync([.. rows.Select(r => r.OwnerId).OfType<Guid>().Distinct()], ct);
        var now = clock.GetUtcNow();
        return
        [
            .. rows.Select(r => new ProposalSummary(
                r.Id,
                r.Number,
                r.Version,
                r.Status is ProposalStatus.Sent or ProposalStatus.Viewed && r.ExpiresAt <= now ? ProposalStatus.Expired : r.Status,
                r.OpportunityId,
                r.Title is { } title ? keys.Open(title, SalesPlaces.Title(r.OpportunityId)) : null,
                r.ContactId is { } contact ? customers.GetValueOrDefault(contact) : null,
                r.OwnerId is { } owner ? new NamedId(owner, names.GetValueOrDefault(owner, "")) : null,
                MoneyView.Of(r.Total),
                r.ValidUntil,
                r.SentAt,
                r.FirstViewedAt,
                r.DecidedAt,
                r.PaidAt,
                r.CreatedAt,
                r.UpdatedAt
            )),
        ];
    }
}
