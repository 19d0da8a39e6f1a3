using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using CleanApp.Infrastructure.Persistence;
using Npgsql;

namespace CleanApp.Bench;

/// <summary>
/// The commercial dashboard of a company with a million leads and two hundred thousand opportunities in three years, beside two hundred others:
/// a whole request to the product against the query alone of somebody who counts the same of the records themselves, under the same row-level
/// security and with the same indexes of time.
/// </summary>
internal static class SalesDashboard
{
    public const string Name = "dashboard";
    private const int Others = 200;
    private const int MostMilliseconds = 50;

    private sealed record Case(string Name, int Days, double Floor);

    /// <returns>How many floors were missed.</returns>
    public static async Task<int> MeasureAsync(DatabaseOptions options, NpgsqlDataSource owner, int postmaster, bool quick, JsonArray results)
    {
        using var product = Suite.Start("../../../../src/Api/bin/Release/net10.0/CleanApp.Api.dll", "serve", out var url);
        try
        {
            using var http = await Suite.ClientAsync(url);
            var leads = quick ? 100_000 : 1_000_000;
            var company = await Company.RegisterAsync(http, "Um milhão de leads");
            await SeedAsync(owner, company.Id, leads);
            await using var app = NpgsqlDataSource.Create(
                new NpgsqlConnectionStringBuilder(options.AppConnectionString(4)) { CommandTimeout = 600 }.ToString()
            );
            var (ourCpu, theirCpu) = (new Cpu(product.Id, postmaster), new Cpu(0, postmaster));
            Console.WriteLine(
                $"{"", -26} {"ratio", 8} {"floor", 6} {"per s", 8} {"theirs", 8} {"CPU us/op", 10} {"theirs", 10} {"p50 ms", 8} {"p95", 6}   open loop at 50/s"
            );
            var below = 0;
            foreach (var one in new Case[] { new("thirty days", 30, 4), new("a year", 365, 4) })
                below += await CompareAsync(one, leads, company, http, app, ourCpu, theirCpu, quick, results);
            return below;
        }
        finally
        {
            product.Kill();
        }
    }

