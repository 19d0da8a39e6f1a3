using System.Security.Claims;
using CleanApp.Application.Common;
using CleanApp.Application.Sales.Opportunities;
using CleanApp.Application.Sales.Pipelines;
using CleanApp.Functional.Tests.Hosting;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Sales;

/// <summary>
/// How the database answers a board and a list, as the role that serves requests, where one company has many opportunities and others
/// have few: a page costs a page, and a sum costs what it is told by, not what it is of.
/// </summary>
public sealed class BoardPlanTests : IClassFixture<BoardPlanTests.Companies>, IAsyncDisposable
{
    private const int Others = 40;
    private const int Stages = 4;
    private const int Full = 40_000;

    /// <summary>So few that to whoever plans for one of these companies any index is as good as another.</summary>
    private const int Few = 3;
    private const int Limit = 50;

    /// <summary>Of whom each sells one in twenty of a company's; one more is nobody's.</summary>
    private const int Sellers = 19;

    private readonly WebApplication _app;

    // One connection, so that what was planned for one company answers the next; each test has its own.
    public BoardPlanTests(TestHost host, Companies companies) =>
        _app = host.Build(TestHost.FreePort(), new Dictionary<string, string?>(companies.Database.Settings()) { ["Database:MaxConnections"] = "1" });

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Theory]
    [InlineData("Owner", 1, "ux_opportunities_place")]
    [InlineData("Agent", 2, "ix_opportunities_owner_place")]
    public async Task A_board_is_the_beginning_of_an_index_for_each_stage_and_what_it_comes_to_is_told_by_few_figures(
        string role,
        int branches,
        string index
    )
    {
        foreach (var company in Order())
        {
            var (plans, board) = await AskAsync(company, role, new GetBoard(IdOf("p", company), new BoardQuestion(), Limit));

            board.Stages.Count.ShouldBe(Stages);
            if (company == 0)
                board.Stages.ShouldAllBe(s => s.Cards.Count == Limit && s.Next != null);
            var cards = plans.Single(p => p.Contains("select o.* from unnest", StringComparison.Ordinal));
            cards.ShouldContain($"using {index} on opportunities");
            cards.ShouldNotContain("Seq Scan on opportunities ");
            QueryPlans.ReadOf(cards, "opportunities").ShouldBeLessThanOrEqualTo(Stages * branches * (Limit + 1), cards);
            var leads = plans.Single(p => p.Contains("on leads", StringComparison.Ordinal));
            QueryPlans.ReadOf(leads, "leads").ShouldBeLessThanOrEqualTo(board.Stages.Sum(s => s.Cards.Count), leads);
            // How many there are and how much was added up before: a figure for each stage, of an agent's company one for each owner as well.
            var sums = plans.Single(p => p.Contains("from sales_figures", StringComparison.Ordinal));
            sums.ShouldMatch(@"(using|Bitmap Index Scan on) ux_sales_figures_key\b");
            QueryPlans.ReadOf(sums, "sales_figures").ShouldBeLessThanOrEqualTo(Stages * (role == "Owner" ? 1 : Sellers + 1), sums);
            if (company == 0)
                board.Count.ShouldBe(role == "Owner" ? Full * 8 / 10 : Full / 10);
        }
    }

    [Fact]
    public async Task The_following_cards_of_a_stage_are_as_dear_as_the_first()
    {
        foreach (var company in Order())
        {
            var question = new ListCards(IdOf("p", company), IdOf("s", company, 1), new BoardQuestion(), "d0000100" + "1", Limit);
            var (plans, page) = await AskAsync(company, "Owner", question);

            page.Items.Count.ShouldBeLessThanOrEqualTo(Limit);
            plans
                .Where(p => p.Contains("cross join lateral", StringComparison.Ordinal))
                .ShouldRead("opportunities", "ux_opportunities_place", Math.Min(page.Items.Count, 1), Limit + 1);
        }
    }

    [Theory]
    [InlineData("Owner", null, "ix_opportunities_newest", 1)]
    [InlineData("Owner", "open", "ix_opportunities_status_newest", 1)]
    [InlineData("Agent", null, "ix_opportunities_owner_newest", 2)]
    public async Task A_page_of_the_list_is_the_beginning_of_an_index(string role, string? status, string index, int branches)
    {
        var wanted = status is null ? (Domain.Sales.OpportunityStatus?)null : Domain.Sales.OpportunityStatus.Open;
        foreach (var company in Order())
        {
            var question = new ListOpportunities(wanted, null, null, null, false, null, false, false, null, null, null, null, Limit);
            var (plans, page) = await AskAsync(company, role, question);

            var plan = plans.Single(p => p.Contains("FROM opportunities AS", StringComparison.Ordinal));
            plan.ShouldNotContain("Seq Scan on opportunities ");
            QueryPlans.ReadOf(plan, "opportunities").ShouldBeInRange(page.Items.Count, branches * (Limit + 1), plan);
            if (company == 0)
                plan.ShouldContain($"using {index} on opportunities");
        }
    }

    /// <summary>The few first, whose plans are then settled; then the one that is full.</summary>
    private static IEnumerable<int> Order() => [.. Enumerable.Range(1, 7), 0];

    private async Task<(List<string> Plans, T Answer)> AskAsync<T>(int company, string role, IRequest<T> question)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(IdOf("t", company));
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext
        {
            User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", $"{IdOf("u", company, 1)}"), new Claim("role", role)])),
        };
        return await scope.ServiceProvider.WatchAsync(() => scope.ServiceProvider.GetRequiredService<IMediator>().Send(question));
    }

    private static string Id(string kind, params string[] parts) => $"md5('{kind}' || {string.Join(" || '-' || ", parts)})::uuid";

    private static Guid IdOf(string kind, params int[] parts) =>
        Guid.Parse(
            Convert.ToHexString(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes(kind + string.Join('-', parts))))
        );

    public sealed class Companies : IAsyncLifetime
    {
        internal OwnDatabase Database { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Database = await QueryPlans.DatabaseAsync(
                $"""
                create temp table company as select n, {Id(
                    "t",
                    "n"
                )} as id, case n when 0 then {Full} else {Few} end as many from generate_series(0, {Others}) n;
                insert into tenants (id, name, time_zone, business_day_cutoff, created_at) select id, 'Empresa', 'America/Sao_Paulo', '00:00', now() from company;
                insert into users (id, email, name, password_hash, token_version, active, created_at)
                select {Id(
                    "u",
                    "n",
                    "m"
                )}, n || '-' || m || '@empresa.example', 'Pessoa', '', 0, true, now() from company, generate_series(1, {Sellers}) m;
                insert into memberships (tenant_id, id, user_id, role, active, created_at)
                select id, gen_random_uuid(), {Id("u", "n", "m")}, 'agent', true, now() from company, generate_series(1, {Sellers}) m;
                insert into pipelines (tenant_id, id, name, position, active, created_at) select id, {Id(
                    "p",
                    "n"
                )}, 'Vendas', 1, true, now() from company;
                insert into pipeline_stages (tenant_id, id, pipeline_id, name, probability, rotting_days, position, active, created_at)
                select id, {Id("s", "n", "s")}, {Id("p", "n")}, 'Etapa ' || s, 10 * s, 30, s, true, now() from company, generate_series(1, {Stages}) s;
                insert into opportunities (tenant_id, id, pipeline_id, stage_id, amount, expected_on, owner_id, status, order_key, stage_since, version, last_sequence,
                    created_at, updated_at, closed_at, source, lead_at)
                select c.id, {Id("o", "c.n", "o")}, {Id("p", "c.n")}, {Id("s", "c.n", $"1 + o % {Stages}")}, o, date '2031-01-01' + o % 300,
                    case when o / {Stages} % {Sellers + 1} > 0 then {Id("u", "c.n", $"o / {Stages} % {Sellers + 1}")} end,
                    case when o % 10 < 8 then 'open' else 'won' end, 'd' || lpad(o::text, 4 + 3, '0') || '1', now(), 1, 1,
                    timestamptz '2026-10-31T00:00:00Z' - o * interval '1 minute', timestamptz '2026-10-31T00:00:00Z' - o * interval '1 minute',
                    case when o % 10 < 8 then null else now() end, 'phone', now()
                from company c cross join lateral generate_series(1, c.many) o;
                insert into leads (tenant_id, id, contact_id, source, status, score, rated_by, erased, last_sequence, created_at, updated_at, closed_at, opportunity_id)
                select c.id, gen_random_uuid(), gen_random_uuid(), 'phone', 'converted', 0, 0, false, 1, now(), now(), now(), {Id("o", "c.n", "o")}
                from company c cross join lateral generate_series(1, c.many) o;
                select rebuild_sales_figures(id) from company;
                """
            );
            await Database.ExecuteAsync("vacuum analyze opportunities");
        }

        public async ValueTask DisposeAsync() => await Database.DisposeAsync();
    }
}
