using CleanApp.Application.Sales.Opportunities;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Proposals;

/// <param name="Owners">Of the opportunities they are for.</param>
/// <param name="Status">Null: whatever.</param>
/// <param name="ContactIds">Null: for anybody.</param>
public sealed record ProposalFilter(Owners Owners, ProposalStatus? Status, Guid? OpportunityId, IReadOnlyCollection<Guid>? ContactIds, int? Number);

/// <summary>A proposal and the version that is looked at, without what it says.</summary>
/// <param name="Title">Of the opportunity, sealed.</param>
public sealed record ProposalRow(
    Guid Id,
    int Number,
    int Version,
    ProposalStatus Status,
    Guid OpportunityId,
    byte[]? Title,
    Guid? ContactId,
    Guid? OwnerId,
    Money Total,
    DateOnly? ValidUntil,
    DateTimeOffset? ExpiresAt,
    DateTimeOffset? SentAt,
    DateTimeOffset? FirstViewedAt,
    DateTimeOffset? DecidedAt,
    DateTimeOffset? PaidAt,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
);
