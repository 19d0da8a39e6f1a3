using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CleanApp.Infrastructure.Persistence;
using Npgsql;

namespace CleanApp.Bench;

/// <summary>
/// Finding what was said among millions of messages: a whole request to the product, which holds them sealed, against the query that somebody
/// writes who holds the same words in clear under row-level security, by ilike and by full text, whose indexes the policies keep from being
/// used. And what it costs to make a message findable.
/// </summary>
internal static class Search
{
    public const string Name = "search";

    /// <summary>Words that are said so often that a walk through the newest messages meets them soon: there is little to win.</summary>
    private const double FloorOfCommon = 0.1;
    private const double Floor = 50;

    private const double MostMicrosecondsToCompute = 60;
    private const double MostMicrosecondsToInsert = 300;
    private const double MostBytes = 600;

    private sealed record Case(string Name, Func<int, string> Text, string Token, bool IsSmallTeam, double Floor);

    /// <returns>How many floors were missed.</returns>
    public static async Task<int> MeasureAsync(DatabaseOptions options, NpgsqlDataSource owner, int postmaster, bool quick, JsonArray results)
    {
        using var product = Suite.Start("../../../../src/Api/bin/Release/net10.0/CleanApp.Api.dll", "serve", out var url);
        try
        {
            using var http = await Suite.ClientAsync(url);
            var messages = quick ? 200_000 : 2_000_000;
            var watch = Stopwatch.StartNew();
            var world = await SearchWorld.BuildAsync(options, owner, http, messages);
            Console.WriteLine(
                string.Create(CultureInfo.InvariantCulture, $"{messages:N0} messages sealed, indexed and written in {watch.Elapsed.TotalSeconds:0} s")
            );
            await using var app = NpgsqlDataSource.Create(
                new NpgsqlConnectionStringBuilder(options.AppConnectionString(4)) { CommandTimeout = 600 }.ToString()
            );
            var below = 0;
            Console.WriteLine(
                $"{"", -26} {"against", -22} {"ratio", 8} {"floor", 6} {"per s", 8} {"theirs", 8} {"CPU us/op", 10} {"theirs", 10} {"p50 ms", 8} {"p99", 6}   open loop at 20/s"
            );
            foreach (var one in Cases(world))
            foreach (var (against, sql) in Naive(one, world))
                below += await CompareAsync(
                    one,
                    against,
                    sql,
                    world,
                    http,
                    app,
                    new Cpu(product.Id, postmaster),
                    new Cpu(0, postmaster),
                    quick,
                    results
                );
            return below + await InsertAsync(owner, world, quick, results);
        }
        finally
        {
            product.Kill();
        }
    }

    /// <summary>A word of rank r is said about once in 1.8 r messages. Of each twenty, so that none is remembered.</summary>
    private static Case[] Cases(SearchWorld world)
    {
        static string At(int rank, int i) => SearchWorld.Word(rank + i % 20);
        var all = world.Lead.Token;
        return
        [
            new("a rare word", i => $"{At(40_000, i)} ", all, false, Floor),
            new("a word now and then", i => $"{At(2_000, i)} ", all, false, Floor),
            new("two words", i => $"{At(60, i)} {At(300, i)} ", all, false, Floor),
            new("the beginning of a word", i => At(40_000, i)[..^1], all, false, Floor),
            new("a phrase", i => $"\"{At(150, i)} de {At(150, i + 7)}\"", all, false, Floor),
            new("agent of a small team", i => $"{At(20, i)} ", world.AgentToken, true, Floor),
            new("a common word", i => $"{At(20, i)} ", all, false, FloorOfCommon),
        ];
    }

    /// <summary>The newest thirty, as whoever has no index for it would ask for them.</summary>
    private static IEnumerable<(string Against, Func<int, string> Sql)> Naive(Case one, SearchWorld world)
    {
        var seen = one.IsSmallTeam
            ? $"and exists (select from conversations c where c.id = s.conversation_id and c.team_id = '{world.SmallTeam}')"
            : "";
        string[] WordsOf(int i) =>
            one.Text(i).Contains('"') ? [one.Text(i).Trim('"')] : one.Text(i).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        yield return (
            "ilike in clear",
            i =>
                $"select s.id, s.words from said s where {string.Join(" and ", WordsOf(i).Select(w => $"s.words ilike '%{w}%'"))} {seen} order by s.at desc, s.id desc limit 31"
        );
        // A beginning is no word of a full text, and of a phrase it knows no words that are everywhere.
        if (!one.Name.StartsWith("the beginning", StringComparison.Ordinal) && !one.Name.EndsWith("phrase", StringComparison.Ordinal))
            yield return (
                "full text in clear",
                i =>
                    $"select s.id from said_in_full s where s.words @@ plainto_tsquery('portuguese', '{string.Join(' ', WordsOf(i))}') {seen} order by s.at desc, s.id desc limit 31"
            );
    }

