using CleanApp.Application.Sales.Opportunities;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Proposals;

/// <param name="Owners">Of the opportunities they are for.</param>
/// <param name="Status">Null: whatever.</param>
/// <param name="ContactIds">Null: for anybody.</param>
/// <param name="PipelineId">Of the opportunities they are for, as <paramref name="Source"/>; null: whichever.</param>
/// <param name="Sent">Only those that were sent then and can still be answered, by the version that can.</param>
/// <param name="Accepted">Only those that were accepted then.</param>
public sealed record ProposalFilter(
    Owners Owners,
    ProposalStatus? Status,
    Guid? OpportunityId,
    IReadOnlyCollection<Guid>? ContactIds,
    int? Number,
    Guid? PipelineId,
    LeadSource? Source,
    Instants? Sent,
    Instants? Accepted
)
{
    /// <summary>By what they are ordered.</summary>
    public DateTimeOffset PlaceOf(ProposalRow row) =>
        this switch
        {
            { Accepted: not null } => row.DecidedAt!.Value,
            { Sent: not null } => row.SentAt!.Value,
            _ => row.UpdatedAt,
        };
}

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
