using System.Security.Claims;
using CleanApp.Application.Common;
using CleanApp.Application.People.Contracts;
using CleanApp.Functional.Tests.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.People;

/// <summary>How the database finds a person's past, as the role that serves requests: in every module by the beginning of an index.</summary>
public sealed class TimelinePlanTests(TestHost host) : IAsyncLifetime
{
    private const int People = 200;
    private const int Rows = 20_000;
    private const int Limit = 20;

    private static readonly Guid Tenant = Guid.CreateVersion7();
    private static readonly Guid Service = Guid.CreateVersion7();
    private static readonly Guid Text = Guid.CreateVersion7();
    private OwnDatabase _database = null!;

    /// <summary>Everybody has a hundred things in every module.</summary>
    public async ValueTask InitializeAsync()
    {
        const string Each = "md5('c' || n % 200)::uuid";
        const string At = "timestamptz '2026-10-31T00:00:00Z' - n * interval '1 minute'";
        _database = await QueryPlans.DatabaseAsync(
            $"""
            insert into tenants (id, name, time_zone, business_day_cutoff, created_at) values ('{Tenant}', 'Empresa', 'America/Sao_Paulo', '00:00', now());
            insert into services (tenant_id, id, name, prefix, price, priority_weight, active, created_at) values ('{Tenant}', '{Service}', 'Bolo', 'B', 1, 0, true, now());
            insert into consent_texts (tenant_id, id, purpose, channel, version, title, text, hash, asked, created_at)
            values ('{Tenant}', '{Text}', 'marketing', 'whatsapp', 1, 'Novidades', 'Pode?', sha256(''), true, now());
            insert into contacts (tenant_id, id, created_at, changed_at) select '{Tenant}', md5('c' || n)::uuid, now(), now() from generate_series(0, {People
                - 1}) n;
            insert into queue_tickets (tenant_id, id, service_id, numbered_by_service_id, business_day, number, code, amount, priority, rank, status, created_at, calls, follow_token, contact_id)
            select '{Tenant}', gen_random_uuid(), '{Service}', '{Service}', '2026-10-31', n + 1, 'B', 1, 0, 0, 'completed', {At}, 0, n, {Each} from generate_series(0, {Rows}) n;
            insert into charges (tenant_id, id, reference_kind, reference_id, txid, amount, pix_key, description, expires_in_seconds, status, created_at, pay_token, contact_id)
            select '{Tenant}', gen_random_uuid(), 'counter.queue_ticket', gen_random_uuid(), md5(n::text), 1, 'k', 'Senha', 60, 'paid', {At}, n, {Each} from generate_series(0, {Rows}) n;
            insert into payments (tenant_id, id, end_to_end_id, amount, settled_at, recorded_at, unmatched, outcome, resolved_at, attached_kind, attached_id, contact_id)
            select '{Tenant}', gen_random_uuid(), n, 1, {At}, now(), 'no_txid', 'attached', now(), 'counter.queue_ticket', gen_random_uuid(), {Each} from generate_series(0, {Rows}) n;
            insert into manual_payments (tenant_id, id, reference_kind, reference_id, method, amount, received_at, received_by, contact_id)
            select '{Tenant}', gen_random_uuid(), 'counter.queue_ticket', gen_random_uuid(), 'cash', 1, {At}, gen_random_uuid(), {Each} from generate_series(0, {Rows}) n;
            insert into conversations (tenant_id, id, channel_id, address_lookup, status, team_id, unread, last_sequence, last_message_at, preview_is_ours, created_at, resolved_at, contact_id)
            select '{Tenant}', gen_random_uuid(), gen_random_uuid(), ''::bytea, 'resolved', gen_random_uuid(), 0, 1, now(), false, {At}, now(), {Each} from generate_series(0, {Rows}) n;
            insert into support_tickets (tenant_id, id, number, type, priority, status, contact_id, team_id, last_sequence, created_at, updated_at)
            select '{Tenant}', gen_random_uuid(), n + 1, 'request', 'normal', 'open', {Each}, gen_random_uuid(), 1, {At}, now() from generate_series(0, {Rows}) n;
            insert into leads (tenant_id, id, contact_id, source, status, score, rated_by, erased, last_sequence, created_at, updated_at, closed_at)
            select '{Tenant}', gen_random_uuid(), {Each}, 'phone', 'lost', 0, 0, false, 1, {At}, now(), now() from generate_series(0, {Rows}) n;
            insert into opportunities (tenant_id, id, pipeline_id, stage_id, contact_id, status, order_key, stage_since, version, last_sequence, created_at, updated_at)
            select '{Tenant}', gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), {Each}, 'open', 'a0', now(), 1, 1, {At}, now() from generate_series(0, {Rows}) n;
            insert into proposals (tenant_id, id, number, opportunity_id, contact_id, current, last_version, edition, erased, created_at, updated_at)
            select '{Tenant}', md5('p' || n)::uuid, n + 1, gen_random_uuid(), {Each}, 1, 1, 1, false, {At}, now() from generate_series(0, {Rows}) n;
            insert into proposal_versions (tenant_id, id, proposal_id, version, status, subtotal, discount, tax, total, validity_days, created_at)
            select '{Tenant}', gen_random_uuid(), md5('p' || n)::uuid, 1, 'draft', 1, 0, 0, 1, 10, now() from generate_series(0, {Rows}) n;
            insert into consents (tenant_id, id, contact_id, text_id, granted, source, at)
            select '{Tenant}', gen_random_uuid(), {Each}, '{Text}', true, 'counter', {At} from generate_series(0, {Rows}) n;
            insert into contact_merges (tenant_id, id, survivor_id, merged_id, identifiers, followers, took_name, user_id, at)
            select '{Tenant}', gen_random_uuid(), {Each}, md5('c' || (n + 1) % 200)::uuid, '{"{}"}', '{"{}"}', false, gen_random_uuid(), {At} from generate_series(0, {Rows}) n;
            """
        );
    }

