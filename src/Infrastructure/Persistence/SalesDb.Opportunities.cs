using CleanApp.Application.Common;
using CleanApp.Application.Sales;
using CleanApp.Application.Sales.Opportunities;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <remarks>
/// What a board shows is the beginning of an index in each stage, of everybody or of one owner and of nobody; what all of it comes to is kept
/// among the figures.
/// </remarks>
internal sealed partial class SalesDb
{
    public Task<List<Opportunity>> ListCardsAsync(BoardFilter filter, Guid[] stageIds, OrderKey? after, int limit, CancellationToken ct)
    {
        var values = new List<object> { stageIds };
        var where = $"stage_id = s.id and {Open(filter, values)}";
        if (after is { } place)
            where += $" and order_key > {Add(values, place.Value)}";
        var first = $"order by order_key limit {limit + 1}";
        var cards = filter.Owners.All
            ? $"select * from opportunities where {where} {first}"
            : $"select * from ({Branches("*", where, first, filter.Owners, values)}) b {first}";
        // Made of constants alone; every value is a parameter.
        var sql = $"select o.* from unnest({{0}}) s (id) cross join lateral ({cards}) o";
        return Opportunities.FromSqlRaw(sql, values.ToArray()).AsNoTracking().ToListAsync(ct);
    }

    public Task<List<StageTotal>> SumStagesAsync(BoardFilter filter, Guid[] stageIds, CancellationToken ct) =>
        filter is { OverdueAt: null, ContactIds: null }
            ? SumOpenAsync(filter.Owners, stageIds, ct)
            : SumAsync<StageTotal>(filter, stageIds, "stage_id, amount", "stage_id as \"StageId\"", "stage_id", ct);

    /// <summary>By the figures that are kept and what is noted beside them, without looking at what they are of.</summary>
    private Task<List<StageTotal>> SumOpenAsync(Owners owners, Guid[] stageIds, CancellationToken ct)
    {
        var values = new List<object> { stageIds, Tenant };
        // Made of constants alone; every value is a parameter. The stages afterwards, of the few figures that are left: their key has the pipeline
        // before the stage, and whoever plans for a company with few would rather read all that it has.
        var of = $"tenant_id = {"{1}"} and day = '-infinity' and fact = 'open'{Whose(owners, values)}";
        var sql = $"""
            select stage_id as "StageId", sum(number)::int as "Count", sum(amount) as "Sum"
            from (
                (
                    select stage_id, number, amount from sales_figures
                    where {of} and lens = '{(owners.All ? "whole" : "each")}' and grain = 'day' offset 0
                )
                union all
                (select stage_id, number, amount from sales_figure_changes where {of} offset 0)
            ) f
            where stage_id = any({"{0}"})
            group by stage_id having sum(number) > 0
            """;
        return db.Database.SqlQueryRaw<StageTotal>(sql, values.ToArray()).ToListAsync(ct);
    }

    public Task<List<MonthTotal>> SumMonthsAsync(BoardFilter filter, Guid[] stageIds, CancellationToken ct) =>
        SumAsync<MonthTotal>(
            filter,
            stageIds,
            "stage_id, amount, date_trunc('month', expected_on)::date as month",
            "stage_id as \"StageId\", month as \"Month\"",
            "stage_id, month",
            ct
        );

    private Task<List<T>> SumAsync<T>(BoardFilter filter, Guid[] stageIds, string columns, string keys, string by, CancellationToken ct)
    {
        var values = new List<object> { stageIds };
        var where = $"stage_id = any({{0}}) and {Open(filter, values)}";
        var rows = filter.Owners.All ? $"select {columns} from opportunities where {where}" : Branches(columns, where, "", filter.Owners, values);
        var sql = $"select {keys}, count(*)::int as \"Count\", coalesce(sum(amount), 0) as \"Sum\" from ({rows}) o group by {by}";
        return db.Database.SqlQueryRaw<T>(sql, values.ToArray()).ToListAsync(ct);
    }

