using CleanApp.Application.Common;

namespace CleanApp.Application.Sales.LeadScores;

/// <summary>
/// Rates open leads anew by what the company gives points for now, some at a time. A lead says by which version it was rated, so that this
/// goes on after a crash where it was.
/// </summary>
internal sealed class RateLeads(ISalesDb db, IUnitOfWork unit, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "sales.rate_leads";
    private const int AtOnce = 500;

    /// <summary>Whoever was changing a lead meanwhile by the points of before has ended by then.</summary>
    private static readonly TimeSpan Settled = TimeSpan.FromMinutes(1);

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        if (await unit.InTransactionAsync(RateSomeAsync, ct) > 0)
            return WorkResult.RunAgainIn(TimeSpan.Zero);
        var since = clock.GetUtcNow() - (await db.ScoringAsync(ct)).ChangedAt;
        return since < Settled ? WorkResult.RunAgainIn(Settled) : WorkResult.Finished;
    }

    private async Task<int> RateSomeAsync(CancellationToken ct)
    {
        var scoring = await db.ScoringAsync(ct);
        var leads = await db.LockRatedOtherwiseAsync(scoring.Version, AtOnce, ct);
        foreach (var lead in leads)
            lead.Rate(scoring);
        await db.SaveChangesAsync(ct);
        return leads.Count;
    }
}
