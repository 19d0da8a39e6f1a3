using CleanApp.Application.Payments;

namespace CleanApp.Infrastructure.Adapters.Sicredi;

/// <summary>Section <c>Sicredi</c>.</summary>
public sealed class SicrediOptions
{
    public string[] AllowedHosts { get; set; } = ["api-pix.sicredi.com.br", "api-pix-h.sicredi.com.br"];
}

/// <summary>Section <c>Sandbox</c>: a test bank on this machine. The host refuses to start with it outside Development.</summary>
public sealed class SandboxOptions
{
    public Uri? Url { get; set; }

    /// <summary>Holds <c>ca.pem</c>, <c>client.crt.pem</c> and <c>client.key.pem</c>.</summary>
    public string? CertificateFolder { get; set; }

    /// <summary>Where the demo company's printer listens.</summary>
    public int PrinterPort { get; set; } = 9100;
}

internal sealed class BankHosts(SicrediOptions options, SandboxOptions sandbox) : IBankHosts
{
    public bool IsAllowed(Uri baseUrl) =>
        IsSandbox(baseUrl.Host, baseUrl.Port)
        || (baseUrl is { Scheme: "https", IsDefaultPort: true, AbsolutePath: "/" } && options.AllowedHosts.Contains(baseUrl.Host));

    public bool IsSandbox(string host, int port) => sandbox.Url is { } url && url.Host == host && url.Port == port;
}

internal sealed class SandboxStarterAccount(SandboxOptions sandbox) : IStarterAccount
{
    public StarterAccount? Get() =>
        sandbox is not { Url: { } url, CertificateFolder: { } folder }
            ? null
            : new StarterAccount(
                url.ToString().TrimEnd('/'),
                "sandbox-client",
                "sandbox-secret-0001",
                File.ReadAllText(Path.Combine(folder, "client.crt.pem")),
                File.ReadAllText(Path.Combine(folder, "client.key.pem"))
            );
}
