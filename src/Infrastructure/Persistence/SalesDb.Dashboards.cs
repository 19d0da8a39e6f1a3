using CleanApp.Application.Sales.Dashboards;
using CleanApp.Application.Sales.Opportunities;
using CleanApp.Domain.Sales;
using CleanApp.Infrastructure.Persistence.Conventions;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Infrastructure.Persistence;

/// <remarks>Sums and what is noted beside them are read by one statement, at one instant: folding in between is not seen.</remarks>
internal sealed partial class SalesDb
{
    private static readonly TimeSpan RebuiltWithin = TimeSpan.FromMinutes(30);

    public async Task<List<FigureSum>> SumFiguresAsync(FigureFilter filter, IReadOnlyList<FigureTime> times, CancellationToken ct)
    {
        var parts = times
            .SelectMany((time, place) => (filter.ByDay ? [(false, time.From, time.To)] : time.Parts()).Select(part => (Place: place, Part: part)))
            .ToList();
        var values = new List<object>
        {
            parts.ConvertAll(p => p.Place).ToArray(),
            parts.ConvertAll(p => p.Part.Item1 ? "month" : "day").ToArray(),
            parts.ConvertAll(p => p.Part.Item2).ToArray(),
            parts.ConvertAll(p => p.Part.Item3).ToArray(),
            Tenant,
        };
        // Made of constants alone; every value is a parameter.
        var of = FigureConditions(filter, values);
        var whose = filter.Owners.All ? "whole" : "each";
        // Of what is somebody's own little is left of what is read, and kept; of all there is everything, which is sooner read again than put down.
        var kept = filter.Owners.All ? "not materialized" : "materialized";
        var sql = $"""
            with part as (select * from unnest({"{0}, {1}, {2}, {3}"}) p (place, grain, since, until)),
            counted as {kept} ({Counted(whose, of)}),
            owned as ({Counted(filter.Source is null ? "owners" : "each", of)})
            {SumBy(FigureKey.Source, "source", "counted where fact <> 'answer'")}
            union all {SumBy(FigureKey.Owner, "owner_id::text", "owned where fact <> 'answer'")}
            union all {SumBy(FigureKey.Stage, "stage_id::text", "counted where fact = 'opened'")}
            union all {SumBy(FigureKey.Band, "band::text", "counted where fact in ('answer', 'won')")}
            union all {SumBy(
                FigureKey.Time,
                filter.ByDay ? "day::text" : "date_trunc('month', day::timestamp)::date::text",
                "counted where fact = 'won'"
            )}
            """;
        return await db.Database.SqlQueryRaw<FigureSum>(sql, values.ToArray()).ToListAsync(ct);
    }

    public Task<int> FoldFiguresAsync(int most, CancellationToken ct) =>
        db.TakeAsync<int>($"""select fold_sales_figures({Tenant}, {most}) as "Value" """, ct);

    public Task AwaitDaysAsync(CancellationToken ct) => db.LockAsync($"sales.days|{Tenant}", ct);

    public Task<int> RebuildFiguresAsync(CancellationToken ct)
    {
        db.Database.SetCommandTimeout(RebuiltWithin);
        return db.TakeAsync<int>($"""select rebuild_sales_figures({Tenant}) as "Value" """, ct);
    }

    /// <summary>Of opportunities of a pipeline, of people who came so, of these owners.</summary>
    private static string FigureConditions(FigureFilter filter, List<object> values)
    {
        var where = "tenant_id = {4}";
        if (filter.PipelineId is { } pipeline)
            where += $" and (pipeline_id is null or pipeline_id = {Add(values, pipeline)})";
        if (filter.Source is { } source)
            where += $" and source = {Add(values, EnumNames<LeadSource>.Of(source))}";
        return where + Whose(filter.Owners, values);
    }

    private static string Whose(Owners owners, List<object> values) =>
        owners.All ? "" : $" and (owner_id = {Add(values, owners.OneId ?? Guid.Empty)}{(owners.Nobodys ? " or owner_id is null" : "")})";

    private static string Counted(string lens, string of)
    {
        const string Columns = "day, fact, stage_id, owner_id, source, band, number, qualified, converted, won, lost, amount, seconds";
        return $"""
            select p.place, f.* from part p
            cross join lateral (select {Columns} from sales_figures where {of} and lens = '{lens}' and grain = p.grain and day between p.since and p.until) f
            union all
            select p.place, c.* from part p
            cross join lateral (select {Columns} from sales_figure_changes where {of} and day between p.since and p.until) c
            """;
    }

    private static string SumBy(FigureKey by, string key, string from) =>
        $"""
            select {(int)by} as "By", place as "Time", fact as "Fact", {key} as "Key", sum(number)::bigint as "Number", sum(qualified)::bigint as "Qualified",
                sum(converted)::bigint as "Converted", sum(won)::bigint as "Won", sum(lost)::bigint as "Lost", sum(amount) as "Amount",
                sum(seconds)::bigint as "Seconds"
            from {from} group by 2, 3, 4
            """;
}
