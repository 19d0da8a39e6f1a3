using System.Diagnostics;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;

namespace CleanApp.Bench.Outbound;

/// <summary>
/// Posts signed statuses over sockets of its own, whole requests written beforehand: an HTTP client would take more of the shared cores than
/// what is measured.
/// </summary>
internal sealed class WebhookLoad(Uri server, Func<Number, string> path, IReadOnlyList<Number> numbers)
{
    private int _made;

    /// <param name="perSecond">Null: each connection posts again once it is answered.</param>
    public async Task<Slice> RunAsync(int connections, TimeSpan duration, Cpu cpu, int? perSecond = null)
    {
        var ready = new List<byte[]>();
        for (var i = 0; i < 4096; i++)
            ready.Add(Request());
        var latencies = new List<double>(200_000);
        var failures = 0;
        var next = -1;
        var before = cpu.Used();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(async _ =>
                {
                    using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    await socket.ConnectAsync("127.0.0.1", server.Port);
                    var answer = new byte[4096];
                    var mine = new List<double>();
                    while (true)
                    {
                        var turn = Interlocked.Increment(ref next);
                        var due = TimeSpan.Zero;
                        if (perSecond is { } rate)
                        {
                            due = TimeSpan.FromSeconds(turn / (double)rate);
                            for (var wait = due - watch.Elapsed; wait > TimeSpan.Zero; wait = due - watch.Elapsed)
                                await Task.Delay(
                                    wait > TimeSpan.FromMilliseconds(2) ? wait - TimeSpan.FromMilliseconds(1) : TimeSpan.FromMilliseconds(1)
                                );
                        }
                        else
                            due = watch.Elapsed;
                        if (due >= duration || watch.Elapsed >= duration)
                            break;
                        await socket.SendAsync(ready[turn % ready.Count]);
                        var read = await socket.ReceiveAsync(answer);
                        if (read < 15 || !answer.AsSpan(0, 15).SequenceEqual("HTTP/1.1 200 OK"u8))
                            Interlocked.Increment(ref failures);
                        mine.Add((watch.Elapsed - due).TotalMilliseconds);
                    }
                    lock (latencies)
                        latencies.AddRange(mine);
                })
        );
        var elapsed = watch.Elapsed;
        var used = cpu.Used() - before;
        latencies.Sort();
        double At(double share) => latencies[(int)Math.Min(latencies.Count - 1, share * latencies.Count)];
        return new Slice(latencies.Count / elapsed.TotalSeconds, used.TotalMicroseconds / latencies.Count, At(0.50), At(0.95), At(0.99), failures);
    }

    private byte[] Request()
    {
        var number = numbers[_made++ % numbers.Count];
        var wamid = "wamid." + Convert.ToBase64String(RandomNumberGenerator.GetBytes(30));
        var body = Encoding.UTF8.GetBytes(
            $$$"""
            {"object":"whatsapp_business_account","entry":[{"id":"9{{{number.PhoneNumberId}}}","changes":[{"value":{"messaging_product":"whatsapp","metadata":{"display_phone_number":"5511900000001","phone_number_id":"{{{number.PhoneNumberId}}}"},"statuses":[{"id":"{{{wamid}}}","status":"delivered","timestamp":"{{{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}}}","recipient_id":"5511987654321","conversation":{"id":"a1b2c3d4e5f60718293a4b5c6d7e8f90","origin":{"type":"service"}},"pricing":{"billable":false,"pricing_model":"PMP","category":"service","type":"free_customer_service"}}]},"field":"messages"}]}]}
            """
        );
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(OutboundWorld.AppSecret), body));
        var head = Encoding.ASCII.GetBytes(
            $"POST {path(number)} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nX-Hub-Signature-256: sha256={signature}\r\nContent-Length: {body.Length}\r\n\r\n"
        );
        return [.. head, .. body];
    }
}
