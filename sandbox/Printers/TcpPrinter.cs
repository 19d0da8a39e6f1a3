using System.Net;
using System.Net.Sockets;

namespace CleanApp.Sandbox.Printers;

internal static class PrinterBehaviour
{
    public const string Normal = "normal";
    public const string Confirms = "confirms";
    public const string Silent = "silent";
    public const string NeverReads = "never_reads";
    public const string ResetsMidway = "resets_midway";
    public const string Refuses = "refuses";
    public const string Slow = "slow";
    public const string ClosesAtOnce = "closes_at_once";
    public const string ClosesBeforeConfirming = "closes_before_confirming";
    public const string PaperOut = "paper_out";

    public static readonly IReadOnlySet<string> All = new HashSet<string>
    {
        Normal,
        Confirms,
        Silent,
        NeverReads,
        ResetsMidway,
        Refuses,
        Slow,
        ClosesAtOnce,
        ClosesBeforeConfirming,
        PaperOut,
    };
}

/// <summary>A raw TCP printer (port 9100 style). What one connection sends is one job, visible while it still arrives.</summary>
internal sealed class TcpPrinter : IAsyncDisposable
{
    private const int JobLimit = 500;
    private const int LargestJob = 4 * 1024 * 1024;
    private const int BytesBeforeReset = 64;

    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<PrintJob> _jobs = [];
    private readonly Lock _gate = new();
    private List<TcpListener> _listeners = [];
    private int _removed;

    private TcpPrinter(string behaviour, string profile, TimeProvider clock)
    {
        Behaviour = behaviour;
        Profile = profile;
        _clock = clock;
    }

    public int Port { get; private set; }
    public string Behaviour { get; private set; }
    public string Profile { get; set; }

    /// <exception cref="PortTakenException">Another program listens there.</exception>
    public static TcpPrinter Start(int port, string behaviour, string profile, TimeProvider clock)
    {
        var printer = new TcpPrinter(behaviour, profile, clock) { Port = port };
        // Also a printer that refuses binds once: that is how it gets its port.
        printer.Open();
        if (behaviour == PrinterBehaviour.Refuses)
            printer.Close();
        return printer;
    }

    public void Become(string behaviour)
    {
        lock (_gate)
        {
            var wasClosed = Behaviour == PrinterBehaviour.Refuses;
            if (behaviour == PrinterBehaviour.Refuses && !wasClosed)
                Close();
            else if (behaviour != PrinterBehaviour.Refuses && wasClosed)
                Open();
            Behaviour = behaviour;
        }
    }

    /// <summary>Jobs keep their index until they are deleted, also when the oldest fall out.</summary>
    public List<(int Index, PrintJob Job)> Jobs()
    {
        lock (_gate)
            return [.. _jobs.Select((job, position) => (position + _removed, job))];
    }

    public PrintJob? Job(int index)
    {
        lock (_gate)
            return index >= _removed && index - _removed < _jobs.Count ? _jobs[index - _removed] : null;
    }

    public void Clear()
    {
        lock (_gate)
        {
            _jobs.Clear();
            _removed = 0;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        Close();
        _stop.Dispose();
    }

    private void Open()
    {
        var listeners = new List<TcpListener>();
        try
        {
            listeners.Add(Listen(IPAddress.Loopback, Port));
            Port = ((IPEndPoint)listeners[0].LocalEndpoint).Port;
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            throw new PortTakenException(Port, "PRINTER_PORT");
        }

        try
        {
            listeners.Add(Listen(IPAddress.IPv6Loopback, Port));
        }
        catch (SocketException)
        {
            // No IPv6 on this machine; 127.0.0.1 is enough.
        }

        _listeners = listeners;
        foreach (var listener in listeners)
            _ = AcceptAsync(listener);
    }

    private static TcpListener Listen(IPAddress address, int port)
    {
        var listener = new TcpListener(address, port);
        listener.Start();
        return listener;
    }

    private void Close()
    {
        foreach (var listener in _listeners)
            listener.Dispose();
        _listeners = [];
    }

    private async Task AcceptAsync(TcpListener listener)
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(_stop.Token);
                _ = ServeAsync(client);
            }
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The listener was closed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                await PrintAsync(client, Behaviour, _stop.Token);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
            {
                // The sender went away, or the sandbox stops. What arrived stays in the job.
            }
        }
    }

    private async Task PrintAsync(TcpClient client, string behaviour, CancellationToken ct)
    {
        if (behaviour == PrinterBehaviour.ClosesAtOnce)
            return;
        if (behaviour == PrinterBehaviour.NeverReads)
        {
            client.ReceiveBufferSize = 1024;
            await Task.Delay(Timeout.InfiniteTimeSpan, _clock, ct);
        }

        var stream = client.GetStream();
        var slow = behaviour == PrinterBehaviour.Slow;
        var buffer = new byte[slow || behaviour == PrinterBehaviour.ResetsMidway ? BytesBeforeReset : 16 * 1024];
        var talk = new PrinterTalk(behaviour);
        PrintJob? job = null;
        try
        {
            int count;
            while ((count = await stream.ReadAsync(buffer, ct)) > 0)
            {
                job ??= Remember(new PrintJob(_clock.GetUtcNow()));
                if (job.Append(buffer.AsSpan(0, count)) > LargestJob)
                    return;
                if (behaviour == PrinterBehaviour.ResetsMidway)
                {
                    // Closing with zero linger sends RST instead of FIN.
                    client.LingerState = new LingerOption(true, 0);
                    // The socket itself: TcpClient would shut down first, which sends FIN.
                    client.Client.Dispose();
                    return;
                }

                if (slow)
                    await Task.Delay(TimeSpan.FromMilliseconds(100), _clock, ct);
                foreach (var answer in talk.Hear(job.Bytes()))
                {
                    if (answer.Close)
                        return;
                    await stream.WriteAsync(answer.Bytes, ct);
                    if (answer.Confirms)
                        job.Confirm();
                }
            }
        }
        finally
        {
            job?.Complete();
        }
    }

    private PrintJob Remember(PrintJob job)
    {
        lock (_gate)
        {
            _jobs.Add(job);
            if (_jobs.Count > JobLimit)
            {
                _jobs.RemoveAt(0);
                _removed++;
            }
        }

        return job;
    }
}
