using CleanApp.Application.Channels.Accounts;

namespace CleanApp.Infrastructure.Adapters.WhatsApp;

/// <summary>Section <c>WhatsApp</c>.</summary>
public sealed class WhatsAppOptions
{
    public const string Section = "WhatsApp";

    /// <summary>
    /// Requests under way at once, since HTTP/1.1 carries one per connection: at 100 ms an answer, 256 of them are 2,560 messages/s.
    /// </summary>
    public int MaxConnectionsPerServer { get; set; } = 256;

    /// <summary>For a send and every other short call. Longer than Meta's slowest answers: whoever gives up early does not know.</summary>
    public TimeSpan SendTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>For a whole file, up or down.</summary>
    public TimeSpan TransferTimeout { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary><c>Sandbox:MetaUrl</c>: the one address that may be plain http and on this machine. Development only.</summary>
    public Uri? SandboxUrl { get; set; }
}

/// <summary>Where a token may be carried to. A tenant can give an address, Meta's answers hold addresses: none of them is believed.</summary>
internal sealed class MetaHosts(WhatsAppOptions options) : IWhatsAppHosts
{
    bool IWhatsAppHosts.IsAllowed(Uri baseUrl) => IsGraph(baseUrl);

    private const string GraphHost = "graph.facebook.com";

    // Meta names no list; these are what implementers saw media served from.
    private static readonly string[] FileDomains = ["fbcdn.net", "fbsbx.com", "whatsapp.net", "facebook.com"];

    public bool IsGraph(Uri address) => IsPlain(address) && (IsSandbox(address) || IsHttps(address) && address.Host == GraphHost);

    public bool IsFile(Uri address) =>
        IsPlain(address) && (IsSandbox(address) || IsHttps(address) && FileDomains.Any(domain => IsIn(address.Host, domain)));

    public bool IsSandbox(string host, int port) => options.SandboxUrl is { } url && url.Host == host && url.Port == port;

    private bool IsSandbox(Uri address) => options.SandboxUrl is { } url && url.Scheme == address.Scheme && IsSandbox(address.Host, address.Port);

    private static bool IsPlain(Uri address) => address.IsAbsoluteUri && address.UserInfo.Length == 0;

    private static bool IsHttps(Uri address) => address is { Scheme: "https", IsDefaultPort: true };

    private static bool IsIn(string host, string domain) =>
        host.EndsWith(domain, StringComparison.OrdinalIgnoreCase) && (host.Length == domain.Length || host[^(domain.Length + 1)] == '.');
}
