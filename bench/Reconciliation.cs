using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Npgsql;

namespace CleanApp.Bench;

/// <summary>
/// A day of payments that the books know, compared with the sandbox bank's list of it: how long it takes, and whether ten times as many need more
/// memory.
/// </summary>
internal static class Reconciliation
{
    public const string Name = "reconcile a day";

    private const double MostSeconds = 60;

    /// <summary>Ten times the payments in the same memory, give or take where a collection finds the work.</summary>
    private const double MostGrowth = 1.5;

    /// <returns>How many floors were missed.</returns>
    public static async Task<int> MeasureAsync(NpgsqlDataSource owner, int few, int many, JsonArray results)
    {
        var folder = Directory.CreateTempSubdirectory("cleanapp-bench-").FullName;
        var (bankPort, printerPort) = (FreePort(), FreePort());
        var start = new ProcessStartInfo(
            "dotnet",
            [Path.GetFullPath("../../../../sandbox/bin/Release/net10.0/CleanApp.Sandbox.dll", AppContext.BaseDirectory)]
        )
        {
            Environment =
            {
                ["SANDBOX_PORT"] = bankPort,
                ["PRINTER_PORT"] = printerPort,
                ["MAIL_PORT"] = "0",
                ["SANDBOX_DATA"] = folder,
            },
            RedirectStandardOutput = true,
        };
        using var bank = Process.Start(start)!;
        Process? product = null;
        try
        {
            // It says its addresses once its certificates are there.
            await bank.StandardOutput.ReadLineAsync();
            var heap = Path.Combine(folder, "heap");
            product = Suite.Start(
                "CleanApp.Bench.dll",
                "observed",
                out var url,
                ("Sandbox__Url", $"https://localhost:{bankPort}"),
                ("Sandbox__CertificateFolder", Path.Combine(folder, "certs")),
                ("Sandbox__PrinterPort", printerPort),
                (ObservedServer.HeapFile, heap),
                ("DOTNET_gcServer", "0"),
                ("DOTNET_gcConcurrent", "0")
            );
            using var http = await Suite.ClientAsync(url);
            using var controls = await BankAsync(bankPort);
            // As many payments in days of a tenth, so that the heap is looked at as often: the most of many looks is more than the most of few.
            var fewGrown = 0.0;
            for (var i = 0; i < many / few; i++)
                fewGrown = Math.Max(fewGrown, (await OneAsync(owner, http, controls, heap, few)).Mebibytes);
            var (seconds, manyGrown) = await OneAsync(owner, http, controls, heap, many);
            var growth = manyGrown / Math.Max(fewGrown, 1);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"reconcile {many:N0} payments of one day: {seconds:0.0} s (at most {MostSeconds:0}); heap grows by {manyGrown:0.0} MiB, with {few:N0} by {fewGrown:0.0} MiB: {growth:0.0} times (at most {MostGrowth:0.0})"
                )
            );
            results.Add(
                new JsonObject
                {
                    ["name"] = $"reconcile {many.ToString(CultureInfo.InvariantCulture)} payments of one day",
                    ["seconds"] = Math.Round(seconds, 1),
                    ["heapMebibytes"] = Math.Round(manyGrown, 1),
                    ["heapMebibytesOfTenth"] = Math.Round(fewGrown, 1),
                }
            );
            return (seconds > MostSeconds ? 1 : 0) + (growth > MostGrowth ? 1 : 0);
        }
        finally
        {
            product?.Kill();
            bank.Kill();
            await bank.WaitForExitAsync();
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(double Seconds, double Mebibytes)> OneAsync(
        NpgsqlDataSource owner,
        HttpClient http,
        HttpClient bank,
        string heap,
        int count
    )
    {
        var company = await Company.RegisterAsync(http, $"Confere {count}");
        async Task<JsonNode?> AskAsync(HttpMethod method, string path, object? body = null)
        {
            using var message = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
            message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", company.Token);
            using var response = await http.SendAsync(message);
            response.EnsureSuccessStatusCode();
            var text = await response.Content.ReadAsStringAsync();
            return text.Length == 0 ? null : JsonNode.Parse(text);
        }

        // A customer of the bank by itself: what others were paid is not in its list.
        var (client, key) = ($"sandbox-client-{company.Id:N}", company.Id.ToString("D"));
        (await bank.PutAsJsonAsync("/sandbox/pix/keys", new { chave = key, client })).EnsureSuccessStatusCode();
        var account = (await AskAsync(HttpMethod.Get, "/api/v1/payments/sicredi"))!.AsObject();
        var wanted = new JsonObject();
        foreach (var name in new[] { "environment", "baseUrl", "tokenPath", "apiPath", "cobPath" })
            wanted[name] = account[name]?.DeepClone();
        (wanted["clientId"], wanted["pixKey"]) = (client, key);
        await AskAsync(HttpMethod.Put, "/api/v1/payments/sicredi", wanted);
        // The other reader of the bank's list would read it at the same time.
        await using var connection = await owner.OpenConnectionAsync();
        await using (
            var hold = new NpgsqlCommand(
                "update work_items set run_at = now() + interval '1 hour', lease_token = gen_random_uuid(), lease_until = now() + interval '1 hour' where tenant_id = $1 and kind = 'payments.poll_sicredi' and lease_token is null",
                connection
            )
        )
        {
            hold.Parameters.AddWithValue(company.Id);
            for (var tries = 0; await hold.ExecuteNonQueryAsync() == 0; tries++)
            {
                if (tries == 300)
                    throw new InvalidOperationException("The poll of the bank does not rest.");
                await Task.Delay(100);
            }
        }

        (
            await bank.PostAsJsonAsync(
                "/sandbox/pix/pay-key",
                new
                {
                    chave = key,
                    amount = "1.00",
                    count,
                }
            )
        ).EnsureSuccessStatusCode();
        await KnowAsync(connection, company.Id, (await bank.GetFromJsonAsync<JsonNode>($"/sandbox/pix?chave={key}"))!["items"]!.AsArray());

        var day = DateOnly.FromDateTime(
            TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("America/Sao_Paulo")).DateTime
        );
        await Task.Delay(1000);
        var before = await ObservedServer.SizesAsync(heap);
        var watch = Stopwatch.StartNew();
        await AskAsync(
            HttpMethod.Post,
            "/api/v1/payments/reconciliation/checks",
            new { day = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }
        );
        while (true)
        {
            var row = (await AskAsync(HttpMethod.Get, "/api/v1/payments/reconciliation/days"))!["items"]!.AsArray().SingleOrDefault();
            if (row?["lastError"] is not null || watch.Elapsed > TimeSpan.FromMinutes(10))
                throw new InvalidOperationException($"The day is not compared: {row}");
            if (row?["checkedAt"] is not null)
            {
                var seconds = watch.Elapsed.TotalSeconds;
                if ((int)row["bankPayments"]! != count || (int)row["openDifferences"]! != 0)
                    throw new InvalidOperationException($"The day does not agree: {row}");
                var during = (await ObservedServer.SizesAsync(heap)).Skip(before.Count);
                return (seconds, (during.Max() - before.TakeLast(5).Min()) / 1024.0 / 1024.0);
            }
            await Task.Delay(100);
        }
    }

    /// <summary>The books know them all, as on a day on which every notification came.</summary>
    private static async Task KnowAsync(NpgsqlConnection connection, Guid company, JsonArray shown)
    {
        await using (var off = new NpgsqlCommand("set session_replication_role = replica", connection))
            await off.ExecuteNonQueryAsync();
        await using (
            var copy = await connection.BeginBinaryImportAsync(
                "copy payments (tenant_id, id, end_to_end_id, amount, settled_at, recorded_at, unmatched) from stdin (format binary)"
            )
        )
        {
            foreach (var pix in shown)
            {
                var at = DateTimeOffset.Parse(pix!["horario"]!.ToString(), CultureInfo.InvariantCulture).ToUniversalTime();
                await copy.WriteRowAsync(
                    CancellationToken.None,
                    company,
                    Guid.CreateVersion7(at),
                    pix["endToEndId"]!.ToString(),
                    1.00m,
                    at,
                    at,
                    "no_txid"
                );
            }
            await copy.CompleteAsync();
        }
        await using var analyze = new NpgsqlCommand("set session_replication_role = origin; analyze payments", connection);
        await analyze.ExecuteNonQueryAsync();
    }

    internal static string FreePort()
    {
        using var listener = new TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
    }

#pragma warning disable RS0030 // A load driver is a client of its own servers.
    private static async Task<HttpClient> BankAsync(string port)
    {
        var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}"), Timeout = TimeSpan.FromMinutes(5) };
        await http.GetAsync("/sandbox/faults");
        return http;
    }
#pragma warning restore RS0030
}
