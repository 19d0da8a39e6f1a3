using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CleanApp.Application.Payments.Sicredi;

namespace CleanApp.Infrastructure.Security;

internal sealed class Certificates(TimeProvider clock) : ICertificates
{
    public SicrediCertificateView Describe(string certificatePem)
    {
        using var certificate = X509Certificate2.CreateFromPem(certificatePem);
        var notAfter = new DateTimeOffset(certificate.NotAfter.ToUniversalTime(), TimeSpan.Zero);
        return new SicrediCertificateView(certificate.Subject, notAfter, CertificateExpiries.Of(notAfter, clock.GetUtcNow()));
    }

    public bool AreUsable(string certificatePem, string privateKeyPem)
    {
        try
        {
            using var certificate = X509Certificate2.CreateFromPem(certificatePem, privateKeyPem);
            var now = clock.GetUtcNow().UtcDateTime;
            return certificate.NotBefore.ToUniversalTime() <= now && now < certificate.NotAfter.ToUniversalTime();
        }
        catch (Exception e) when (e is CryptographicException or ArgumentException)
        {
            return false;
        }
    }
}
