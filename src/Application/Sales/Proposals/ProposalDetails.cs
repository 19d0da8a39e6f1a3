using CleanApp.Application.Common;
using CleanApp.Application.Payments.Contracts;
using CleanApp.Application.People.Contracts;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Proposals;

/// <param name="Number">1, 2, 3 … within the company, without gap.</param>
/// <param name="Edition">For <c>If-Match</c>, as <c>"v3"</c>: whoever changes it has seen this.</param>
/// <param name="Status">Of the version that is looked at.</param>
/// <param name="Current">What is being written, else what was sent last.</param>
/// <param name="Versions">Newest first.</param>
/// <param name="Pix">The newest charge for what was accepted; null when there is none.</param>
/// <param name="Erased">The person was anonymised: figures are all that is left.</param>
public sealed record ProposalDetails(
    Guid Id,
    int Number,
    int Edition,
    ProposalStatus Status,
    ProposalOpportunity Opportunity,
    PersonView? Customer,
    NamedId? Owner,
    ProposalVersionDetails Current,
    IReadOnlyList<ProposalVersionSummary> Versions,
    ChargeView? Pix,
    DateTimeOffset? PaidAt,
    bool Erased,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
);

/// <param name="Title">Null once the person was anonymised.</param>
public sealed record ProposalOpportunity(Guid Id, string? Title, OpportunityStatus Status);

public sealed record ProposalVersionSummary(
    int Version,
    ProposalStatus Status,
    MoneyView Total,
    DateTimeOffset CreatedAt,
    DateTimeOffset? SentAt,
    DateTimeOffset? DecidedAt
);

/// <param name="Subtotal">Of all lines, after their own discounts.</param>
/// <param name="Total"><c>subtotal − discountTotal + taxTotal</c>, each as it is shown.</param>
/// <param name="ValidityDays">From the day it is sent.</param>
/// <param name="ValidUntil">The last day; null of a draft.</param>
/// <param name="Note">To the customer.</param>
/// <param name="Link">Where the customer reads and answers it; null of what was never sent.</param>
/// <param name="Views">How often somebody with the link looked; counted up to 200.</param>
/// <param name="ContentHash">SHA-256 of what it says, fixed when it was sent.</param>
public sealed record ProposalVersionDetails(
    int Version,
    ProposalStatus Status,
    IReadOnlyList<ProposalLineView> Lines,
    ProposalDiscountView Discount,
    MoneyView Subtotal,
    MoneyView DiscountTotal,
    MoneyView TaxTotal,
    MoneyView Total,
    int ValidityDays,
    DateOnly? ValidUntil,
    string? Terms,
    string? Note,
    DateTimeOffset? SentAt,
    NamedId? SentBy,
    ProposalWay? Via,
    string? Link,
    DateTimeOffset? FirstViewedAt,
    int Views,
    DateTimeOffset? DecidedAt,
    string? ContentHash,
    ProposalAcceptanceView? Acceptance,
    ProposalRefusalView? Refusal
);

/// <param name="Net">After the line's own discount.</param>
public sealed record ProposalLineView(
    Guid? ProductId,
    string? Sku,
    string Name,
    string Unit,
    decimal Quantity,
    MoneyView UnitPrice,
    decimal DiscountPercent,
    decimal TaxPercent,
    MoneyView Net,
    MoneyView Tax
)
{
    /// <param name="isPublic">For the customer, to whom the company's ids mean nothing.</param>
    internal static ProposalLineView Of(ProposalLine line, bool isPublic = false) =>
        new(
            isPublic ? null : line.ProductId,
            line.Sku,
            line.Name,
            line.Unit,
            line.Quantity,
            MoneyView.Signed(line.UnitPrice),
            line.DiscountPercent,
            line.TaxPercent,
            MoneyView.Signed(line.Net),
            MoneyView.Signed(line.Tax)
        );
}

/// <param name="Name">Null once the person was anonymised; so CPF, address and device.</param>
/// <param name="Cpf">Masked: <c>***.982.247-**</c>.</param>
/// <param name="ContentHash">Of what was accepted.</param>
public sealed record ProposalAcceptanceView(string? Name, string? Cpf, DateTimeOffset At, string? Ip, string? Device, string ContentHash);

/// <param name="By">Who wrote it down; null: the customer themselves.</param>
public sealed record ProposalRefusalView(string? Reason, DateTimeOffset At, NamedId? By);
