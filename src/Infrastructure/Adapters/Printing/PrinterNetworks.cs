using System.Net;
using CleanApp.Application.Counter.Printing;
using Microsoft.Extensions.Options;

namespace CleanApp.Infrastructure.Adapters.Printing;

internal sealed class PrinterNetworks(IOptions<PrintingOptions> options) : IPrinterNetworks
{
    private readonly AllowedNetworks networks = new(options.Value.AllowedNetworks);

    public bool MayHold(string host) => !IPAddress.TryParse(host, out var address) || networks.Contains(address);
}
