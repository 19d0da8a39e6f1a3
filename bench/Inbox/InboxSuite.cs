using System.Diagnostics;
using System.Globalization;
using CleanApp.Bench.Outbound;
using CleanApp.Bench.Realtime;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CleanApp.Bench.Inbox;

/// <summary>An inbox with much in it while two hundred people work in it, and its two commonest requests against what they cost without the product.</summary>
internal static class InboxSuite
{
    private const string Api = "../../../../src/Api/bin/Release/net10.0/CleanApp.Api.dll";
    private const double MostP95 = 50;
    private const double MostP99 = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    public static async Task<int> RunAsync(bool quick, string? only)
    {
        var size = quick ? new Size(200_000, 20_000, 50, 50) : new Size(5_000_000, 200_000, 500, 100);
        var options = new DatabaseOptions { Url = Environment.GetEnvironmentVariable("DATABASE_URL") };
        await new Migrator(options, TimeProvider.System, NullLogger<Migrator>.Instance).RunAsync(CancellationToken.None);
        await using var owner = NpgsqlDataSource.Create(options.OwnerConnectionString() + ";Pooling=true;Maximum Pool Size=8;Max Auto Prepare=16");
        var postmaster = await Suite.ParentOfBackendAsync(owner);
        await using var outbound = await OutboundWorld.StartAsync(owner, size.Companies);
        var world = new InboxWorld(outbound, owner, size);
        var report = new Report(quick ? 5 : 9, only);
        var passwordHash = await FillAsync(outbound, world, size, report);
        await MixAsync(outbound, world, new SignIns(world, passwordHash), postmaster, report, quick);
        await SignInsAsync(outbound, world, new SignIns(world, passwordHash), postmaster, report, quick);
        await PairsAsync(outbound, world, postmaster, report, quick);
        return report.End();
    }

