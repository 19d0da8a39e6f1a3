using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using CleanApp.Application.Common;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Persistence;
using CleanApp.Infrastructure.Persistence.Tenancy;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>
/// Two hundred companies, each with an owner and agents, four teams and a number; company 0 has a hundred times as much in its inbox as
/// each other. A database that tells how it answers.
/// </summary>
public sealed class FullInbox(TestHost host) : IAsyncLifetime
{
    public const int Full = 0;
    public const int Small = 1;
    private const int Companies = 200;
    private const int Conversations = 8_000;

    private OwnDatabase _database = null!;
    private readonly List<string> _heard = [];
    private WebApplication _app = null!;
    private NpgsqlDataSource _reader = null!;

    internal OwnDatabase Database => _database;

    /// <summary>
    /// Of every twenty conversations one is of team 0, which is everybody's, 1 and 2 have one each, and 3 the others; every second twenty
    /// are resolved. A third is the agent's, a third nobody's, a third the owner's. Company 0's first has much in it.
    /// </summary>
    public async ValueTask InitializeAsync()
    {
        _database = await QueryPlans.DatabaseAsync(
            $"""
            create temp table company as select n, {Id("t", "n")} as id, case n when {Full} then {Conversations} else {Conversations
                / 100} end as many from generate_series(0, {Companies - 1}) n;
            create temp table talk as
            select c.n as company, c.id as tenant_id, t as n, {Id("talk", "c.n", "t")} as id, {Id("contact", "c.n", "t")} as contact_id,
                decode(md5(c.n || 'address' || t), 'hex') as address_lookup, {Id("team", "c.n", "least(t % 20, 3)")} as team_id,
                case t % 3 when 0 then {Id("person", "c.n", "1")} when 2 then {Id("person", "c.n", "0")} end as assignee_id,
                case when t / 20 % 2 = 0 then 'open' else 'resolved' end as status, timestamptz '2026-10-31T00:00:00Z' - t * interval '1 minute' as at,
                t / 20 % 2 = 0 and t % 3 = 1 and t % 7 > 0 as waits, case when t = 0 and c.n = {Full} then 600 when c.n = {Full} then 12 else 5 end as items
            from company c cross join lateral generate_series(0, c.many - 1) t;

            insert into tenants (id, name, time_zone, business_day_cutoff, created_at) select id, 'Empresa', 'America/Sao_Paulo', '00:00', now() from company;
            insert into users (id, email, name, password_hash, token_version, active, created_at)
            select {Id("person", "n", "m")}, n || '-' || m || '@empresa.example', 'Pessoa', '', 0, true, now() from company, generate_series(0, 4) m;
            insert into memberships (tenant_id, id, user_id, role, active, created_at)
            select id, gen_random_uuid(), {Id("person", "n", "m")}, case m when 0 then 'owner' else 'agent' end, true, now() from company, generate_series(0, 4) m;
            insert into channels (tenant_id, id, name, base_url, graph_version, phone_number_id, waba_id, access_token, app_secret, verify_token, webhook_token, created_at, messages_per_second)
            select id, {Id("channel", "n")}, 'WhatsApp', '', 'v24.0', n, n, '', '', '', n, now(), 80 from company;
            insert into teams (tenant_id, id, name, is_everyone, active, mode, created_at)
            select id, {Id("team", "n", "t")}, 'Equipe ' || t, t = 0, true, 'least_loaded', now() from company, generate_series(0, 3) t;
            insert into team_members (tenant_id, id, team_id, user_id) select id, gen_random_uuid(), {Id("team", "n", "t")}, {Id("person", "n", "1")} from company, generate_series(1, 2) t;
            insert into labels (tenant_id, id, name, color, created_at) select id, {Id("label", "n", "l")}, 'Etiqueta ' || l, 'red', now() from company, generate_series(0, 1) l;

            insert into contacts (tenant_id, id, created_at, changed_at) select tenant_id, contact_id, at, at from talk;
            insert into contact_identifiers (tenant_id, id, contact_id, kind, value, lookup, created_at)
            select tenant_id, gen_random_uuid(), contact_id, 'whatsapp', '', address_lookup, at from talk where status = 'resolved';
            insert into channel_windows (tenant_id, id, channel_id, recipient_lookup, last_inbound_at)
            select tenant_id, gen_random_uuid(), {Id("channel", "company")}, address_lookup, at from talk;
            insert into conversations (tenant_id, id, channel_id, contact_id, address_lookup, status, team_id, assignee_id, unread, last_sequence,
                last_message_at, waiting_since, preview_is_ours, created_at, resolved_at, unattended_since, alerts, alerted_at)
            select tenant_id, id, {Id("channel", "company")}, contact_id, address_lookup, status, team_id, assignee_id, 0, items, at,
                case when waits then at end, false, at, case status when 'resolved' then at end, case when waits then at end,
                (waits and n % 30 = 1)::int, case when waits and n % 30 = 1 then at end
            from talk;
            insert into conversation_items (tenant_id, id, conversation_id, sequence, kind, message_id, author_id, at, terms)
            select tenant_id, gen_random_uuid(), id, s, case s % 2 when 1 then 'received' else 'sent' end, {Id("message", "company", "n", "s")},
                case s % 2 when 0 then {Id("person", "company", "1")} end, at + s * interval '1 second', '{"{}"}'
            from talk cross join lateral generate_series(1, items) s;
            insert into inbound_messages (tenant_id, id, channel_id, wamid_lookup, contact_id, sender_lookup, kind, at, received_at)
            select tenant_id, {Id("message", "company", "n", "s")}, {Id("channel", "company")}, uuid_send(gen_random_uuid()), contact_id, address_lookup, 'text', at, at
            from talk cross join lateral generate_series(1, items, 2) s;
            insert into outbound_messages (tenant_id, id, channel_id, contact_id, recipient_lookup, type, class, needs_open_window, status, status_at, possible_duplicate, created_at, attempts)
            select tenant_id, {Id("message", "company", "n", "s")}, {Id("channel", "company")}, contact_id, address_lookup, 'text', 'reply', true, 'read', at, false, at, 1
            from talk cross join lateral generate_series(2, items, 2) s;
            insert into conversation_labels (tenant_id, id, conversation_id, label_id)
            select tenant_id, gen_random_uuid(), id, {Id("label", "company", "l")} from talk, generate_series(0, 1) l where n % 10 = l * 3;
            insert into conversation_participants (tenant_id, id, conversation_id, user_id, mentioned_at, unseen_mentions)
            select tenant_id, gen_random_uuid(), id, {Id("person", "company", "m")}, case when m = 1 then at end, case when m = 1 and n % 80 = 3 then 1 else 0 end
            from talk, generate_series(1, 2) m where m = 2 or n % 40 = 3;
            insert into conversation_drafts (tenant_id, id, conversation_id, author_id, reply, updated_at)
            select tenant_id, gen_random_uuid(), id, {Id("person", "company", "2")}, '', at from talk;
            insert into scheduled_messages (tenant_id, id, conversation_id, author_id, send_at, status, created_at)
            select tenant_id, gen_random_uuid(), id, {Id("person", "company", "2")}, at, 'waiting', at from talk, generate_series(1, 3);
            insert into realtime_sequences (tenant_id, last) select id, many from company;
            insert into realtime_events (tenant_id, sequence, topic, subject_id, team_id, at) select tenant_id, n + 1, 'conversation', id, team_id, at from talk;
            """
        );
        // One connection, so that what was planned for one company answers the next.
        _reader = _database.Listen(_heard);
        _app = host.Build(
            TestHost.FreePort(),
            new Dictionary<string, string?>(_database.Settings()) { ["Database:MaxConnections"] = "1" },
            listen: services => services.AddScoped(scope => new TenantReader(_reader, scope.GetRequiredService<ITenantContext>()))
        );
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _reader.DisposeAsync();
        await _database.DisposeAsync();
    }

