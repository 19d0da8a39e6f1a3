using CleanApp.Application.Common;
using CleanApp.Application.Sales.Opportunities;
using CleanApp.Application.Sales.Pipelines;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales;

public partial interface ISalesDb
{
    DbSet<Pipeline> Pipelines { get; }
    DbSet<PipelineStage> PipelineStages { get; }
    DbSet<Opportunity> Opportunities { get; }
    DbSet<OpportunityEvent> OpportunityEvents { get; }

    /// <summary>A company begins with a pipeline and reasons of loss, made at first use, once with many callers at once.</summary>
    Task BeginAsync(CancellationToken ct);

    /// <summary>Nobody else changes pipelines, stages or reasons of loss until the transaction ends.</summary>
    Task LockSettingsAsync(CancellationToken ct);

    /// <summary>
    /// Nobody else gives out places in these stages, or switches them off, until the transaction ends. Before any opportunity is locked; several
    /// at once, in the order of their ids.
    /// </summary>
    Task<List<PipelineStage>> LockStagesAsync(Guid[] ids, CancellationToken ct);
    Task<Opportunity?> LockOpportunityAsync(Guid id, CancellationToken ct);

    /// <summary>Open ones this person sells, the smallest id first; locked.</summary>
    Task<List<Opportunity>> LockOpportunitiesOfAsync(Guid ownerId, int most, CancellationToken ct);

    /// <summary>The first place behind one that an open opportunity other than this has in the stage; null: there is none.</summary>
    Task<OrderKey?> NextPlaceAsync(Guid stageId, OrderKey? after, Guid? exceptId, CancellationToken ct);

    /// <summary>Gives every open opportunity of a stage a short place, in the order they stand in. The stage is locked.</summary>
    Task NumberAnewAsync(Guid stageId, CancellationToken ct);

    /// <summary>Moves every open opportunity of a stage behind those of another, with a line of history each. Both are locked.</summary>
    Task MoveAllAsync(PipelineStage from, PipelineStage to, Actor by, DateTimeOffset now, CancellationToken ct);

    /// <summary>Of each stage the first that are open, by their place: one more than the limit.</summary>
    /// <param name="after">Only behind this place; of one stage.</param>
    Task<List<Opportunity>> ListCardsAsync(BoardFilter filter, Guid[] stageIds, OrderKey? after, int limit, CancellationToken ct);

    /// <summary>How many are open in each stage, and how much; stages without any are left out.</summary>
    Task<List<StageTotal>> SumStagesAsync(BoardFilter filter, Guid[] stageIds, CancellationToken ct);

    /// <summary>As of stages, by the month in which they are expected as well.</summary>
    Task<List<MonthTotal>> SumMonthsAsync(BoardFilter filter, Guid[] stageIds, CancellationToken ct);
    Task<List<Opportunity>> ListOpportunitiesAsync(OpportunityFilter filter, Cursor? after, int limit, CancellationToken ct);

    /// <summary>Empties the words of everything that is this person's.</summary>
    Task EraseOpportunitiesAsync(Guid contactId, CancellationToken ct);
}

/// <param name="Sum">Of those that have an amount.</param>
public sealed record StageTotal(Guid StageId, int Count, decimal Sum);

/// <param name="Month">Its first day; null: of those of which nobody said when they are expected.</param>
public sealed record MonthTotal(Guid StageId, DateOnly? Month, int Count, decimal Sum);