    private static async Task<int> CompareAsync(
        Case one,
        int leads,
        Company company,
        HttpClient http,
        NpgsqlDataSource app,
        Cpu ourCpu,
        Cpu theirCpu,
        bool quick,
        JsonArray results
    )
    {
        await company.SignInAsync();
        var today = DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo")).DateTime
        );
        var turn = 0;
        // One day more or less each time, so that nothing is remembered.
        int Shift() => (int)((uint)Interlocked.Increment(ref turn) % 20);
        HttpRequestMessage Ask()
        {
            var to = today.AddDays(-Shift());
            var path = string.Create(
                CultureInfo.InvariantCulture,
                $"/api/v1/sales/dashboard?from={to.AddDays(1 - one.Days):yyyy-MM-dd}&to={to:yyyy-MM-dd}"
            );
            var message = new HttpRequestMessage(HttpMethod.Get, path);
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", company.Token);
            return message;
        }
        var slice = TimeSpan.FromSeconds(quick ? 1 : 3);
        await Driver.SaturateAsync(Ask, http, ourCpu, 2, slice);
        var (ours, theirs, ratios) = (new List<Slice>(), new List<Slice>(), new List<double>());
        for (var round = 0; round < (quick ? 3 : 5); round++)
        {
            ours.Add(await Driver.SaturateAsync(Ask, http, ourCpu, 2, slice));
            theirs.Add(await Search.NaiveAsync(_ => Raw(today.AddDays(-Shift()), one.Days), company.Id, app, theirCpu, slice));
            ratios.Add(ours[^1].PerSecond / theirs[^1].PerSecond);
        }
        var paced = await Driver.PaceAsync(Ask, http, ourCpu, perSecond: 50, slice);
        var ratio = Suite.Median(ratios);
        var failures = ours.Append(paced).Sum(s => s.Failures);
        var perSecond = (Ours: Suite.Median(ours.Select(s => s.PerSecond)), Theirs: Suite.Median(theirs.Select(s => s.PerSecond)));
        var cpu = (Ours: Suite.Median(ours.Select(s => s.CpuMicroseconds)), Theirs: Suite.Median(theirs.Select(s => s.CpuMicroseconds)));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{one.Name, -26} {ratio, 8:0.0} {one.Floor, 6:0.0} {perSecond.Ours, 8:0} {perSecond.Theirs, 8:0.00} {cpu.Ours, 10:0} {cpu.Theirs, 10:0} {paced.P50, 8:0.0} {paced.P95, 6:0.0}{(failures > 0 ? $"   {failures} FAILED" : "")}"
            )
        );
        results.Add(
            new JsonObject
            {
                ["name"] = string.Create(CultureInfo.InvariantCulture, $"commercial dashboard, {one.Name}, {leads:N0} leads"),
                ["against"] = "counting the records",
                ["ratio"] = Math.Round(ratio, 1),
                ["floor"] = one.Floor,
                ["perSecond"] = Math.Round(perSecond.Ours),
                ["perSecondTheirs"] = Math.Round(perSecond.Theirs, 2),
                ["cpuMicroseconds"] = Math.Round(cpu.Ours),
                ["cpuMicrosecondsTheirs"] = Math.Round(cpu.Theirs),
                ["openLoopP50Milliseconds"] = Math.Round(paced.P50, 1),
                ["openLoopP95Milliseconds"] = Math.Round(paced.P95, 1),
                ["failures"] = failures,
            }
        );
        return ratio < one.Floor || paced.P95 > MostMilliseconds || failures > 0 ? 1 : 0;
    }

    /// <summary>The same figures of both times, by source, owner, stage, band and day, counted of the records.</summary>
    private static string Raw(DateOnly to, int days)
    {
        string At(DateOnly day) => string.Create(CultureInfo.InvariantCulture, $"(timestamp '{day:yyyy-MM-dd}' at time zone 'America/Sao_Paulo')");
        var (first, middle, end) = (At(to.AddDays(1 - 2 * days)), At(to.AddDays(1 - days)), At(to.AddDays(1)));
        var day = days <= 62 ? "day" : "month";
        return $"""
            with l as materialized (
                select created_at < {middle} as before, source, owner_id, status, width_bucket(answered_in, array[300, 1800, 7200, 86400]) as band
                from leads where created_at >= {first} and created_at < {end} and status <> 'merged'
            ), o as materialized (
                select created_at < {middle} as before, source, owner_id, stage_id, status, amount
                from opportunities where created_at >= {first} and created_at < {end}
            ), c as materialized (
                select closed_at < {middle} as before, source, owner_id, status, amount, extract(epoch from closed_at - created_at)::bigint as seconds,
                    date_trunc('{day}', closed_at at time zone 'America/Sao_Paulo') as at
                from opportunities where closed_at >= {first} and closed_at < {end}
            )
            select 'lead', before, coalesce(source, owner_id::text, band::text), count(*), count(*) filter (where status in ('qualified', 'converted')),
                count(*) filter (where status = 'converted'), 0::numeric, 0::numeric
            from l group by grouping sets ((before, source), (before, owner_id), (before, band))
            union all
            select 'opened', before, coalesce(source, owner_id::text, stage_id::text), count(*), count(*) filter (where status = 'won'),
                count(*) filter (where status = 'lost'), sum(amount), 0
            from o group by grouping sets ((before, source), (before, owner_id), (before, stage_id))
            union all
            select status, before, coalesce(source, owner_id::text, at::text, band::text), count(*), 0, 0, sum(amount), sum(seconds)
            from (select *, width_bucket(seconds, array[86400, 604800, 2592000, 7776000]::bigint[]) as band from c) c
            group by grouping sets ((status, before, source), (status, before, owner_id), (status, before, at), (status, before, band))
            """;
    }

    /// <summary>By COPY's like, past keys and triggers; then the figures as the product puts them down.</summary>
    private static async Task SeedAsync(NpgsqlDataSource owner, Guid company, int leads)
    {
        var watch = Stopwatch.StartNew();
        await ExecuteAsync(
            owner,
            $"""
            set session_replication_role = replica;
            create temp table whose as
            select '{company}'::uuid as tenant_id, {leads} as leads, 30 as sellers
            union all
            select gen_random_uuid(), 2000, 4 from generate_series(1, {Others});
            insert into tenants (id, name, time_zone, business_day_cutoff, created_at)
            select tenant_id, 'Outra', 'America/Sao_Paulo', '00:00', now() from whose where tenant_id <> '{company}';
            insert into pipelines (tenant_id, id, name, position, active, created_at) select tenant_id, tenant_id, 'Medição', 9, true, now() from whose;
            insert into pipeline_stages (tenant_id, id, pipeline_id, name, probability, position, active, created_at)
            select tenant_id, md5(tenant_id || 'stage' || n)::uuid, tenant_id, 'Etapa ' || n, 20, n, true, now() from whose cross join generate_series(1, 5) n;
            insert into leads (tenant_id, id, contact_id, source, status, owner_id, score, rated_by, erased, last_sequence, created_at, updated_at, closed_at,
                opportunity_id, answered_in)
            select tenant_id, md5(tenant_id || 'lead' || n)::uuid, md5(tenant_id || 'contact' || n)::uuid,
                (array['whatsapp', 'whatsapp', 'whatsapp', 'whatsapp', 'instagram', 'instagram', 'website', 'phone', 'visit', 'recommendation', 'advertisement', 'other'])[1 + (random() * 11)::int],
                case when n % 5 = 0 then 'converted' when n % 5 < 3 then 'lost' when n % 10 = 3 then 'qualified' else 'working' end,
                case when n % 20 <> 7 then md5(tenant_id || 'seller' || (random() * sellers)::int)::uuid end, 40, 0, false, 3, at, at, case when n % 5 < 3 then at end,
                case when n % 5 = 0 then md5(tenant_id || 'opportunity' || n)::uuid end, case when n % 3 > 0 then (random() * random() * 90000)::int end
            from whose
            cross join lateral (select n, now() - n * interval '1095 days' / leads as at from generate_series(1, leads) n) each_of;
            insert into opportunities (tenant_id, id, pipeline_id, stage_id, owner_id, status, loss_reason_id, amount, order_key, stage_since, version, last_sequence,
                created_at, updated_at, closed_at, source, lead_at)
            select tenant_id, opportunity_id, tenant_id, md5(tenant_id || 'stage' || (1 + n % 5))::uuid, owner_id, status, case status when 'lost' then gen_random_uuid() end,
                (random() * 3000)::numeric(12, 2), 'a' || lpad(n::text, 8, '0'), created_at, 1, 3, created_at, created_at,
                case when status <> 'open' then least(now(), created_at + random() * random() * interval '120 days') end, source, created_at
            from (
                select l.tenant_id, l.opportunity_id, l.owner_id, l.source, l.created_at, row_number() over (partition by l.tenant_id) as n,
                    (array['won', 'won', 'lost', 'lost', 'open'])[1 + (random() * 4)::int] as status
                from leads l where opportunity_id is not null
            ) l;
            set session_replication_role = origin;
            vacuum analyze leads, opportunities;
            """
        );
        var seeded = watch.Elapsed;
        watch.Restart();
        await ExecuteAsync(owner, $"select rebuild_sales_figures('{company}')");
        var rebuilt = watch.Elapsed;
        await ExecuteAsync(
            owner,
            """
            select rebuild_sales_figures(tenant_id) from (select distinct tenant_id from pipelines) p where not exists (select from sales_figures f where f.tenant_id = p.tenant_id);
            vacuum analyze sales_figures, sales_figure_changes;
            """
        );
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{leads:N0} leads written in {seeded.TotalSeconds:0} s, their figures put down in {rebuilt.TotalSeconds:0} s"
            )
        );
    }

    private static async Task ExecuteAsync(NpgsqlDataSource owner, string sql)
    {
        await using var connection = await owner.OpenConnectionAsync();
        // Each by itself: VACUUM runs in no transaction of others.
        foreach (var statement in sql.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            await using var command = new NpgsqlCommand(statement, connection) { CommandTimeout = 3600 };
            await command.ExecuteNonQueryAsync();
        }
    }
}
