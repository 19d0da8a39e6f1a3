using System.Globalization;
using CleanApp.Application.Common;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Application.Sales.Pipelines;
using CleanApp.Domain.Common;
using CleanApp.Domain.Sales;
using Microsoft.EntityFrameworkCore;

namespace CleanApp.Application.Sales.Dashboards;

/// <summary>Sums as the dashboard's parts, each beside those of the time it is compared with.</summary>
internal sealed class DashboardLines(ISalesDb db, IMemberNames members)
{
    private static readonly int?[] CycleDays = [1, 7, 30, 90, null];
    private static readonly int?[] AnswerMinutes = [5, 30, 120, 1440, null];

    public static IReadOnlyList<SourceFigures> Sources(TimeSums now, TimeSums? then) =>
        [
            .. Pairs(FigureKey.Source, now, then)
                .Select(p => new SourceFigures(p.Key is { } name ? SourceOf(name) : null, p.Now, p.Then))
                .OrderByDescending(s => s.Now.Leads)
                .ThenByDescending(s => s.Now.Won)
                .ThenBy(s => s.Source),
        ];

    public async Task<IReadOnlyList<OwnerFigures>> OwnersAsync(TimeSums now, TimeSums? then, CancellationToken ct)
    {
        var pairs = Pairs(FigureKey.Owner, now, then).ToList();
        var names = await members.OfAsync([.. pairs.Where(p => p.Key is not null).Select(p => Guid.Parse(p.Key!))], ct);
        return
        [
            .. pairs
                .Select(p => new OwnerFigures(
                    p.Key is { } id ? new NamedId(Guid.Parse(id), names.GetValueOrDefault(Guid.Parse(id), "")) : null,
                    p.Now,
                    p.Then
                ))
                // As a number; a sum may be more than any amount.
                .OrderByDescending(o => decimal.Parse(o.Now.WonValue.Value, CultureInfo.InvariantCulture))
                .ThenBy(o => o.Owner is null)
                .ThenBy(o => o.Owner?.Name, StringComparer.CurrentCulture)
                .ThenBy(o => o.Owner?.Id),
        ];
    }

    /// <summary>In their order; those that are switched off as well, where something may have ended.</summary>
    /// <exception cref="DomainException">There is no such pipeline.</exception>
    public async Task<List<PipelineStage>> StagesAsync(Guid? pipelineId, CancellationToken ct)
    {
        var stages = await (
            from stage in db.PipelineStages.AsNoTracking()
            join pipeline in db.Pipelines on stage.PipelineId equals pipeline.Id
            where pipelineId == null || pipeline.Id == pipelineId
            orderby pipeline.Position, pipeline.Id, stage.Position, stage.Id
            select stage
        ).ToListAsync(ct);
        return stages.Count > 0 || pipelineId is null ? stages : throw new DomainException(PipelineErrors.NotFound);
    }

    public static IReadOnlyList<StageFigures> Stages(List<PipelineStage> stages, TimeSums now, TimeSums? then)
    {
        var sums = now.By(FigureKey.Stage).ToDictionary(s => s.Key!);
        var (reached, before) = (Reached(stages, now), then is null ? null : Reached(stages, then));
        return
        [
            .. stages
                .Where(stage => stage.Active || sums.ContainsKey(KeyOf(stage)))
                .Select(stage =>
                {
                    var sum = sums.GetValueOrDefault(KeyOf(stage));
                    return new StageFigures(
                        stage.PipelineId,
                        new NamedId(stage.Id, stage.Name),
                        reached[stage.Id],
                        sum is null ? 0 : sum.Number - sum.Won - sum.Lost,
                        sum?.Won ?? 0,
                        sum?.Lost ?? 0,
                        before?[stage.Id]
                    );
                }),
        ];
    }

    /// <summary>One for each day, or each month, of the time.</summary>
    public static IReadOnlyList<WonFigures> Won(TimeSums sums, FigureTime time, bool byDay)
    {
        var won = sums.By(FigureKey.Time).ToDictionary(s => DateOnly.ParseExact(s.Key!, "yyyy-MM-dd", CultureInfo.InvariantCulture));
        var points = new List<WonFigures>();
        for (var from = time.From; from <= time.To; from = points[^1].To.AddDays(1))
        {
            var to = byDay ? from : FigureTime.FirstOfMonth(from).AddMonths(1).AddDays(-1);
            var sum = won.GetValueOrDefault(byDay ? from : FigureTime.FirstOfMonth(from));
            points.Add(new WonFigures(from, to < time.To ? to : time.To, sum?.Number ?? 0, (sum?.Amount ?? 0).Shown()));
        }
        return points;
    }

    public static IReadOnlyList<CycleFigures> Cycles(TimeSums now, TimeSums? then) =>
        [
            .. Bands(Fact.Won, CycleDays, now, then)
                .Select(b => new CycleFigures(b.Under, b.Now?.Number ?? 0, (b.Now?.Amount ?? 0).Shown(), b.Then?.Number)),
        ];

    public static IReadOnlyList<AnswerFigures> Answers(TimeSums now, TimeSums? then) =>
        [
            .. Bands(Fact.Answer, AnswerMinutes, now, then)
                .Select(b => new AnswerFigures(b.Under, b.Now?.Number ?? 0, b.Now?.Converted ?? 0, b.Then?.Number, b.Then?.Converted)),
        ];

    /// <summary>Whoever stands in a stage came past those before it, and whoever was won past all.</summary>
    private static Dictionary<Guid, long> Reached(List<PipelineStage> stages, TimeSums time)
    {
        var sums = time.By(FigureKey.Stage).ToDictionary(s => s.Key!);
        var reached = new Dictionary<Guid, long>();
        foreach (var pipeline in stages.GroupBy(s => s.PipelineId))
        {
            var (came, wonBefore) = (pipeline.Sum(s => sums.GetValueOrDefault(KeyOf(s))?.Number ?? 0), 0L);
            foreach (var stage in pipeline)
            {
                reached[stage.Id] = came + wonBefore;
                came -= sums.GetValueOrDefault(KeyOf(stage))?.Number ?? 0;
                wonBefore += sums.GetValueOrDefault(KeyOf(stage))?.Won ?? 0;
            }
        }
        return reached;
    }

    private static IEnumerable<(string? Key, DashboardFigures Now, DashboardFigures? Then)> Pairs(FigureKey by, TimeSums now, TimeSums? then)
    {
        var (nows, thens) = (now.By(by).ToLookup(s => s.Key), then?.By(by).ToLookup(s => s.Key));
        return nows.Select(g => g.Key)
            .Union(thens?.Select(g => g.Key) ?? [])
            .Select(key => (key, TimeSums.Figures(nows[key]), thens is null ? null : TimeSums.Figures(thens[key])));
    }

    /// <summary>A time that is compared with and has none has zero.</summary>
    private static IEnumerable<(int? Under, FigureSum? Now, FigureSum? Then)> Bands(string fact, int?[] limits, TimeSums now, TimeSums? then)
    {
        return limits.Select((under, band) => (under, Of(now, band), then is null ? null : Of(then, band) ?? Nothing));

        FigureSum? Of(TimeSums time, int band) =>
            time.By(FigureKey.Band).SingleOrDefault(s => s.Fact == fact && s.Key == band.ToString(CultureInfo.InvariantCulture));
    }

    private static readonly FigureSum Nothing = new(FigureKey.Band, 1, "", null, 0, 0, 0, 0, 0, 0, 0);

    private static string KeyOf(PipelineStage stage) => stage.Id.ToString();

    private static LeadSource SourceOf(string name) => Enum.Parse<LeadSource>(name, ignoreCase: true);
}
