using System.Net;
using System.Net.Sockets;

namespace CleanApp.Infrastructure.Http;

/// <summary>
/// The only way out by HTTP. An address a tenant chose must not reach into our own network: names are resolved once, the connection
/// goes to the address that was checked, and nothing is followed elsewhere.
/// </summary>
internal static class GuardedHttp
{
    private const int MaxResponseBytes = 4 * 1024 * 1024;

    /// <param name="mayBePrivate">For the one peer that is known to be local (a test bank); everything else private is refused.</param>
    public static SocketsHttpHandler NewHandler(Func<DnsEndPoint, bool> mayBePrivate) =>
        new()
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = TimeSpan.FromSeconds(4),
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
            MaxConnectionsPerServer = 32,
            MaxResponseHeadersLength = 32,
            ConnectCallback = async (context, ct) =>
            {
                var endpoint = context.DnsEndPoint;
                var addresses = await Dns.GetHostAddressesAsync(endpoint.Host, ct);
                if (!mayBePrivate(endpoint))
                    addresses = [.. addresses.Where(IsPublic)];
                if (addresses.Length == 0)
                    throw new HttpRequestException($"{endpoint.Host} has no address that may be called.");
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                try
                {
                    await socket.ConnectAsync(addresses, endpoint.Port, ct);
                    return new NetworkStream(socket, ownsSocket: true);
                }
                catch
                {
                    socket.Dispose();
                    throw;
                }
            },
        };

#pragma warning disable RS0030 // This is the guarded client that the ban points to.
    public static HttpClient NewClient(HttpMessageHandler handler, Uri baseAddress, TimeSpan timeout) =>
        new(handler, disposeHandler: true)
        {
            BaseAddress = baseAddress,
            Timeout = timeout,
            MaxResponseContentBufferSize = MaxResponseBytes,
        };
#pragma warning restore RS0030

    internal static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (
            IPAddress.IsLoopback(address)
            || address.IsIPv6LinkLocal
            || address.IsIPv6Multicast
            || address.IsIPv6UniqueLocal
            || address.IsIPv6SiteLocal
        )
            return false;
        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
            return bytes.Any(b => b != 0) && !(bytes[0] == 0x20 && bytes[1] == 0x02) && !(bytes[0] == 0 && bytes[1] == 0x64);
        return bytes[0] switch
        {
            0 or 10 or 127 or >= 224 => false,
            100 => bytes[1] is < 64 or > 127,
            169 => bytes[1] != 254,
            172 => bytes[1] is < 16 or > 31,
            192 => !(bytes[1] == 168 || (bytes[1] == 0 && bytes[2] is 0 or 2)),
            198 => bytes[1] is not (18 or 19) && !(bytes[1] == 51 && bytes[2] == 100),
            203 => !(bytes[1] == 0 && bytes[2] == 113),
            _ => true,
        };
    }
}
