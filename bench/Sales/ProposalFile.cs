using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;

namespace CleanApp.Bench.Sales;

/// <summary>A proposal as a file, one after the other: one with as many lines as there may be, and a usual one.</summary>
internal static class ProposalFile
{
    private const int WarmUp = 10;
    private const int Runs = 20;

    public static async Task<int> MeasureAsync(SalesWorld world, JsonArray results)
    {
        await world.Company.SignInAsync();
        return await MeasureAsync(world, results, lines: 8, most: 200) + await MeasureAsync(world, results, lines: 500, most: 1_000);
    }

    private static async Task<int> MeasureAsync(SalesWorld world, JsonArray results, int lines, double most)
    {
        var (http, token) = (world.Http, world.Company.Token);
        var opportunity = await SalesWorld.AnswerAsync(
            http,
            SalesWorld.Ask(HttpMethod.Post, "/opportunities", token, new { title = "Casamento da Ana" })
        );
        var proposal = await SalesWorld.AnswerAsync(
            http,
            SalesWorld.Ask(HttpMethod.Post, "/proposals", token, new { opportunityId = opportunity["id"]!.ToString() })
        );
        await SalesWorld.AnswerAsync(http, SalesWorld.Ask(HttpMethod.Put, $"/proposals/{proposal["id"]}/draft", token, Draft(lines)));

        var took = new double[Runs];
        var bytes = 0;
        for (var run = -WarmUp; run < Runs; run++)
        {
            var watch = Stopwatch.StartNew();
            using var response = await http.SendAsync(SalesWorld.Get($"/proposals/{proposal["id"]}/versions/1/pdf", token));
            var file = await response.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
            if (!file.AsSpan().StartsWith("%PDF-"u8))
                throw new InvalidOperationException("What came is no PDF.");
            bytes = file.Length;
            if (run >= 0)
                took[run] = watch.Elapsed.TotalMilliseconds;
        }
        Array.Sort(took);
        var (p50, p95) = (Suite.Median(took), took[(int)(0.95 * Runs)]);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"proposal of {lines} lines, {bytes / 1024.0:0} KiB: p50 {p50:0} p95 {p95:0} ms (under {most:0})"
            )
        );
        results.Add(
            new JsonObject
            {
                ["name"] = string.Create(CultureInfo.InvariantCulture, $"proposal of {lines} lines as a PDF"),
                ["bytes"] = bytes,
                ["p50Milliseconds"] = Math.Round(p50, 1),
                ["p95Milliseconds"] = Math.Round(p95, 1),
                ["most"] = most,
            }
        );
        return p95 < most ? 0 : 1;
    }

    private static object Draft(int lines) =>
        new
        {
            lines = Enumerable
                .Range(1, lines)
                .Select(n => new
                {
                    name = string.Create(CultureInfo.InvariantCulture, $"Bolo de casamento com três andares e flores de açúcar, tamanho {n}"),
                    sku = string.Create(CultureInfo.InvariantCulture, $"BOLO-{n:000}"),
                    unit = "un",
                    quantity = 1 + n % 3,
                    unitPrice = new { value = string.Create(CultureInfo.InvariantCulture, $"{100 + n}.90"), currency = "BRL" },
                    discountPercent = n % 4 * 2.5m,
                    taxPercent = n % 5,
                }),
            discount = new { kind = "percent", value = 5 },
            validityDays = 15,
            terms = "Metade na assinatura, o resto na entrega. Entrega na Grande São Paulo.",
            note = "Como combinamos, segue a proposta para a festa.",
        };
}
