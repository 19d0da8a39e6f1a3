using System.IO.Pipelines;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CleanApp.Sandbox.Tls;

/// <summary>
/// One port, two protocols: the first byte of a connection tells TLS (0x16, a handshake record) from plain HTTP (a letter). Kestrel's own
/// UseHttps cannot be applied to some connections of a listener only, hence the SslStream here.
/// </summary>
internal static class TlsOnSamePort
{
    private const byte TlsHandshakeRecord = 0x16;

    public static void UseTlsWhenAsked(this ListenOptions listen, CertificateFolder certificates)
    {
        var context = SslStreamCertificateContext.Create(certificates.Server, [certificates.Authority], offline: true);
        listen.Use(next => connection => OnConnection(connection, context, next));
    }

    private static async Task OnConnection(ConnectionContext connection, SslStreamCertificateContext certificate, ConnectionDelegate next)
    {
        var input = connection.Transport.Input;
        var first = await input.ReadAsync(connection.ConnectionClosed);
        if (first.Buffer.IsEmpty)
            return;
        var isTls = first.Buffer.FirstSpan[0] == TlsHandshakeRecord;
        // Neither consumed nor examined: whoever reads next gets the same bytes at once.
        input.AdvanceTo(first.Buffer.Start);
        if (isTls)
            await OverTls(connection, certificate, next);
        else
            await next(connection);
    }

    private static async Task OverTls(ConnectionContext connection, SslStreamCertificateContext certificate, ConnectionDelegate next)
    {
        var transport = connection.Transport;
        await using var tls = new SslStream(new DuplexPipeStream(transport), leaveInnerStreamOpen: true);
        var options = new SslServerAuthenticationOptions
        {
            ServerCertificateContext = certificate,
            EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13,
            ApplicationProtocols = [SslApplicationProtocol.Http11],
            ClientCertificateRequired = true,
            // Any certificate, or none, finishes the handshake: like a bank's gateway, the refusal is an HTTP answer (PspGateway).
            RemoteCertificateValidationCallback = (_, _, _, _) => true,
            CertificateRevocationCheckMode = X509RevocationMode.NoCheck,
        };
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(connection.ConnectionClosed);
            patience.CancelAfter(TimeSpan.FromSeconds(10));
            await tls.AuthenticateAsServerAsync(options, patience.Token);
        }
        catch (Exception e) when (e is AuthenticationException or IOException or OperationCanceledException)
        {
            return;
        }

        connection.Features.Set<ITlsConnectionFeature>(new TlsConnection(tls.RemoteCertificate as X509Certificate2));
        var inside = new TlsPipe(
            PipeReader.Create(tls, new StreamPipeReaderOptions(leaveOpen: true)),
            PipeWriter.Create(tls, new StreamPipeWriterOptions(leaveOpen: true))
        );
        connection.Transport = inside;
        try
        {
            await next(connection);
        }
        finally
        {
            await inside.Input.CompleteAsync();
            await inside.Output.CompleteAsync();
            connection.Transport = transport;
        }
    }

    private sealed record TlsPipe(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    // Its presence also makes Kestrel report the scheme as https.
    private sealed class TlsConnection(X509Certificate2? certificate) : ITlsConnectionFeature
    {
        public X509Certificate2? ClientCertificate { get; set; } = certificate;

        public Task<X509Certificate2?> GetClientCertificateAsync(CancellationToken cancellationToken) => Task.FromResult(ClientCertificate);
    }
}
