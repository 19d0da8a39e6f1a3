using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace CleanApp.Bench.Realtime;

/// <summary>A screen that listens, over a bare WebSocket in SignalR's JSON protocol; tells when it heard of which change.</summary>
internal sealed class Screen : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private Task _reading = Task.CompletedTask;

    public long Heard;

    public static async Task<Screen> OpenAsync(Uri server, string token, ConcurrentDictionary<Guid, long>? changed, List<double>? latencies)
    {
        var screen = new Screen();
        screen._socket.Options.KeepAliveInterval = TimeSpan.Zero;
        await screen._socket.ConnectAsync(
            new UriBuilder(server)
            {
                Scheme = "ws",
                Path = "/hubs/realtime",
                Query = $"access_token={token}",
            }.Uri,
            default
        );
        await screen._socket.SendAsync("{\"protocol\":\"json\",\"version\":1}\u001e"u8.ToArray(), WebSocketMessageType.Text, true, default);
        var ready = new TaskCompletionSource();
        screen._reading = screen.ReadAsync(changed, latencies, ready);
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return screen;
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private async Task ReadAsync(ConcurrentDictionary<Guid, long>? changed, List<double>? latencies, TaskCompletionSource ready)
    {
        var buffer = new byte[4096];
        var text = new MemoryStream();
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(), default);
                if (received.MessageType == WebSocketMessageType.Close)
                    return;
                text.Write(buffer, 0, received.Count);
                if (!received.EndOfMessage)
                    continue;
                var now = Stopwatch.GetTimestamp();
                foreach (
                    var record in Encoding
                        .UTF8.GetString(text.GetBuffer(), 0, (int)text.Length)
                        .Split('\u001e', StringSplitOptions.RemoveEmptyEntries)
                )
                    Take(record, now, changed, latencies, ready);
                text.SetLength(0);
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Closed.
        }
    }

    private void Take(string record, long now, ConcurrentDictionary<Guid, long>? changed, List<double>? latencies, TaskCompletionSource ready)
    {
        if (!record.Contains("\"heard\"", StringComparison.Ordinal))
            return;
        ready.TrySetResult();
        using var message = JsonDocument.Parse(record);
        foreach (var item in message.RootElement.GetProperty("arguments")[0].GetProperty("items").EnumerateArray())
        {
            Heard++;
            if (changed is null || !changed.TryGetValue(item.GetProperty("id").GetGuid(), out var since))
                continue;
            lock (latencies!)
                latencies.Add(Stopwatch.GetElapsedTime(since, now).TotalMilliseconds);
        }
    }
}
