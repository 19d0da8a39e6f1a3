using CleanApp.Domain.Sales;

namespace CleanApp.Application.Sales.Opportunities;

/// <summary>Whose opportunities are meant, of those the caller may see.</summary>
/// <param name="All">Whosever.</param>
/// <param name="OneId">Else this one's; null: none's.</param>
/// <param name="Nobodys">And those that nobody has.</param>
public sealed record Owners(bool All, Guid? OneId, bool Nobodys)
{
    /// <param name="ownerId">Only this one's; null: whosever.</param>
    /// <param name="isUnowned">Only nobody's.</param>
    public static Owners Of(SalesSight sight, Guid? ownerId, bool isUnowned) =>
        (sight, ownerId, isUnowned) switch
        {
            (_, { } one, false) => new Owners(false, sight.Sees(one) ? one : null, false),
            (_, _, true) => new Owners(false, null, ownerId is null),
            ({ All: true }, null, false) => new Owners(true, null, true),
            _ => new Owners(false, sight.UserId, true),
        };
}

/// <param name="OverdueAt">Only those whose next step should be done by then.</param>
/// <param name="ContactIds">Null: of anybody.</param>
public sealed record BoardFilter(Owners Owners, DateTimeOffset? OverdueAt = null, IReadOnlyCollection<Guid>? ContactIds = null);

/// <param name="Status">Null: whatever.</param>
/// <param name="OverdueAt">Only open ones whose next step should be done by then.</param>
/// <param name="RottingAt">Only open ones that have stood in their stage for too long by then.</param>
/// <param name="ContactIds">Null: of anybody.</param>
/// <param name="Source">Only of people who came so.</param>
/// <param name="Opened">Only those that were opened in it, newest first by that.</param>
/// <param name="Closed">Only those that were won or lost in it, newest first by that.</param>
public sealed record OpportunityFilter(
    Owners Owners,
    OpportunityStatus? Status,
    Guid? PipelineId,
    Guid? StageId,
    DateTimeOffset? OverdueAt,
    DateTimeOffset? RottingAt,
    IReadOnlyCollection<Guid>? ContactIds,
    LeadSource? Source = null,
    Instants? Opened = null,
    Instants? Closed = null
);
