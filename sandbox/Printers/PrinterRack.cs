using System.Collections.Concurrent;

namespace CleanApp.Sandbox.Printers;

/// <summary>All printers of this sandbox, by port.</summary>
internal sealed class PrinterRack(TimeProvider clock) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<int, TcpPrinter> _printers = [];

    /// <exception cref="PortTakenException">Another program, or another printer, listens there.</exception>
    public TcpPrinter Add(int port, string behaviour, string profile)
    {
        if (_printers.ContainsKey(port))
            throw new PortTakenException(port, "port");
        var printer = TcpPrinter.Start(port, behaviour, profile, clock);
        _printers[printer.Port] = printer;
        return printer;
    }

    public TcpPrinter? Find(int port) => _printers.GetValueOrDefault(port);

    public List<TcpPrinter> All() => [.. _printers.Values.OrderBy(p => p.Port)];

    public async ValueTask DisposeAsync()
    {
        foreach (var printer in _printers.Values)
            await printer.DisposeAsync();
    }
}
