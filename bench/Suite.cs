using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace CleanApp.Bench;

/// <summary>Seeds, starts both servers, drives them in turn and compares.</summary>
internal static class Suite
{
    public static async Task<int> RunAsync(bool quick, string? only)
    {
        var url = Environment.GetEnvironmentVariable("DATABASE_URL");
        var options = new DatabaseOptions { Url = url };
        await new Migrator(options, TimeProvider.System, NullLogger<Migrator>.Instance).RunAsync(CancellationToken.None);

        var rounds = quick ? 3 : 9;
        // Until the JIT has settled on its best code, which on two busy cores takes longer than one expects.
        var warmUp = TimeSpan.FromSeconds(quick ? 10 : 40);
        var slice = TimeSpan.FromSeconds(quick ? 1 : 3);
        var many = quick ? 100_000 : 1_000_000;
        await using var owner = NpgsqlDataSource.Create(options.OwnerConnectionString());
        var postmaster = await ParentOfBackendAsync(owner);
        var results = new JsonArray();
        // By itself: it needs nothing of what the others do.
        if (only is not null && Search.Name.Contains(only, StringComparison.OrdinalIgnoreCase))
            return await EndAsync(await Search.MeasureAsync(options, owner, postmaster, quick, results), results);
        if (only is not null && SalesDashboard.Name.Contains(only, StringComparison.OrdinalIgnoreCase))
            return await EndAsync(await SalesDashboard.MeasureAsync(options, owner, postmaster, quick, results), results);
        using var product = Start("../../../../src/Api/bin/Release/net10.0/CleanApp.Api.dll", "serve", out var productUrl);
        using var baseline = Start("CleanApp.Bench.dll", "baseline", out var baselineUrl);
        using var sealing = Start("CleanApp.Bench.dll", "sealed", out var sealingUrl);
        using var unsealed = Start("CleanApp.Bench.dll", "unsealed", out var unsealedUrl);
        try
        {
            using var productHttp = await ClientAsync(productUrl);
            using var baselineHttp = await ClientAsync(baselineUrl);
            using var sealingHttp = await ClientAsync(sealingUrl);
            using var unsealedHttp = await ClientAsync(unsealedUrl);
            var productCpu = new Cpu(product.Id, postmaster);
            var baselineCpu = new Cpu(baseline.Id, postmaster);
            var sealingCpu = new Cpu(sealing.Id, postmaster);
            var unsealedCpu = new Cpu(unsealed.Id, postmaster);
            var company = await Company.RegisterAsync(productHttp, "Comparação");
            var full = await Company.RegisterAsync(productHttp, "Um milhão");
            var small = await Company.RegisterAsync(productHttp, "Vazia");
            var day = DateOnly.FromDateTime(
                TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo")).DateTime
            );
            var several = new List<Company>();
            for (var i = 1; i <= 8; i++)
                several.Add(await Company.RegisterAsync(productHttp, $"Empresa {i}"));
            await company.SeedAsync(owner, day, waiting: quick ? 30_000 : 250_000, done: 0);
            foreach (var one in several)
                await one.SeedAsync(owner, day, waiting: quick ? 10_000 : 40_000, done: 0);
            await full.SeedAsync(owner, day, waiting: 40_000, done: many);
            await small.SeedAsync(owner, day, waiting: 40_000, done: 0);

            var crowd = await Company.RegisterAsync(productHttp, "Muita gente");
            var people = await People.CrowdAsync(owner, productHttp, crowd.Id, crowd.Token, many, known: 200);
            var withNames = await Company.RegisterAsync(sealingHttp, "Com clientes");
            var inClear = await Company.RegisterAsync(unsealedHttp, "Com clientes, às claras");

            HttpRequestMessage Api(HttpMethod method, string path, Company who, object? body = null)
            {
                var message = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
                message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", who.Token);
                return message;
            }
            string Calls(Company at) => $"/desks/{at.Desk}/calls?tenant={at.Id}&user={at.User}&day={day:yyyy-MM-dd}";
            var turn = 0;
            Company Another() => several[(int)((uint)Interlocked.Increment(ref turn) % several.Count)];
            (Guid Id, string Cpf) Somebody() => people[(int)((uint)Interlocked.Increment(ref turn) % people.Count)];
            HttpRequestMessage IssueTo(Company at)
            {
                var (name, cpf) = People.New();
                return Api(HttpMethod.Post, "/api/v1/counter/tickets", at, new { serviceId = at.Service, customer = new { name, cpf } });
            }
            var pairs = new (
                string Name,
                string Against,
                Func<HttpRequestMessage> Ours,
                Func<HttpRequestMessage> Theirs,
                HttpClient OurHttp,
                Cpu OurCpu,
                HttpClient TheirHttp,
                Cpu TheirCpu,
                int Clients,
                double Floor
            )[]
            {
                (
                    "ticket list, 50 rows",
                    "raw Npgsql",
                    () => Api(HttpMethod.Get, "/api/v1/counter/tickets?limit=50", company),
                    () => new HttpRequestMessage(HttpMethod.Get, $"/tickets?tenant={company.Id}"),
                    productHttp,
                    productCpu,
                    baselineHttp,
                    baselineCpu,
                    16,
                    0.70
                ),
                (
                    "call next, eight companies",
                    "raw Npgsql",
                    () => Another() is var at ? Api(HttpMethod.Post, $"/api/v1/counter/desks/{at.Desk}/calls", at) : null!,
                    () => new HttpRequestMessage(HttpMethod.Post, Calls(Another())),
                    productHttp,
                    productCpu,
                    baselineHttp,
                    baselineCpu,
                    16,
                    0.70
                ),
                // Sixteen operators of one company press at the same instant: their announcements are numbered one after another, so this
                // also measures how long that lock is held.
                (
                    "call next, one company",
                    "raw Npgsql",
                    () => Api(HttpMethod.Post, $"/api/v1/counter/desks/{company.Desk}/calls", company),
                    () => new HttpRequestMessage(HttpMethod.Post, Calls(company)),
                    productHttp,
                    productCpu,
                    baselineHttp,
                    baselineCpu,
                    16,
                    0.70
                ),
                (
                    $"call next, {many:N0} tickets",
                    "empty table",
                    () => Api(HttpMethod.Post, $"/api/v1/counter/desks/{full.Desk}/calls", full),
                    () => Api(HttpMethod.Post, $"/api/v1/counter/desks/{small.Desk}/calls", small),
                    productHttp,
                    productCpu,
                    productHttp,
                    productCpu,
                    4,
                    1 / 1.5
                ),
                (
                    $"issue, {many:N0} tickets",
                    "empty table",
                    () => Api(HttpMethod.Post, "/api/v1/counter/tickets", full, new { serviceId = full.Service }),
                    () => Api(HttpMethod.Post, "/api/v1/counter/tickets", small, new { serviceId = small.Service }),
                    productHttp,
                    productCpu,
                    productHttp,
                    productCpu,
                    4,
                    1 / 1.5
                ),
                (
                    $"by CPF, {many:N0} people",
                    "by id",
                    () => Api(HttpMethod.Post, "/api/v1/people/contacts/searches", crowd, new { text = Somebody().Cpf }),
                    () => Api(HttpMethod.Get, $"/api/v1/people/contacts/{Somebody().Id}", crowd),
                    productHttp,
                    productCpu,
                    productHttp,
                    productCpu,
                    4,
                    1 / 1.5
                ),
                (
                    "issue to a new customer",
                    "unsealed",
                    () => IssueTo(withNames),
                    () => IssueTo(inClear),
                    sealingHttp,
                    sealingCpu,
                    unsealedHttp,
                    unsealedCpu,
                    4,
                    1 / 1.15
                ),
            };

            Console.WriteLine(
                $"{Environment.ProcessorCount} cores shared by driver, servers and database; {rounds} rounds of {slice.TotalSeconds:0} s slices, interleaved."
            );
            Console.WriteLine(
                $"{"", -32} {"against", -12} {"ratio", 6} {"floor", 6} {"CPU us/op", 10} {"theirs", 8} {"p50 ms", 8} {"p95", 6} {"p99", 6}   open loop at 100/s"
            );
            var below = 0;
            foreach (var pair in pairs.Where(p => only is null || p.Name.Contains(only, StringComparison.OrdinalIgnoreCase)))
            {
                foreach (var one in several.Concat([company, full, small, crowd, withNames, inClear]))
                    await one.SignInAsync();
                var ratios = new List<double>();
                var ours = new List<Slice>();
                var theirs = new List<Slice>();
                await Driver.SaturateAsync(pair.Ours, pair.OurHttp, pair.OurCpu, pair.Clients, warmUp);
                await Driver.SaturateAsync(pair.Theirs, pair.TheirHttp, pair.TheirCpu, pair.Clients, warmUp);
                for (var round = 0; round < rounds; round++)
                {
                    Task<Slice> Ours() => Driver.SaturateAsync(pair.Ours, pair.OurHttp, pair.OurCpu, pair.Clients, slice);
                    Task<Slice> Theirs() => Driver.SaturateAsync(pair.Theirs, pair.TheirHttp, pair.TheirCpu, pair.Clients, slice);
                    if (Random.Shared.Next(2) == 0)
                    {
                        ours.Add(await Ours());
                        theirs.Add(await Theirs());
                    }
                    else
                    {
                        theirs.Add(await Theirs());
                        ours.Add(await Ours());
                    }
                    ratios.Add(ours[^1].PerSecond / theirs[^1].PerSecond);
                }
                var paced = await Driver.PaceAsync(pair.Ours, pair.OurHttp, pair.OurCpu, perSecond: 100, slice);
                var failures = ours.Concat(theirs).Append(paced).Sum(s => s.Failures);
                var ratio = Median(ratios);
                if (ratio < pair.Floor || failures > 0)
                    below++;
                Console.WriteLine(
                    $"{pair.Name, -32} {pair.Against, -12} {ratio, 6:0.00} {pair.Floor, 6:0.00} {Median(ours.Select(s => s.CpuMicroseconds)), 10:0} {Median(theirs.Select(s => s.CpuMicroseconds)), 8:0} {paced.P50, 8:0.0} {paced.P95, 6:0.0} {paced.P99, 6:0.0}{(failures > 0 ? $"   {failures} FAILED" : "")}"
                );
                results.Add(
                    new JsonObject
                    {
                        ["name"] = pair.Name,
                        ["against"] = pair.Against,
                        ["ratio"] = Math.Round(ratio, 3),
                        ["floor"] = Math.Round(pair.Floor, 3),
                        ["perSecond"] = Math.Round(Median(ours.Select(s => s.PerSecond))),
                        ["perSecondTheirs"] = Math.Round(Median(theirs.Select(s => s.PerSecond))),
                        ["cpuMicroseconds"] = Math.Round(Median(ours.Select(s => s.CpuMicroseconds))),
                        ["cpuMicrosecondsTheirs"] = Math.Round(Median(theirs.Select(s => s.CpuMicroseconds))),
                        ["openLoopP99Milliseconds"] = Math.Round(paced.P99, 1),
                        ["failures"] = failures,
                    }
                );
            }
            // Their workers, which know no bank, would take the day from the server that does.
            product.Kill();
            sealing.Kill();
            unsealed.Kill();
            if (only is null || Reconciliation.Name.Contains(only, StringComparison.OrdinalIgnoreCase))
                below += await Reconciliation.MeasureAsync(owner, few: 10_000, many: quick ? 50_000 : 100_000, results);
            if (only is null)
                below += await Search.MeasureAsync(options, owner, postmaster, quick, results);
            return await EndAsync(below, results);
        }
        finally
        {
            product.Kill();
            baseline.Kill();
            sealing.Kill();
            unsealed.Kill();
        }
    }

