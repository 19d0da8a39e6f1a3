using CleanApp.Domain.Common;

namespace CleanApp.Domain.Counter;

public enum PrinterProfile
{
    Epson,
    Bematech,
    Elgin,
    Generic,
}

/// <summary>A thermal printer on the network (raw TCP, usually port 9100).</summary>
public sealed class Printer : TenantEntity
{
    private Printer() { }

    public string Name { get; private set; } = "";

    /// <summary>Host name, IPv4 or IPv6 address without brackets.</summary>
    public string Host { get; private set; } = "";
    public int Port { get; private set; }
    public PrinterProfile Profile { get; private set; }
    public bool Active { get; private set; } = true;
    public DateTimeOffset CreatedAt { get; private init; }

    public static Printer Create(Guid id, string name, string host, int port, PrinterProfile profile, DateTimeOffset now)
    {
        var printer = new Printer { Id = id, CreatedAt = now };
        printer.Describe(name, host, port, profile, active: true);
        return printer;
    }

    public void Describe(string name, string host, int port, PrinterProfile profile, bool active)
    {
        Name = name.Trim();
        Host = host.Trim().Trim('[', ']');
        Port = port;
        Profile = profile;
        Active = active;
    }
}
