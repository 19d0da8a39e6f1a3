using System.Net;
using System.Net.Sockets;
using CleanApp.Application.Counter.Printing;
using Microsoft.Extensions.Options;

namespace CleanApp.Infrastructure.Adapters.Printing;

/// <summary>Finds every address of a host name; throws <see cref="SocketException"/> when it has none.</summary>
public delegate Task<IPAddress[]> ResolveHost(string host, CancellationToken ct);

/// <summary>Raw TCP printing (port 9100). The name is resolved once and the connection goes to an address that was checked.</summary>
public sealed class NetworkTicketPrinter(IOptions<PrintingOptions> options, TimeProvider clock, ResolveHost resolve) : ITicketPrinter
{
    // So small that "written" is close to "taken by the printer": a printer that stopped reading is noticed by the write time-out.
    private const int SendBuffer = 8 * 1024;

    private readonly PrintingOptions options = options.Value;
    private readonly AllowedNetworks networks = new(options.Value.AllowedNetworks);

    // A random start, so that a late confirmation from before a restart of the program is taken for nobody's.
    private uint jobs = (uint)Random.Shared.Next();

    public async Task<IPrinterConnection> ConnectAsync(PrinterAddress printer, CancellationToken ct)
    {
        var profile = PrinterProfiles.Get(printer.Profile);
        if (printer.Port is < IPEndPoint.MinPort + 1 or > IPEndPoint.MaxPort)
            throw new PrinterAddressRefusedException($"Port {printer.Port} does not exist.");

        using var timeout = new CancellationTokenSource(options.ConnectTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, ct);
        try
        {
            var addresses = await FindAsync(printer.Host, either.Token);
            var socket = await ConnectAsync(addresses, printer.Port, either.Token);
            return new NetworkPrinterConnection(socket, profile, options, clock, () => PrintJobId.FromSequence(Interlocked.Increment(ref jobs)));
        }
        catch (SocketException e)
        {
            throw new PrinterUnreachableException($"The printer at {printer.Host}:{printer.Port} does not answer ({e.SocketErrorCode}).", e);
        }
        catch (OperationCanceledException e) when (!ct.IsCancellationRequested)
        {
            throw new PrinterUnreachableException($"The printer at {printer.Host}:{printer.Port} did not answer in {options.ConnectTimeout}.", e);
        }
    }

    private async Task<IPAddress[]> FindAsync(string host, CancellationToken ct)
    {
        var addresses = Uri.CheckHostName(host) switch
        {
            UriHostNameType.IPv4 or UriHostNameType.IPv6 => [IPAddress.Parse(host)],
            UriHostNameType.Dns => await resolve(host, ct),
            _ => throw new PrinterAddressRefusedException("The printer's host is neither an address nor a name."),
        };
        if (addresses.Length == 0)
            throw new SocketException((int)SocketError.HostNotFound);
        // Every one of them: a name with one allowed address must not open the way to its others.
        if (!addresses.All(networks.Contains))
            throw new PrinterAddressRefusedException($"{host} is outside of the networks allowed for printers.");
        return addresses;
    }

    private static async Task<Socket> ConnectAsync(IPAddress[] addresses, int port, CancellationToken ct)
    {
        SocketException? last = null;
        foreach (var address in addresses)
        {
            Socket? socket = null;
            try
            {
                // Inside the try: a machine without IPv6 refuses such a socket, and the next address may be IPv4.
                socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true, SendBufferSize = SendBuffer };
                await socket.ConnectAsync(address, port, ct);
                return socket;
            }
            catch (SocketException e)
            {
                socket?.Dispose();
                last = e;
            }
            catch
            {
                socket?.Dispose();
                throw;
            }
        }

        throw last!;
    }
}