    public async ValueTask DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task A_page_of_a_persons_past_is_the_beginning_of_an_index_in_every_module()
    {
        await using var app = host.Build(TestHost.FreePort(), _database.Settings());
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(Tenant);
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext
        {
            User = new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", $"{Guid.CreateVersion7()}"), new Claim("role", "Owner")])),
        };
        var behind = new Cursor(new DateTimeOffset(2026, 10, 28, 0, 0, 0, TimeSpan.Zero), Guid.CreateVersion7());

        foreach (var ids in new[] { 1, 3 })
        foreach (var after in new Cursor?[] { null, behind })
        {
            var contacts = Enumerable.Range(0, ids).Select(IdOf).ToList();
            var (plans, entries) = await scope.ServiceProvider.WatchAsync(async () =>
            {
                var all = new List<TimelineEntry>();
                foreach (var module in scope.ServiceProvider.GetServices<IPersonTimeline>())
                    all.AddRange(await module.ListAsync(new TimelineQuestion(contacts, after, Limit), CancellationToken.None));
                return all;
            });

            entries.Count.ShouldBe(11 * (Limit + 1));
            foreach (
                var (table, index) in new[]
                {
                    ("queue_tickets", "ix_queue_tickets_contact"),
                    ("charges", "ix_charges_contact"),
                    ("payments", "ix_payments_contact"),
                    ("manual_payments", "ix_manual_payments_contact"),
                    ("conversations", "ix_conversations_contact"),
                    ("support_tickets", "ix_support_tickets_contact_begun"),
                    ("leads", "ix_leads_contact"),
                    ("opportunities", "ix_opportunities_contact"),
                    ("proposals", "ix_proposals_contact"),
                    ("consents", "ix_consents_newest"),
                    ("contact_merges", "ix_contact_merges_survivor"),
                }
            )
            {
                var plan = plans.Single(p => p.Contains($"FROM {table} AS", StringComparison.Ordinal));
                plan.ShouldContain($"Index Scan using {index} on {table}");
                plan.ShouldNotContain($"Seq Scan on {table}");
                // Of each id no more than a page, never all hundred there are of it.
                QueryPlans.ReadOf(plan, table).ShouldBeInRange(Limit + 1, ids * (Limit + 1), plan);
            }
        }
    }

    private static Guid IdOf(int n) =>
        Guid.Parse(Convert.ToHexString(System.Security.Cryptography.MD5.HashData(System.Text.Encoding.UTF8.GetBytes($"c{n}"))));
}
