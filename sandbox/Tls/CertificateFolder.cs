using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace CleanApp.Sandbox.Tls;

/// <summary>
/// The PSP's own certificate authority and what it issued, kept in a folder so that a restart does not invalidate the client certificate
/// already configured in the product.
/// </summary>
internal sealed class CertificateFolder : IDisposable
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2";
    private const string ServerAuthentication = "1.3.6.1.5.5.7.3.1";

    private readonly TimeProvider _clock;

    private CertificateFolder(string path, TimeProvider clock)
    {
        Path = path;
        _clock = clock;
        Authority = X509CertificateLoader.LoadCertificate(PemBytes("ca.pem"));
        Server = LoadPair("server");
        Webhook = LoadPair("webhook");
    }

    public string Path { get; }
    public X509Certificate2 Authority { get; }
    public X509Certificate2 Server { get; }

    /// <summary>Presented when the PSP calls the customer's webhook, which the Pix standard puts under mTLS.</summary>
    public X509Certificate2 Webhook { get; }

    public static CertificateFolder Open(string path, TimeProvider clock)
    {
        Directory.CreateDirectory(path);
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        // Written last, so a run killed half-way generates everything again.
        if (!File.Exists(System.IO.Path.Combine(path, "complete")))
            Generate(path, clock.GetUtcNow());
        return new CertificateFolder(path, clock);
    }

    /// <summary>What a gateway checks: issued by our authority, for client use, and within its dates.</summary>
    public bool IsAcceptable(X509Certificate2 certificate)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        chain.ChainPolicy.VerificationTime = _clock.GetUtcNow().UtcDateTime;
        return chain.Build(certificate);
    }

    public void Dispose()
    {
        Authority.Dispose();
        Server.Dispose();
        Webhook.Dispose();
    }

    private static void Generate(string path, DateTimeOffset now)
    {
        using var authority = NewAuthority("CleanApp Sandbox CA", now);
        using var stranger = NewAuthority("Some Other CA", now);
        Write(path, "ca.pem", authority.ExportCertificatePem());
        Write(path, "other-ca.pem", stranger.ExportCertificatePem());

        Issue(path, "server", "CN=localhost, O=CleanApp Sandbox", authority, ServerAuthentication, now.AddDays(-1), now.AddYears(5));
        Issue(path, "client", "CN=sandbox-client, O=CleanApp Sandbox", authority, ClientAuthentication, now.AddDays(-1), now.AddYears(5));
        Issue(path, "webhook", "CN=webhook.psp.sandbox, O=CleanApp Sandbox", authority, ClientAuthentication, now.AddDays(-1), now.AddYears(5));
        Issue(path, "expired", "CN=sandbox-client-expired, O=CleanApp Sandbox", authority, ClientAuthentication, now.AddDays(-30), now.AddDays(-1));
        Issue(path, "other-ca-client", "CN=sandbox-client, O=Some Other CA", stranger, ClientAuthentication, now.AddDays(-1), now.AddYears(5));
        Write(path, "complete", "");
    }

    private static X509Certificate2 NewAuthority(string name, DateTimeOffset now)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign, true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(request.PublicKey, false));
        // Older than the expired client, which must lie within its issuer's dates.
        return request.CreateSelfSigned(now.AddDays(-60), now.AddYears(10));
    }

    private static void Issue(string path, string name, string subject, X509Certificate2 issuer, string usage, DateTimeOffset from, DateTimeOffset to)
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.KeyEncipherment, true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid(usage)], false));
        request.CertificateExtensions.Add(X509AuthorityKeyIdentifierExtension.CreateFromCertificate(issuer, true, false));
        if (usage == ServerAuthentication)
        {
            var names = new SubjectAlternativeNameBuilder();
            names.AddDnsName("localhost");
            names.AddIpAddress(IPAddress.Loopback);
            names.AddIpAddress(IPAddress.IPv6Loopback);
            request.CertificateExtensions.Add(names.Build());
        }

        using var certificate = request.Create(issuer, from, to, RandomNumberGenerator.GetBytes(16));
        Write(path, $"{name}.crt.pem", certificate.ExportCertificatePem());
        Write(path, $"{name}.key.pem", key.ExportPkcs8PrivateKeyPem());
    }

    private static void Write(string path, string file, string text)
    {
        var full = System.IO.Path.Combine(path, file);
        File.WriteAllText(full, text.Length == 0 ? text : text + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(full, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private byte[] PemBytes(string file) => File.ReadAllBytes(System.IO.Path.Combine(Path, file));

    private X509Certificate2 LoadPair(string name)
    {
        using var pem = X509Certificate2.CreateFromPemFile(
            System.IO.Path.Combine(Path, $"{name}.crt.pem"),
            System.IO.Path.Combine(Path, $"{name}.key.pem")
        );
        // Through PKCS#12, because Windows cannot use a key that only lives in memory for TLS.
        return X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null);
    }
}