    public static readonly string[] Big =
    [
        "channel_windows",
        "contact_identifiers",
        "contacts",
        "conversation_drafts",
        "conversation_items",
        "conversation_labels",
        "conversation_participants",
        "conversations",
        "inbound_messages",
        "outbound_messages",
        "scheduled_messages",
    ];

    /// <summary>
    /// The ninth time on a connection, when what is prepared has been planned for good: once for the company itself, once for a small one.
    /// </summary>
    internal async Task EachTimeAsync<T>(string role, Func<IServiceProvider, int, Task<T>> ask, Action<List<string>, T> check)
    {
        foreach (var plannedFor in new[] { Full, Small })
        {
            Forget();
            for (var i = 0; i < 8; i++)
                await AskAsync(plannedFor, role, ask);
            var (plans, answer) = await AskAsync(Full, role, ask);
            plans.ShouldContain(plan => plan.Contains(" on ", StringComparison.Ordinal), "nothing was heard of");
            foreach (var table in Big)
                string.Join('\n', plans).ShouldNotContain($"Seq Scan on {table} ");
            check(plans, answer);
        }
    }

    /// <summary>What an agent of this company, or whoever leads it, asks, and how it is answered.</summary>
    internal async Task<(List<string> Plans, T Answer)> AskAsync<T>(int company, string role, Func<IServiceProvider, int, Task<T>> ask)
    {
        await using var scope = _app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(Of("t", company));
        scope.ServiceProvider.GetRequiredService<IHttpContextAccessor>().HttpContext = new DefaultHttpContext
        {
            User = new ClaimsPrincipal(
                new ClaimsIdentity([new Claim("sub", $"{Of("person", company, role == "Owner" ? 0 : 1)}"), new Claim("role", role)])
            ),
        };
        _heard.Clear();
        var (plans, answer) = await scope.ServiceProvider.WatchAsync(() => ask(scope.ServiceProvider, company));
        return ([.. plans, .. _heard], answer);
    }

    /// <summary>Whatever was planned is planned anew.</summary>
    private void Forget()
    {
        _app.Services.GetRequiredService<DataSources>().App.Clear();
        _reader.Clear();
    }

    public static Guid Of(string kind, params int[] numbers) =>
        Guid.Parse(Convert.ToHexString(MD5.HashData(Encoding.UTF8.GetBytes(kind + string.Concat(numbers.Select(n => $"-{n}"))))));

    public static byte[] AddressOf(int company, int n) => MD5.HashData(Encoding.UTF8.GetBytes($"{company}address{n}"));

    private static string Id(string kind, params string[] numbers) => $"md5('{kind}'{string.Concat(numbers.Select(n => $" || '-' || {n}"))})::uuid";
}