    private static async Task<int> EndAsync(int below, JsonArray results)
    {
        if (Environment.GetEnvironmentVariable("BENCH_RESULTS") is { Length: > 0 } file)
            await File.WriteAllTextAsync(file, results.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
        Console.WriteLine(below == 0 ? "Every ratio is at or above its floor." : $"{below} below the floor.");
        return below == 0 ? 0 : 1;
    }

    internal static string KeyFile { get; } = Path.Combine(Path.GetTempPath(), $"cleanapp-bench-{Environment.ProcessId}.json");

    internal static Process Start(string program, string verb, out Uri url, params (string Name, string Value)[] settings)
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        url = new Uri($"http://127.0.0.1:{((System.Net.IPEndPoint)listener.LocalEndpoint).Port}");
        listener.Stop();
        var start = new ProcessStartInfo("dotnet", [Path.GetFullPath(program, AppContext.BaseDirectory), verb])
        {
            Environment =
            {
                ["ASPNETCORE_URLS"] = url.ToString(),
                ["ASPNETCORE_ENVIRONMENT"] = "Development",
                ["Logging__LogLevel__Default"] = "Warning",
                ["Security__KeyFile"] = KeyFile,
                ["RateLimits__RegistrationsPerMinute"] = "1000",
                // The queue's worker is idle here, as it is between payments.
                ["Host__Role"] = "all",
            },
        };
        foreach (var (name, value) in settings)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }

#pragma warning disable RS0030 // A load driver is a client of its own servers.
    internal static async Task<HttpClient> ClientAsync(Uri url)
    {
        var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = url };
        for (var tries = 0; tries < 100; tries++)
        {
            try
            {
                if ((await http.GetAsync("/health/ready")).IsSuccessStatusCode)
                    return http;
            }
            catch (HttpRequestException)
            {
                // Not up yet.
            }
            await Task.Delay(200);
        }
        throw new InvalidOperationException($"{url} does not become ready.");
    }
#pragma warning restore RS0030

    internal static async Task<int> ParentOfBackendAsync(NpgsqlDataSource owner)
    {
        await using var connection = await owner.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("select pg_backend_pid()", connection);
        var pid = (int)(await command.ExecuteScalarAsync())!;
        var text = await File.ReadAllTextAsync($"/proc/{pid}/stat");
        return int.Parse(text[(text.LastIndexOf(')') + 2)..].Split(' ')[1], CultureInfo.InvariantCulture);
    }

    internal static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
