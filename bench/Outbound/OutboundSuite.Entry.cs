using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace CleanApp.Bench.Outbound;

internal static partial class OutboundSuite
{
    private const string EntryName = "message entry over HTTP";
    private const string StatusesName = "three statuses of a message";
    private static readonly string[] Statuses = ["sent", "delivered", "read"];

    /// <summary>A program's messages to customers it has written to before, of eight companies, each with a key of its own.</summary>
    private static async Task EntryAsync(OutboundWorld world, int postmaster, Report report, bool quick)
    {
        const string Name = EntryName;
        const int Connections = 64;
        const int Customers = 125;
        if (!report.Wants(Name))
            return;
        var many = quick ? 3_000 : 12_000;
        // Nobody sends meanwhile, on either side.
        using var product = Product(world, out var url, ("Host__Role", "api"));
        using var baseline = Suite.Start("CleanApp.Bench.dll", "baseline", out var baselineUrl);
        try
        {
            using var http = await Suite.ClientAsync(url);
            using var baselineHttp = await Suite.ClientAsync(baselineUrl);
            var senders = new List<(Number Number, string Token)>();
            for (var i = 0; i < 8; i++)
            {
                var company = await Company.RegisterAsync(http, $"Remetente {i}");
                var number = await world.ConnectAsync(company.Id, 800_000_000_000 + i);
                await world.OpenWindowsAsync(number, Enumerable.Range(0, Customers).Select(Telephone));
                senders.Add((number, company.Token));
            }
            byte[][] Request(int i, Func<Number, string> path)
            {
                var (number, token) = senders[i % senders.Count];
                var body = JsonSerializer.SerializeToUtf8Bytes(
                    new
                    {
                        to = Telephone(i / senders.Count % Customers),
                        @class = "utility",
                        content = new { type = "text", text = $"Pedido {i} saiu para entrega" },
                    }
                );
                return [SocketLoad.Post(path(number), body, $"Authorization: Bearer {token}\r\nIdempotency-Key: {Guid.CreateVersion7()}\r\n")];
            }
            async Task<(double, double)> SliceAsync(Uri server, Func<Number, string> path, string queue, Cpu cpu)
            {
                var ready = Enumerable.Range(0, many).Select(i => Request(i, path)).ToArray();
                var before = await world.AskAsync<long>($"select count(*) from {queue}");
                var slice = await SocketLoad.RunAsync(server, turn => turn < many ? ready[turn] : null, Connections, cpu);
                var taken = await world.AskAsync<long>($"select count(*) from {queue}") - before;
                return taken == many
                    ? (slice.PerSecond, slice.CpuMicroseconds)
                    : throw new InvalidOperationException($"{taken} of {many} were taken.");
            }
            var cpu = new Cpu(product.Id, postmaster);
            var raw = new Cpu(baseline.Id, postmaster);
            await report.CompareAsync(
                Name,
                "raw, one statement",
                0.6,
                () => SliceAsync(url, n => $"/api/v1/channels/{n.ChannelId}/messages", "outbound_queue", cpu),
                () => SliceAsync(baselineUrl, n => $"/channels/{n.PhoneNumberId}/messages", "raw_queue", raw),
                WarmUp(quick)
            );
            // Of numbers that the sandbox does not have.
            await world.ExecuteAsync("delete from outbound_queue");
            await world.ExecuteAsync("delete from work_items");
            await world.ExecuteAsync("truncate raw_messages, raw_queue");
        }
        finally
        {
            product.Kill();
            baseline.Kill();
        }
    }

    private static string Telephone(int customer) => string.Create(CultureInfo.InvariantCulture, $"+5511{960_000_000 + customer}");

    /// <summary>Three signed webhooks for each of so many messages that were sent, in order, until all of them are known to be read.</summary>
    private static async Task StatusesAsync(OutboundWorld world, NpgsqlDataSource owner, int postmaster, Report report, bool quick)
    {
        const string Name = StatusesName;
        const int Connections = 128;
        if (!report.Wants(Name))
            return;
        var many = quick ? 2_000 : 8_000;
        using var product = Product(world, out var url);
        using var baseline = Suite.Start("CleanApp.Bench.dll", "baseline", out var baselineUrl);
        try
        {
            using var http = await Suite.ClientAsync(url);
            using var baselineHttp = await Suite.ClientAsync(baselineUrl);
            var cpu = new Cpu(product.Id, postmaster);
            var raw = new Cpu(baseline.Id, postmaster);
            async Task PostAsync(Uri server, byte[][][] ready, Cpu of)
            {
                var slice = await SocketLoad.RunAsync(server, turn => turn < ready.Length ? ready[turn] : null, Connections, of);
                if (slice.Failures > 0)
                    throw new InvalidOperationException($"{slice.Failures} statuses were refused.");
            }
            void Expect(long read)
            {
                if (read != many)
                    throw new InvalidOperationException($"{read} of {many} messages are known to be read.");
            }
            await report.CompareAsync(
                Name,
                "raw, one statement each",
                0.6,
                async () =>
                {
                    var messages = await world.QueueAsync(many, 200);
                    await world.UntilAsync(Sent, Patience);
                    var ready = (await world.SentAsync(messages))
                        .Select(m => Statuses.Select(s => Status(m.Number, m.Wamid, s, m.Key)).ToArray())
                        .ToArray();
                    var result = await TimedAsync(
                        many,
                        cpu,
                        async () =>
                        {
                            await PostAsync(url, ready, cpu);
                            await world.UntilAsync(
                                "select not exists (select from channel_webhooks where processed_at is null and not deferred)",
                                Patience
                            );
                        }
                    );
                    Expect(await world.AskAsync<long>("select count(*) from outbound_messages where id = any($1) and status = 'read'", messages));
                    return result;
                },
                async () =>
                {
                    var ready = (await RawEntry.SendAsync(world, owner, many))
                        .Select(m => Statuses.Select(s => WebhookLoad.Status("/statuses", m.Channel, m.Wamid, s)).ToArray())
                        .ToArray();
                    var result = await TimedAsync(many, raw, () => PostAsync(baselineUrl, ready, raw));
                    Expect(await world.AskAsync<long>($"select count(*) from raw_messages where status = {RawEntry.Read}"));
                    return result;
                },
                WarmUp(quick)
            );
        }
        finally
        {
            product.Kill();
            baseline.Kill();
        }
    }

    private static byte[] Status(Number number, string wamid, string status, string key) =>
        WebhookLoad.Status($"/webhooks/whatsapp/{number.WebhookToken}", number.PhoneNumberId, wamid, status, key);
}
