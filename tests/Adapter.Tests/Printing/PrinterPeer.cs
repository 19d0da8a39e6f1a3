using System.Net;
using System.Net.Sockets;

namespace CleanApp.Adapter.Tests.Printing;

/// <summary>A printer's end of the wire: a real listener that treats its first connection as the test says.</summary>
internal sealed class PrinterPeer : IAsyncDisposable
{
    private readonly TcpListener listener;
    private readonly Task<byte[]> job;

    private PrinterPeer(IPAddress address, Func<Socket, MemoryStream, Task> behave)
    {
        listener = new TcpListener(address, 0);
        listener.Server.ReceiveBufferSize = 8 * 1024;
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        job = ServeAsync(behave);
    }

    public int Port { get; }

    /// <summary>What the printer received by the time the connection ended.</summary>
    public Task<byte[]> Received => job.WaitAsync(TimeSpan.FromSeconds(20));

    public bool WasNeverCalled => !job.IsCompleted && !listener.Pending();

    public static PrinterPeer That(Func<Socket, MemoryStream, Task> behaves, IPAddress? on = null) => new(on ?? IPAddress.Loopback, behaves);

    /// <summary>Reads the job up to its confirmation request and gives the id in it.</summary>
    public static async Task<byte[]> ReadUntilAskedAsync(Socket socket, MemoryStream received)
    {
        byte[] request = [0x1D, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30];
        var buffer = new byte[4096];
        while (true)
        {
            var all = received.ToArray();
            var at = all.AsSpan().LastIndexOf(request);
            if (at >= 0 && all.Length == at + 11)
                return all[(at + 7)..];
            var count = await socket.ReceiveAsync(buffer);
            if (count == 0)
                throw new InvalidOperationException("The job ended without asking for a confirmation.");
            received.Write(buffer, 0, count);
        }
    }

    public static async Task ReadToEndAsync(Socket socket, MemoryStream received)
    {
        var buffer = new byte[4096];
        while (await socket.ReceiveAsync(buffer) is > 0 and var count)
            received.Write(buffer, 0, count);
    }

    public static byte[] Confirmation(byte[] id) => [0x37, 0x22, .. id, 0x00];

    public static void Reset(Socket socket)
    {
        socket.LingerState = new LingerOption(true, 0);
        socket.Close();
    }

    public ValueTask DisposeAsync()
    {
        listener.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<byte[]> ServeAsync(Func<Socket, MemoryStream, Task> behave)
    {
        using var socket = await listener.AcceptSocketAsync();
        var received = new MemoryStream();
        await behave(socket, received);
        return received.ToArray();
    }
}