    /// <returns>The hash of the password that all have.</returns>
    private static async Task<string> FillAsync(OutboundWorld outbound, InboxWorld world, Size size, Report report)
    {
        var watch = Stopwatch.StartNew();
        string passwordHash;
        using (var product = Product(outbound, out var url, ("Host__Role", "api")))
            try
            {
                using var http = await Suite.ClientAsync(url);
                var model = await Company.RegisterAsync(http, "Molde");
                passwordHash = await outbound.AskAsync<string>("select password_hash from users where email = $1", model.Email);
                await world.FillAsync(passwordHash);
            }
            finally
            {
                product.Kill();
            }
        var stored = await outbound.AskAsync<long>("select count(*) from conversation_items");
        var bytes = await outbound.AskAsync<long>("select pg_database_size(current_database())");
        report.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"filled: {stored:N0} messages in {size.Conversations:N0} conversations of {size.Companies} companies, {bytes / 1e9:0.0} GB, in {watch.Elapsed.TotalSeconds:0} s"
            ),
            stored == size.Messages
        );
        return passwordHash;
    }

    private static Process Product(OutboundWorld outbound, out Uri url, params (string, string)[] settings) =>
        Suite.Start(Api, "serve", out url, [("Sandbox__MetaUrl", outbound.GraphUrl), .. settings]);

    /// <summary>Everything at once, at appointed times: the day as it is, and ten times as many reads and writes.</summary>
    private static async Task MixAsync(OutboundWorld outbound, InboxWorld world, SignIns signIns, int postmaster, Report report, bool quick)
    {
        if (!report.Wants("mix"))
            return;
        using var product = Product(outbound, out var url);
        var screens = new List<Screen>();
        try
        {
            using var http = await Suite.ClientAsync(url);
            await world.SignInAsync(http);
            foreach (var agent in world.Agents)
                screens.Add(await Screen.OpenAsync(url, agent.Token, null, null));
            var mix = new Mix(world, url);
            var cpu = new Cpu(product.Id, postmaster);
            var duration = TimeSpan.FromSeconds(quick ? 15 : 60);
            await mix.RunAsync(1, TimeSpan.FromSeconds(quick ? 40 : 90), cpu);
            await DoneAsync(outbound);
            // At half of what this machine can hash; ten times as much leaves nobody time to sign in.
            var hashes = await signIns.HashesAsync(TimeSpan.FromSeconds(5));
            await OnceAsync(outbound, mix, 1, ((int)(hashes.PerSecond / 2), signIns.Next), duration, cpu, screens, report);
            await OnceAsync(outbound, mix, 10, null, duration, cpu, screens, report);
        }
        finally
        {
            foreach (var screen in screens)
                await screen.DisposeAsync();
            product.Kill();
        }
    }

    private static async Task OnceAsync(
        OutboundWorld outbound,
        Mix mix,
        int times,
        (int PerSecond, Func<int, byte[]> Next)? signIns,
        TimeSpan duration,
        Cpu cpu,
        List<Screen> screens,
        Report report
    )
    {
        var (messages, heard) = (await CountAsync(outbound), screens.Sum(s => s.Heard));
        var (before, watch) = (cpu.Used(), Stopwatch.StartNew());
        var slices = await mix.RunAsync(times, duration, cpu, signIns);
        var busy = (cpu.Used() - before) / watch.Elapsed;
        var done = await DoneAsync(outbound);
        foreach (var (name, perSecond, slice) in slices)
            report.Say(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"mix {times}x: {name}, {perSecond}/s asked, {slice.PerSecond:0}/s answered: p50 {slice.P50:0.0}, p95 {slice.P95:0.0}, p99 {slice.P99:0.0} ms (at most {MostP95}, {MostP99}), {slice.Failures} failed"
                ),
                slice is { P95: <= MostP95, P99: <= MostP99, Failures: 0 } && slice.PerSecond >= 0.95 * perSecond
            );
        var taken = slices.Where(s => s.Name is "answer" or "webhook").Sum(s => s.Slice.Answered - s.Slice.Failures);
        var stored = await CountAsync(outbound) - messages;
        report.Say(
            string.Create(
                CultureInfo.InvariantCulture,
                $"mix {times}x: server and database take {busy:0.00} of {Environment.ProcessorCount} cores; {stored} of {taken} messages stored, the last read in and sent after {done.TotalSeconds:0.0} s; {screens.Sum(s => s.Heard) - heard} heard on {screens.Count} screens"
            ),
            stored == taken
        );
    }

    /// <summary>Signing in against hashing alone, and what the others feel of it.</summary>
    private static async Task SignInsAsync(OutboundWorld outbound, InboxWorld world, SignIns signIns, int postmaster, Report report, bool quick)
    {
        const string Name = "sign-in";
        if (!report.Wants(Name))
            return;
        using var product = Product(outbound, out var url, ("Host__Role", "api"));
        try
        {
            using var http = await Suite.ClientAsync(url);
            await world.SignInAsync(http);
            var cpu = new Cpu(product.Id, postmaster);
            var slice = TimeSpan.FromSeconds(quick ? 3 : 5);
            await report.CompareAsync(
                Name,
                "hashing alone",
                0.85,
                () => SliceAsync(url, turn => [signIns.Next(turn)], cpu, slice),
                () => signIns.HashesAsync(slice),
                TimeSpan.FromSeconds(quick ? 15 : 30)
            );
            var mix = new Mix(world, url);
            await mix.RunAsync(1, TimeSpan.FromSeconds(quick ? 15 : 40), cpu);
            await signIns.StormAsync(url, mix, cpu, TimeSpan.FromSeconds(quick ? 10 : 30), report);
        }
        finally
        {
            product.Kill();
        }
    }

    private static Task<long> CountAsync(OutboundWorld outbound) =>
        outbound.AskAsync<long>("select (select count(*) from inbound_messages) + (select count(*) from outbound_messages)");

    /// <summary>What came in is in its conversation, and what was answered is at Meta.</summary>
    private static Task<TimeSpan> DoneAsync(OutboundWorld outbound) =>
        outbound.UntilAsync(
            "select not exists (select from channel_webhooks where processed_at is null) and not exists (select from outbound_queue)",
            Patience
        );

    private static async Task PairsAsync(OutboundWorld outbound, InboxWorld world, int postmaster, Report report, bool quick)
    {
        // Nobody sends meanwhile, on either side.
        using var product = Product(outbound, out var url, ("Host__Role", "api"));
        using var baseline = Suite.Start("CleanApp.Bench.dll", "baseline", out var baselineUrl);
        try
        {
            using var http = await Suite.ClientAsync(url);
            using var baselineHttp = await Suite.ClientAsync(baselineUrl);
            await world.SignInAsync(http);
            var mix = new Mix(world, url);
            var (cpu, raw) = (new Cpu(product.Id, postmaster), new Cpu(baseline.Id, postmaster));
            var warmUp = TimeSpan.FromSeconds(quick ? 25 : 40);
            var (page, theirs) = await mix.PageSizesAsync(http, baselineHttp);
            report.Say($"a page is {page:N0} bytes of the product's JSON and {theirs:N0} of the baseline's", Math.Abs(page - theirs) < page / 10);
            await CompareAsync("message page, 50 messages", "raw, one round trip", 0.70, mix.Page, mix.RawPage);
            await CompareAsync("message and outbox", "raw, one round trip", 0.65, _ => [mix.Answer()], _ => [mix.RawAnswer()]);

            async Task CompareAsync(string name, string against, double floor, Func<int, byte[][]> ours, Func<int, byte[][]> theirs)
            {
                if (!report.Wants(name))
                    return;
                await SliceAsync(baselineUrl, theirs, raw, warmUp / 2);
                var slice = TimeSpan.FromSeconds(quick ? 2 : 3);
                await report.CompareAsync(
                    name,
                    against,
                    floor,
                    () => SliceAsync(url, ours, cpu, slice),
                    () => SliceAsync(baselineUrl, theirs, raw, slice),
                    warmUp
                );
            }
        }
        finally
        {
            product.Kill();
            baseline.Kill();
        }
    }

    private static async Task<(double, double)> SliceAsync(Uri server, Func<int, byte[][]> next, Cpu cpu, TimeSpan duration)
    {
        var slice = await SocketLoad.RunAsync(server, next, connections: 16, cpu, duration);
        return slice.Failures == 0
            ? (slice.PerSecond, slice.CpuMicroseconds)
            : throw new InvalidOperationException($"{slice.Failures} requests failed.");
    }
}
