using CleanApp.Application.Common;
using CleanApp.Application.Sales;
using CleanApp.Application.Sales.Leads;
using CleanApp.Domain.Sales;
using CleanApp.Functional.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>
/// How the database answers a list of leads, as the role that serves requests: a page costs a page, however many leads the company has; also
/// where it was planned for a small company.
/// </summary>
public sealed class LeadPlanTests(TestHost host) : IAsyncLifetime
{
    private const int Limit = 50;
    private const int Page = Limit + 1;
    private static readonly Guid[] Tenants = [.. Enumerable.Range(0, 40).Select(_ => Guid.CreateVersion7())];
    private static readonly Guid Me = Guid.CreateVersion7();
    private OwnDatabase _database = null!;

    /// <summary>The first company has twenty thousand, the others a hundred each. Every tenth is mine, every third nobody's, one in twenty is open.</summary>
    public async ValueTask InitializeAsync() =>
        _database = await QueryPlans.DatabaseAsync(
            $"""
            create temp table lead as
            select tenant.id as tenant_id, n, timestamptz '2026-10-31T00:00:00Z' - n * interval '1 minute' as at, n % 20 < 4 as is_open,
                case when n % 10 = 1 then '{Me}'::uuid when n % 3 <> 0 then gen_random_uuid() end as owner_id
            from unnest(array['{string.Join("','", Tenants)}']::uuid[]) with ordinality as tenant (id, place)
            cross join lateral generate_series(1, case tenant.place when 1 then 20000 else 100 end) n;
            insert into leads (tenant_id, id, contact_id, source, status, owner_id, next_step, next_step_at, score, rated_by, erased, last_sequence, created_at, updated_at, closed_at)
            select tenant_id, gen_random_uuid(), md5('c' || n)::uuid, 'phone', case when is_open then 'working' else 'lost' end, owner_id,
                case when is_open and n % 3 = 0 then ''::bytea end, case when is_open and n % 3 = 0 then at end, n % 90, 0, false, 1, at, at,
                case when not is_open then at end
            from lead;
            """
        );

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Every_list_is_the_beginning_of_an_index()
    {
        await using var app = host.Build(
            TestHost.FreePort(),
            new Dictionary<string, string?>(_database.Settings()) { ["Database:MaxConnections"] = "1" }
        );
        (LeadFilter Filter, string[] Indexes)[] lists =
        [
            (Of(true), ["ix_leads_newest"]),
            (Of(true, open: true), ["ix_leads_open"]),
            (Of(true, status: LeadStatus.Lost), ["ix_leads_(status|newest)"]),
            (Of(true, LeadView.Unowned), ["ix_leads_nobodys"]),
            (Of(true, order: LeadOrder.Score, open: true), ["ix_leads_score"]),
            (Of(true, order: LeadOrder.NextStep, open: true), ["ix_leads_next_step"]),
            (Of(false), ["ix_leads_owner", "ix_leads_nobodys"]),
            (Of(false, open: true), ["ix_leads_owner_open", "ix_leads_nobodys_open"]),
            (Of(false, LeadView.Mine), ["ix_leads_owner"]),
            (Of(false, order: LeadOrder.Score, open: true), ["ix_leads_owner_score", "ix_leads_nobodys_score"]),
            (Of(false, order: LeadOrder.NextStep, open: true), ["ix_leads_owner_next_step", "ix_leads_nobodys_next_step"]),
            (Of(true, order: LeadOrder.Opened) with { Opened = October }, ["ix_leads_created"]),
            (Of(false, LeadView.Mine, order: LeadOrder.Opened) with { Opened = October }, ["ix_leads_owner_created"]),
        ];
        foreach (var (filter, indexes) in lists)
        foreach (var after in new Cursor?[] { null, Behind(filter.Order) })
        foreach (var plannedFor in new[] { Tenants[0], Tenants[1] })
        {
            for (var i = 0; i < 8; i++)
                await AskAsync(app.Services, plannedFor, filter, after);
            var (plans, rows) = await AskAsync(app.Services, Tenants[0], filter, after);
            rows.Count.ShouldBe(Page, $"{filter}");
            foreach (var index in indexes)
                // Of one's own and of nobody's a page each, and what is read past the cursor's own instant. Most are lost, and found among all as soon.
                plans.ShouldRead("leads", index, Page, 2 * (Page + 2));
        }
    }

    private static readonly Instants October = new(
        new DateTimeOffset(2026, 10, 1, 0, 0, 0, TimeSpan.Zero),
        new DateTimeOffset(2026, 10, 30, 0, 0, 0, TimeSpan.Zero)
    );

    private static Cursor Behind(LeadOrder order) =>
        order == LeadOrder.Score
            ? Cursor.OfRank(60, Guid.AllBitsSet)
            : new Cursor(new DateTimeOffset(2026, 10, order == LeadOrder.NextStep ? 20 : 28, 0, 0, 0, TimeSpan.Zero), Guid.AllBitsSet);

    private static LeadFilter Of(
        bool all,
        LeadView view = LeadView.All,
        LeadStatus? status = null,
        bool open = false,
        LeadOrder order = LeadOrder.Newest
    ) => new(new SalesSight(Me, all), view, status, open, order, null, null, null, null);

    private static async Task<(List<string> Plans, List<Lead> Rows)> AskAsync(
        IServiceProvider services,
        Guid tenant,
        LeadFilter filter,
        Cursor? after
    )
    {
        await using var scope = services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(tenant);
        return await scope.ServiceProvider.WatchAsync(() =>
            scope.ServiceProvider.GetRequiredService<ISalesDb>().ListLeadsAsync(filter, after, Limit, CancellationToken.None)
        );
    }
}
