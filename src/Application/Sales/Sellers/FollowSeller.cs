using CleanApp.Application.Common;
using CleanApp.Application.Identity;
using CleanApp.Application.Identity.Contracts;
using CleanApp.Domain.Common;

namespace CleanApp.Application.Sales.Sellers;

/// <summary>What somebody looked after who sells no more, or belongs to the company no more, is nobody's: everybody who sells sees it then.</summary>
internal sealed class FollowSeller(ISalesDb db, IActiveMembers members, IUnitOfWork unit, TimeProvider clock) : IWorkHandler
{
    public const string WorkKind = "sales.follow_seller";
    private const int AtOnce = 100;

    public string Kind => WorkKind;

    public async Task<WorkResult> HandleAsync(Guid subjectId, CancellationToken ct)
    {
        var leads = await SellsNoMoreAsync(subjectId, Permissions.LeadsWrite, ct) ? await unit.InTransactionAsync(ReleaseLeadsAsync, ct) : 0;
        var opportunities = await SellsNoMoreAsync(subjectId, Permissions.OpportunitiesWrite, ct)
            ? await unit.InTransactionAsync(ReleaseOpportunitiesAsync, ct)
            : 0;
        return leads == AtOnce || opportunities == AtOnce ? WorkResult.RunAgainIn(TimeSpan.Zero) : WorkResult.Finished;

        async Task<int> ReleaseLeadsAsync(CancellationToken inner)
        {
            var held = await db.LockLeadsOfAsync(subjectId, AtOnce, inner);
            foreach (var lead in held)
                db.LeadEvents.Add(lead.Assign(null, Actor.System, clock.GetUtcNow())!);
            await db.SaveChangesAsync(inner);
            return held.Count;
        }

        async Task<int> ReleaseOpportunitiesAsync(CancellationToken inner)
        {
            var held = await db.LockOpportunitiesOfAsync(subjectId, AtOnce, inner);
            foreach (var opportunity in held)
                db.OpportunityEvents.Add(opportunity.Assign(null, Actor.System, clock.GetUtcNow())!);
            await db.SaveChangesAsync(inner);
            return held.Count;
        }
    }

    private async Task<bool> SellsNoMoreAsync(Guid userId, string permission, CancellationToken ct) =>
        (await members.WithAsync(permission, ct)).All(m => m.UserId != userId);
}

/// <summary>A while later, when whoever gave them something at this moment has done so.</summary>
internal sealed class FollowMember(IWorkQueue work) : IOnMemberChanged
{
    private static readonly TimeSpan Settled = TimeSpan.FromSeconds(10);

    public Task RunAsync(Guid userId, CancellationToken ct) => work.GatherAsync(FollowSeller.WorkKind, userId, Settled, ct);
}
