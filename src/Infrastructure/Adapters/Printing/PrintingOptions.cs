namespace CleanApp.Infrastructure.Adapters.Printing;

/// <summary>Section "Printing".</summary>
public sealed class PrintingOptions
{
    public const string Section = "Printing";

    /// <summary>Networks in CIDR notation where printers may be, e.g. "192.168.0.0/16" or "fd00::/8". Empty: no printer is reachable.</summary>
    public string[] AllowedNetworks { get; set; } = [];

    /// <summary>For finding the address and connecting, together.</summary>
    public TimeSpan ConnectTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>For the printer to take the whole job.</summary>
    public TimeSpan WriteTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>For the printer to report the paper, where its profile does.</summary>
    public TimeSpan ConfirmTimeout { get; set; } = TimeSpan.FromSeconds(10);
}
