using System.Net;

namespace CleanApp.Infrastructure.Adapters.Printing;

/// <summary>Where the installation lets tenants' printer addresses lead. Nothing is allowed that is not listed.</summary>
public sealed class AllowedNetworks
{
    private readonly IPNetwork[] networks;

    /// <exception cref="FormatException">An entry is not CIDR.</exception>
    public AllowedNetworks(IEnumerable<string> cidr) => networks = [.. cidr.Select(entry => IPNetwork.Parse(entry))];

    public static bool AreValid(IEnumerable<string> cidr) => cidr.All(entry => IPNetwork.TryParse(entry, out _));

    public bool Contains(IPAddress address)
    {
        // ::ffff:10.0.0.1 is 10.0.0.1 to the network stack.
        var effective = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        // "Any" connects to this very machine, whatever network it is thought to be in.
        var unspecified = effective.Equals(IPAddress.Any) || effective.Equals(IPAddress.IPv6Any);
        return !unspecified && networks.Any(network => network.Contains(effective));
    }
}