    public Task<List<Opportunity>> ListOpportunitiesAsync(OpportunityFilter filter, Cursor? after, int limit, CancellationToken ct)
    {
        var owners = filter.Owners;
        if (owners.All)
            return Page(rows => rows).ToListAsync(ct);
        var own = Page(rows => rows.Where(o => o.OwnerId == owners.OneId && o.OwnerId != null));
        if (!owners.Nobodys)
            return own.ToListAsync(ct);
        var nobodys = Page(rows => rows.Where(o => o.OwnerId == null));
        return (owners.OneId is null ? nobodys : InOrder(own.Concat(nobodys))).ToListAsync(ct);

        IQueryable<Opportunity> Page(Func<IQueryable<Opportunity>, IQueryable<Opportunity>> of)
        {
            var rows = of(Opportunities.AsNoTracking());
            if (filter.Status is { } status)
                rows = rows.Where(o => o.Status == status);
            if (filter.StageId is { } stage)
                rows = rows.Where(o => o.StageId == stage);
            else if (filter.PipelineId is { } pipeline)
                rows = rows.Where(o => o.PipelineId == pipeline);
            if (filter.OverdueAt is { } overdue)
                rows = rows.Where(o => o.Status == OpportunityStatus.Open && o.NextStepAt < overdue);
            if (filter.RottingAt is { } rotting)
                rows = rows.Where(o =>
                    o.Status == OpportunityStatus.Open
                    && PipelineStages.Any(s => s.Id == o.StageId && s.RottingDays != null && o.StageSince.AddDays(s.RottingDays.Value) < rotting)
                );
            if (filter.ContactIds is { } contacts)
                rows = rows.Where(o => o.ContactId != null && contacts.Contains(o.ContactId.Value));
            if (filter.Source is { } source)
                rows = rows.Where(o => o.Source == source);
            if (filter.Opened is { } opened)
                rows = rows.Where(o => o.CreatedAt >= opened.From && o.CreatedAt < opened.Until);
            if (filter.Closed is { } closed)
                rows = rows.Where(o => o.ClosedAt >= closed.From && o.ClosedAt < closed.Until);
            return InOrder(after is { } last ? After(rows, last) : rows);
        }

        IQueryable<Opportunity> After(IQueryable<Opportunity> rows, Cursor last) =>
            filter switch
            {
                { Closed: not null } => rows.Where(o => o.ClosedAt <= last.At && (o.ClosedAt < last.At || o.Id < last.Id)),
                { Opened: not null } => rows.Where(o => o.CreatedAt <= last.At && (o.CreatedAt < last.At || o.Id < last.Id)),
                _ => rows.Where(o => o.UpdatedAt <= last.At && (o.UpdatedAt < last.At || o.Id < last.Id)),
            };

        IQueryable<Opportunity> InOrder(IQueryable<Opportunity> rows) =>
            (
                filter switch
                {
                    { Closed: not null } => rows.OrderByDescending(o => o.ClosedAt).ThenByDescending(o => o.Id),
                    { Opened: not null } => rows.OrderByDescending(o => o.CreatedAt).ThenByDescending(o => o.Id),
                    _ => rows.OrderByDescending(o => o.UpdatedAt).ThenByDescending(o => o.Id),
                }
            ).TakePage(limit);
    }

    private static string Open(BoardFilter filter, List<object> values)
    {
        var where = "status = 'open'";
        if (filter.OverdueAt is { } overdue)
            where += $" and next_step_at < {Add(values, overdue)}";
        if (filter.ContactIds is { } contacts)
            where += $" and contact_id = any({Add(values, contacts.ToArray())})";
        return where;
    }

    /// <summary>One owner's and nobody's, each by itself, as the indexes have them.</summary>
    private static string Branches(string columns, string where, string order, Owners owners, List<object> values) =>
        string.Join(
            " union all ",
            new[]
            {
                $"(select {columns} from opportunities where {where} and owner_id = {Add(values, owners.OneId ?? Guid.Empty)} {order})",
                owners.Nobodys ? $"(select {columns} from opportunities where {where} and owner_id is null {order})" : null,
            }.OfType<string>()
        );

    /// <returns>What stands for the value in the statement.</returns>
    private static string Add(List<object> values, object value)
    {
        values.Add(value);
        return $"{{{values.Count - 1}}}";
    }
}
