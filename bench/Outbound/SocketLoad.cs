using System.Buffers.Text;
using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace CleanApp.Bench.Outbound;

/// <summary>
/// Posts over sockets of its own what was written as whole requests beforehand: an HTTP client would take more of the shared cores than
/// what is measured.
/// </summary>
internal static class SocketLoad
{
    /// <param name="next">For each turn what is posted on one connection one after the other; null when there is no more.</param>
    /// <param name="perSecond">Null: each connection posts again once it is answered.</param>
    /// <returns>Of turns, each from its beginning to its last answer.</returns>
    public static async Task<Slice> RunAsync(
        Uri server,
        Func<int, byte[][]?> next,
        int connections,
        Cpu cpu,
        TimeSpan? atMost = null,
        int? perSecond = null
    )
    {
        var duration = atMost ?? TimeSpan.MaxValue;
        var latencies = new List<double>(200_000);
        var failures = 0;
        var last = -1;
        var before = cpu.Used();
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(async _ =>
                {
                    using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                    await socket.ConnectAsync("127.0.0.1", server.Port);
                    var answer = new byte[256 * 1024];
                    var mine = new List<double>();
                    while (true)
                    {
                        var turn = Interlocked.Increment(ref last);
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
                        if (due >= duration || watch.Elapsed >= duration || next(turn) is not { } requests)
                            break;
                        foreach (var request in requests)
                        {
                            await socket.SendAsync(request);
                            if (!await IsFineAsync(socket, answer))
                                Interlocked.Increment(ref failures);
                        }
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
        return new Slice(
            latencies.Count / elapsed.TotalSeconds,
            used.TotalMicroseconds / latencies.Count,
            At(0.50),
            At(0.95),
            At(0.99),
            failures,
            latencies.Count
        );
    }

    /// <param name="headers">Each with its line's end.</param>
    public static byte[] Post(string path, ReadOnlySpan<byte> json, string headers)
    {
        var head = Encoding.ASCII.GetBytes(
            $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n{headers}Content-Length: {json.Length}\r\n\r\n"
        );
        return [.. head, .. json];
    }

    /// <param name="headers">As of <see cref="Post"/>.</param>
    public static byte[] Get(string path, string headers) => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{headers}\r\n");

    private static async Task<bool> IsFineAsync(Socket socket, byte[] answer)
    {
        var length = 0;
        do
        {
            var read = await socket.ReceiveAsync(answer.AsMemory(length));
            if (read == 0)
                return false;
            length += read;
        } while (!IsWhole(answer.AsSpan(0, length)));
        return answer.AsSpan().StartsWith("HTTP/1.1 2"u8);
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0)
            return false;
        var head = answer[..end];
        if (head.IndexOf("Transfer-Encoding: chunked"u8) >= 0)
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        var length = 0;
        if (head.IndexOf("Content-Length: "u8) is >= 0 and var at)
            Utf8Parser.TryParse(head[(at + 16)..], out length, out int _);
        return answer.Length >= end + 4 + length;
    }
}
