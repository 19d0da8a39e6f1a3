using System.Net.Sockets;
using System.Text;
using CleanApp.Application.Counter.Printing;

namespace CleanApp.Infrastructure.Adapters.Printing;

internal sealed class NetworkPrinterConnection(
    Socket socket,
    PrinterProfile profile,
    PrintingOptions options,
    TimeProvider clock,
    Func<PrintJobId> nextId
) : IPrinterConnection
{
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(2);

    private bool broken;

    public Task<PrintResult> PrintAsync(TicketSlip slip, CancellationToken ct) => SendAsync(TicketSlipLayout.Slip(profile, slip), ct);

    public Task<PrintResult> PrintTestPageAsync(string companyName, string printerName, CancellationToken ct) =>
        SendAsync(TicketSlipLayout.TestPage(profile, companyName, printerName), ct);

    /// <summary>
    /// Says goodbye and reads until the printer does: closing with unread status bytes would reset the connection, and the printer could throw away
    /// what it has not printed.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        using (socket)
        {
            if (broken)
                return;
            using var timeout = new CancellationTokenSource(GoodbyeTimeout, clock);
            try
            {
                socket.Shutdown(SocketShutdown.Send);
                var ignored = new byte[256];
                while (await socket.ReceiveAsync(ignored, timeout.Token) > 0) { }
            }
            catch (Exception e) when (e is SocketException or OperationCanceledException)
            {
                // The job's outcome is known already; how the connection ends does not change it.
            }
        }
    }

    private async Task<PrintResult> SendAsync(EscPosDocument document, CancellationToken ct)
    {
        if (broken)
            throw new InvalidOperationException("This connection broke off in an earlier job; open another one.");
        ct.ThrowIfCancellationRequested();

        if (!profile.ConfirmsPrinting)
        {
            await WriteAsync(document.ToArray(), ct);
            return PrintResult.SentUnconfirmed;
        }

        var id = nextId();
        await WriteAsync(document.ReportWhenPrinted(id).ToArray(), ct);
        return await ConfirmAsync(id, ct);
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(options.WriteTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            while (bytes.Length > 0)
                bytes = bytes[await socket.SendAsync(bytes, either.Token)..];
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            broken = true;
            throw new PrinterFailedMidwayException("The printer stopped taking the job.", e);
        }
    }

    private async Task<PrintResult> ConfirmAsync(PrintJobId id, CancellationToken ct)
    {
        using var timeout = new CancellationTokenSource(options.ConfirmTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        byte[] expected = [0x37, 0x22, .. Encoding.ASCII.GetBytes(id.Value), 0x00];
        var received = new byte[256];
        var kept = 0; // bytes of earlier reads that may be the beginning of the answer
        try
        {
            while (await socket.ReceiveAsync(received.AsMemory(kept), either.Token) is > 0 and var count)
            {
                // Unasked status bytes and answers to other jobs may come first.
                var bytes = received.AsSpan(0, kept + count);
                if (bytes.IndexOf(expected) >= 0)
                    return PrintResult.Printed;
                kept = Math.Min(bytes.Length, expected.Length - 1);
                bytes[^kept..].CopyTo(received);
            }

            return PrintResult.SentUnconfirmed;
        }
        catch (OperationCanceledException)
        {
            return PrintResult.SentUnconfirmed;
        }
        catch (SocketException e)
        {
            broken = true;
            throw new PrinterFailedMidwayException("The printer broke off before it reported the paper.", e);
        }
    }
}
