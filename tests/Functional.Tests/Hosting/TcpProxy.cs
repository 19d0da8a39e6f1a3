using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CleanApp.Functional.Tests.Hosting;

/// <summary>A wire to cut: between a host and its database.</summary>
public sealed class TcpProxy : IAsyncDisposable
{
    private readonly int _targetPort;
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<Socket, byte> _open = new();
    private TcpListener? _listener;
    private volatile bool _silent;

    public TcpProxy(int targetPort)
    {
        _targetPort = targetPort;
        // Free again while it refuses, and still ours when it comes back.
        Listen(TestHost.FreePort());
    }

    public int Port { get; private set; }

    /// <summary>Nothing listens any more, and what was open is reset: the server is down.</summary>
    public void Refuse()
    {
        _listener?.Dispose();
        _listener = null;
        Reset();
    }

    /// <summary>Whatever is sent disappears, new connections included: the network is gone, or the server hangs.</summary>
    public void Swallow() => _silent = true;

    /// <summary>New connections work. Those swallowed stay silent for good, as behind a firewall that forgot them.</summary>
    public void Restore()
    {
        _silent = false;
        if (_listener is null)
            Listen(Port);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener?.Dispose();
        Reset();
        _stop.Dispose();
    }

    private void Listen(int port)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Start();
        Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
        _ = AcceptAsync(_listener);
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
                _ = CarryAsync(await listener.AcceptSocketAsync(_stop.Token));
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut.
        }
    }

    private async Task CarryAsync(Socket near)
    {
        using var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        near.NoDelay = true;
        using (near)
        {
            _open[near] = _open[far] = 0;
            var dead = new StrongBox();
            try
            {
                await far.ConnectAsync(IPAddress.Loopback, _targetPort, _stop.Token);
                await Task.WhenAny(PumpAsync(near, far, dead), PumpAsync(far, near, dead));
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
            {
                // Cut.
            }
            finally
            {
                _open.TryRemove(near, out _);
                _open.TryRemove(far, out _);
            }
        }
    }

    private async Task PumpAsync(Socket from, Socket to, StrongBox dead)
    {
        var buffer = new byte[16 * 1024];
        try
        {
            for (int count; (count = await from.ReceiveAsync(buffer, _stop.Token)) > 0; )
            {
                if (_silent)
                    dead.Value = true;
                if (!dead.Value)
                    await to.SendAsync(buffer.AsMemory(0, count), _stop.Token);
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // Cut.
        }
    }

    private void Reset()
    {
        foreach (var socket in _open.Keys)
        {
            try
            {
                socket.LingerState = new LingerOption(true, 0);
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                // Closed by itself meanwhile.
            }
            socket.Dispose();
        }
    }

    private sealed class StrongBox
    {
        public volatile bool Value;
    }
}
