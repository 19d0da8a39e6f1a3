using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace CleanApp.Functional.Tests.Hosting;

/// <summary>The realtime hub over a bare WebSocket in SignalR's JSON protocol: records end with 0x1E, type 1 is a message, 7 a good-bye.</summary>
public sealed class HubSocket : IAsyncDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentQueue<(string Topic, string Id, string? By)> _changes = new();
    private readonly ConcurrentQueue<Heard> _heard = new();
    private Task _reading = Task.CompletedTask;

    /// <summary>What changed and, with whose doing it is, what was of the moment alone.</summary>
    public IReadOnlyCollection<(string Topic, string Id, string? By)> Changes => _changes;

    /// <summary>Each message that told of changes.</summary>
    public IReadOnlyCollection<Heard> Messages => _heard;

    /// <summary>The last number it was told; null before the first message.</summary>
    public long? Through => _heard.LastOrDefault()?.Through;

    /// <param name="After">What must be known for nothing to be missed; null: everything is to be fetched anew.</param>
    public sealed record Heard(
        long? After,
        long Through,
        bool StartOver,
        IReadOnlyList<(long Sequence, string Topic, string Id, bool IsYours)> Items
    );

    public bool IsOpen => !_reading.IsCompleted;

    /// <param name="after">The last number that is known.</param>
    public static async Task<HubSocket> OpenAsync(Uri host, string token, long? after = null)
    {
        var hub = new HubSocket();
        var address = new UriBuilder(host)
        {
            Scheme = "ws",
            Path = "/hubs/realtime",
            Query = $"access_token={token}&after={after}",
        }.Uri;
        await hub._socket.ConnectAsync(address, CancellationToken.None);
        await hub._socket.SendAsync(
            Encoding.UTF8.GetBytes("{\"protocol\":\"json\",\"version\":1}\u001e"),
            WebSocketMessageType.Text,
            true,
            CancellationToken.None
        );
        var ready = new TaskCompletionSource();
        hub._reading = hub.ReadAsync(ready);
        await ready.Task.WaitAsync(TimeSpan.FromSeconds(30));
        return hub;
    }

    public Task WaitForAsync(string topic, string? id = null) =>
        Eventually.Async(
            () => Task.FromResult(_changes.ToArray()),
            seen => seen.Any(c => c.Topic == topic && (id is null || c.Id == id)),
            $"the hub to tell of {topic}"
        );

    public Task WaitUntilClosedAsync(double seconds = 10) =>
        Eventually.Async(() => Task.FromResult(IsOpen), open => !open, "the socket to be closed", seconds);

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
    }

    private void Take(string target, JsonNode told)
    {
        if (target == "signal")
            _changes.Enqueue((told.Text("topic")!, told.Text("id")!, told.Text("by")));
        if (target != "heard")
            return;
        var items = told["items"]!
            .AsArray()
            .Select(i => (i!["sequence"]!.GetValue<long>(), i.Text("topic")!, i.Text("id")!, i["isYours"]!.GetValue<bool>()))
            .ToList();
        _heard.Enqueue(new Heard(told["after"]?.GetValue<long>(), told["through"]!.GetValue<long>(), told["startOver"]!.GetValue<bool>(), items));
        foreach (var (_, topic, id, _) in items)
            _changes.Enqueue((topic, id, null));
    }

    private async Task ReadAsync(TaskCompletionSource ready)
    {
        var text = new StringBuilder();
        var buffer = new byte[16 * 1024];
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(), CancellationToken.None);
                if (received.MessageType == WebSocketMessageType.Close)
                    return;
                text.Append(Encoding.UTF8.GetString(buffer, 0, received.Count));
                for (int end; (end = text.ToString().IndexOf('\u001e')) >= 0; )
                {
                    var message = JsonNode.Parse(text.ToString(0, end))!;
                    text.Remove(0, end + 1);
                    if (message["type"]?.GetValue<int>() == 1)
                        Take(message["target"]!.ToString(), message["arguments"]![0]!);
                    if (!_heard.IsEmpty)
                        ready.TrySetResult();
                }
            }
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Cut off without a good-bye.
        }
        finally
        {
            ready.TrySetResult();
        }
    }
}
