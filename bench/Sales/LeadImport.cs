using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Npgsql;

namespace CleanApp.Bench.Sales;

/// <summary>
/// A spreadsheet of people who are not known: how many rows a second become leads, against a plain program that writes the same rows one by one
/// and in clear; and whether ten times as many need more memory.
/// </summary>
internal static class LeadImport
{
    private const double FewestRows = 5_000;
    private const double FewestTimes = 2.5;
    private const double MostGrowth = 1.5;

    public static async Task<int> MeasureAsync(SalesWorld world, JsonArray results)
    {
        var rows = world.Quick ? 20_000 : 150_000;
        var postmaster = await Suite.ParentOfBackendAsync(world.Owner);
        var (perSecond, cpu) = await SpeedAsync(world, rows, postmaster);
        var (plain, theirCpu) = await PlainAsync(world, rows / 10, postmaster);
        var times = perSecond / plain;
        var (few, many) = await MemoryAsync(rows);
        var growth = many / Math.Max(few, 1);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"import {rows:N0} rows beside {world.Leads:N0} leads: {perSecond:N0} rows/s (at least {FewestRows:N0}); row by row in clear {plain:N0}: {times:0.0} times (at least {FewestTimes:0.0}); CPU {cpu:0} us a row, theirs {theirCpu:0}; heap grows by {many:0.0} MiB, with a tenth by {few:0.0} MiB: {growth:0.0} times (at most {MostGrowth:0.0})"
            )
        );
        results.Add(
            new JsonObject
            {
                ["name"] = $"import {rows.ToString(CultureInfo.InvariantCulture)} rows",
                ["leads"] = world.Leads,
                ["rowsPerSecond"] = Math.Round(perSecond),
                ["rowByRowPerSecond"] = Math.Round(plain),
                ["ratio"] = Math.Round(times, 1),
                ["cpuMicroseconds"] = Math.Round(cpu),
                ["rowByRowCpuMicroseconds"] = Math.Round(theirCpu),
                ["heapMebibytes"] = Math.Round(many, 1),
                ["heapMebibytesOfTenth"] = Math.Round(few, 1),
            }
        );
        return (perSecond < FewestRows ? 1 : 0) + (times < FewestTimes ? 1 : 0) + (growth > MostGrowth ? 1 : 0);
    }

    /// <returns>Rows a second, and processor time of server and database for each in microseconds.</returns>
    private static async Task<(double PerSecond, double Cpu)> SpeedAsync(SalesWorld world, int rows, int postmaster)
    {
        using var product = Suite.Start(SalesSuite.Product, "serve", out var url);
        try
        {
            using var http = await Suite.ClientAsync(url);
            var company = world.Company with { Server = http };
            // Until the JIT has settled: after a fifth of it, compiling still takes as long as all that the server does for a row.
            await ImportAsync(http, company, 100_000, "11");
            var cpu = new Cpu(product.Id, postmaster);
            var before = cpu.Used();
            var seconds = await ImportAsync(http, company, rows, "12");
            return (rows / seconds, (cpu.Used() - before).TotalMicroseconds / rows);
        }
        finally
        {
            product.Kill();
            await product.WaitForExitAsync();
        }
    }

    /// <returns>Seconds from its start to its end.</returns>
    private static async Task<double> ImportAsync(HttpClient http, Company company, int rows, string area, int from = 0)
    {
        await company.SignInAsync();
        async Task<JsonNode> AskAsync(HttpMethod method, string path, HttpContent? content = null)
        {
            using var message = new HttpRequestMessage(method, $"/api/v1/sales/lead-imports{path}") { Content = content };
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", company.Token);
            using var response = await http.SendAsync(message);
            response.EnsureSuccessStatusCode();
            return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        }

        var file = new ByteArrayContent(Encoding.UTF8.GetBytes(Sheet(rows, area, from)));
        var import = await AskAsync(HttpMethod.Post, "", new MultipartFormDataContent { { file, "file", "leads.csv" } });
        var watch = Stopwatch.StartNew();
        await AskAsync(HttpMethod.Put, $"/{import["id"]}/start");
        while (true)
        {
            await Task.Delay(50);
            var state = (await AskAsync(HttpMethod.Get, $"/{import["id"]}"))["import"]!;
            if (state["status"]!.ToString() == "running" && watch.Elapsed < TimeSpan.FromMinutes(10))
                continue;
            return (int)state["made"]! == rows ? watch.Elapsed.TotalSeconds : throw new InvalidOperationException($"The import went wrong: {state}");
        }
    }

    private static string Sheet(int rows, string area, int from)
    {
        string[] names = ["Maria da Conceição", "José Antônio", "Ana Paula", "João Victor", "Francisca", "Antônio Carlos", "Luiza Helena"];
        string[] surnames = ["Silva", "Oliveira Santos", "Souza", "Pereira Lima", "Albuquerque", "Nascimento Rocha", "Figueiredo"];
        var text = new StringBuilder("Nome;Telefone;E-mail;Interesse;Valor;Origem\n");
        for (var i = from; i < from + rows; i++)
            text.Append(
                CultureInfo.InvariantCulture,
                $"{names[i % 7]} {surnames[i / 7 % 7]};({area}) 9{i:00000000};pessoa{area}{i}@exemplo.com.br;Bolo de casamento;{i % 900 + 100},50;Indicação\n"
            );
        return text.ToString();
    }

    /// <summary>The same rows as a plain program writes them: a transaction and a round trip each, nothing sealed, nobody found by name.</summary>
    private static async Task<(double PerSecond, double Cpu)> PlainAsync(SalesWorld world, int rows, int postmaster)
    {
        await using var connection = await world.Owner.OpenConnectionAsync();
        var cpu = new Cpu(Environment.ProcessId, postmaster);
        var before = cpu.Used();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < rows; i++)
        {
            await using var batch = new NpgsqlBatch(connection);
            void Add(string sql, params object[] values)
            {
                var command = new NpgsqlBatchCommand(sql);
                foreach (var value in values)
                    command.Parameters.Add(new NpgsqlParameter { Value = value });
                batch.BatchCommands.Add(command);
            }
            var (contact, lead, now) = (Guid.CreateVersion7(), Guid.CreateVersion7(), TimeProvider.System.GetUtcNow());
            Add(
                "insert into contacts (tenant_id, id, name, created_at, changed_at) values ($1, $2, $3, $4, $4)",
                world.Company.Id,
                contact,
                new byte[45],
                now
            );
            foreach (var kind in new[] { "phone", "email" })
                Add(
                    "insert into contact_identifiers (tenant_id, id, contact_id, kind, value, lookup, created_at) values ($1, $2, $3, $4, $5, $6, $7)",
                    world.Company.Id,
                    Guid.CreateVersion7(),
                    contact,
                    kind,
                    new byte[45],
                    Guid.CreateVersion7().ToByteArray(),
                    now
                );
            Add(
                """
                insert into leads (tenant_id, id, contact_id, interest, amount, source, status, score, rated_by, erased, last_sequence, created_at, updated_at)
                values ($1, $2, $3, $4, 100, 'recommendation', 'new', 55, 0, false, 1, $5, $5)
                """,
                world.Company.Id,
                lead,
                contact,
                new byte[45],
                now
            );
            Add(
                "insert into lead_events (tenant_id, id, lead_id, sequence, kind, author_id, at, \"to\") values ($1, $2, $3, 1, 'opened', $4, $5, 'recommendation')",
                world.Company.Id,
                Guid.CreateVersion7(),
                lead,
                world.Company.User,
                now
            );
            await batch.ExecuteNonQueryAsync();
        }
        return (rows / watch.Elapsed.TotalSeconds, (cpu.Used() - before).TotalMicroseconds / rows);
    }

    /// <summary>A tenth ten times, so that both are looked at equally long: the highest of few samples is lower than that of many.</summary>
    /// <returns>By how much the heap grows with a tenth of the rows, and with all of them.</returns>
    private static async Task<(double Few, double Many)> MemoryAsync(int rows)
    {
        var folder = Directory.CreateTempSubdirectory("cleanapp-bench-").FullName;
        var heap = Path.Combine(folder, "heap");
        using var observed = Suite.Start(
            "CleanApp.Bench.dll",
            "observed",
            out var url,
            (ObservedServer.HeapFile, heap),
            ("DOTNET_gcServer", "0"),
            ("DOTNET_gcConcurrent", "0")
        );
        try
        {
            using var http = await Suite.ClientAsync(url);
            var company = await Company.RegisterAsync(http, "Memória");
            async Task<double> GrownAsync(int count, string area, int times)
            {
                await Task.Delay(1000);
                var before = await ObservedServer.SizesAsync(heap);
                for (var i = 0; i < times; i++)
                    await ImportAsync(http, company, count, area, count * i);
                return ((await ObservedServer.SizesAsync(heap)).Skip(before.Count).Max() - before.TakeLast(4).Min()) / 1024.0 / 1024.0;
            }
            // What is remembered from the first time on is no growth.
            await GrownAsync(rows / 10, "11", times: 1);
            return (await GrownAsync(rows / 10, "12", times: 10), await GrownAsync(rows, "13", times: 1));
        }
        finally
        {
            observed.Kill();
            await observed.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }
}