    private static async Task<int> CompareAsync(
        Case one,
        string against,
        Func<int, string> sql,
        SearchWorld world,
        HttpClient http,
        NpgsqlDataSource app,
        Cpu ourCpu,
        Cpu theirCpu,
        bool quick,
        JsonArray results
    )
    {
        var turn = 0;
        HttpRequestMessage Ask()
        {
            var message = new HttpRequestMessage(HttpMethod.Post, "/api/v1/inbox/messages/searches")
            {
                Content = JsonContent.Create(new { text = one.Text(Interlocked.Increment(ref turn)), limit = 30 }),
            };
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", one.Token);
            return message;
        }
        var slice = TimeSpan.FromSeconds(quick ? 1 : 3);
        await Driver.SaturateAsync(Ask, http, ourCpu, 2, slice);
        var (ours, theirs, ratios) = (new List<Slice>(), new List<Slice>(), new List<double>());
        for (var round = 0; round < (quick ? 3 : 5); round++)
        {
            ours.Add(await Driver.SaturateAsync(Ask, http, ourCpu, 2, slice));
            theirs.Add(await NaiveAsync(sql, world.Lead.Id, app, theirCpu, slice));
            ratios.Add(ours[^1].PerSecond / theirs[^1].PerSecond);
        }
        var paced = await Driver.PaceAsync(Ask, http, ourCpu, perSecond: 20, slice);
        var ratio = Suite.Median(ratios);
        var failures = ours.Append(paced).Sum(s => s.Failures);
        var perSecond = (Ours: Suite.Median(ours.Select(s => s.PerSecond)), Theirs: Suite.Median(theirs.Select(s => s.PerSecond)));
        var cpu = (Ours: Suite.Median(ours.Select(s => s.CpuMicroseconds)), Theirs: Suite.Median(theirs.Select(s => s.CpuMicroseconds)));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{one.Name, -26} {against, -22} {ratio, 8:0.0} {one.Floor, 6:0.0} {perSecond.Ours, 8:0} {perSecond.Theirs, 8:0.00} {cpu.Ours, 10:0} {cpu.Theirs, 10:0} {paced.P50, 8:0.0} {paced.P99, 6:0.0}{(failures > 0 ? $"   {failures} FAILED" : "")}"
            )
        );
        results.Add(
            new JsonObject
            {
                ["name"] = $"{one.Name}, {world.Messages.ToString("N0", CultureInfo.InvariantCulture)} messages",
                ["against"] = against,
                ["ratio"] = Math.Round(ratio, 1),
                ["floor"] = one.Floor,
                ["perSecond"] = Math.Round(perSecond.Ours),
                ["perSecondTheirs"] = Math.Round(perSecond.Theirs, 2),
                ["cpuMicroseconds"] = Math.Round(cpu.Ours),
                ["cpuMicrosecondsTheirs"] = Math.Round(cpu.Theirs),
                ["openLoopP50Milliseconds"] = Math.Round(paced.P50, 1),
                ["openLoopP99Milliseconds"] = Math.Round(paced.P99, 1),
                ["failures"] = failures,
            }
        );
        return ratio < one.Floor || failures > 0 ? 1 : 0;
    }

    /// <summary>Two ask at a time, as the role that serves requests, and read all of each answer.</summary>
    public static async Task<Slice> NaiveAsync(Func<int, string> sql, Guid tenant, NpgsqlDataSource app, Cpu cpu, TimeSpan duration)
    {
        var latencies = new List<double>();
        var before = cpu.Used();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, 2)
                .Select(async client =>
                {
                    for (var i = client * 10; watch.Elapsed < duration; i++)
                    {
                        var since = Stopwatch.GetTimestamp();
                        await using var batch = app.CreateBatch();
                        batch.BatchCommands.Add(new NpgsqlBatchCommand($"select set_config('app.tenant_id', '{tenant}', true)"));
                        batch.BatchCommands.Add(new NpgsqlBatchCommand(sql(i)));
                        await using var reader = await batch.ExecuteReaderAsync();
                        await reader.NextResultAsync();
                        while (await reader.ReadAsync())
                            _ = reader.GetValue(0);
                        lock (latencies)
                            latencies.Add(Stopwatch.GetElapsedTime(since).TotalMilliseconds);
                    }
                })
        );
        var elapsed = watch.Elapsed;
        latencies.Sort();
        return new Slice(
            latencies.Count / elapsed.TotalSeconds,
            (cpu.Used() - before).TotalMicroseconds / latencies.Count,
            latencies[latencies.Count / 2],
            0,
            0,
            0,
            latencies.Count
        );
    }

    /// <summary>Messages of the last weeks once more, with that by which they are found and without, each in a commit of its own size.</summary>
    private static async Task<int> InsertAsync(NpgsqlDataSource owner, SearchWorld world, bool quick, JsonArray results)
    {
        await using var connection = await owner.OpenConnectionAsync();
        async Task<T> ScalarAsync<T>(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 600 };
            return (T)(await command.ExecuteScalarAsync())!;
        }
        var count = quick ? 2_000 : 10_000;
        await ScalarAsync<string>("select set_config('session_replication_role', 'replica', false)");
        async Task<double> RoundAsync(string terms, int offset)
        {
            await ScalarAsync<long>(
                $"""
                drop table if exists again;
                create temporary table again as select tenant_id, gen_random_uuid() id, gen_random_uuid() conversation_id, kind, gen_random_uuid() message_id, at, {terms} terms,
                    row_number() over () n from (select * from conversation_items order by at desc offset {offset} limit {count}) i;
                select count(*) from again
                """
            );
            var watch = Stopwatch.StartNew();
            // Row for row, as they come, each a statement of its own.
            await ScalarAsync<string>(
                """
                do $$ declare r record; begin
                    for r in select * from again loop
                        insert into conversation_items (tenant_id, id, conversation_id, sequence, kind, message_id, at, terms)
                        values (r.tenant_id, r.id, r.conversation_id, 1, r.kind, r.message_id, r.at, r.terms);
                    end loop;
                end $$;
                select ''
                """
            );
            return watch.Elapsed.TotalMicroseconds / count;
        }
        var (with, without) = (new List<double>(), new List<double>());
        for (var round = 0; round < 5; round++)
        {
            with.Add(await RoundAsync("terms", 2 * round * count));
            without.Add(await RoundAsync("'{}'::bigint[]", (2 * round + 1) * count));
        }
        var inserting = Suite.Median(with) - Suite.Median(without);
        var column = await ScalarAsync<double>(
            "select avg(pg_column_size(terms))::float8 from (select terms from conversation_items limit 100000) i"
        );
        var index = await ScalarAsync<double>("select pg_relation_size('ix_conversation_items_terms')::float8 / count(*) from conversation_items");
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"to make a message findable: {world.KeysOfMessage:0.0} keys, {world.MicrosecondsOfTerms:0} us to compute (at most {MostMicrosecondsToCompute:0}), {inserting:0} us to insert (at most {MostMicrosecondsToInsert:0}; {Suite.Median(without):0} without), {column:0} bytes in the row and {index:0} in the index (together at most {MostBytes:0})"
            )
        );
        results.Add(
            new JsonObject
            {
                ["name"] = "to make a message findable",
                ["keys"] = Math.Round(world.KeysOfMessage, 1),
                ["microsecondsToCompute"] = Math.Round(world.MicrosecondsOfTerms, 1),
                ["microsecondsToInsert"] = Math.Round(inserting, 1),
                ["microsecondsWithout"] = Math.Round(Suite.Median(without), 1),
                ["bytesInRow"] = Math.Round(column),
                ["bytesInIndex"] = Math.Round(index),
            }
        );
        return (world.MicrosecondsOfTerms > MostMicrosecondsToCompute ? 1 : 0)
            + (inserting > MostMicrosecondsToInsert ? 1 : 0)
            + (column + index > MostBytes ? 1 : 0);
    }
}
