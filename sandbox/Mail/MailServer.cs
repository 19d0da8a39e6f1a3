using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using CleanApp.Sandbox.Tls;

namespace CleanApp.Sandbox.Mail;

/// <summary>
/// SMTP (RFC 5321) on the loopback interface: one port that begins in clear and takes STARTTLS, one that is encrypted from the start. Mail
/// for anybody is taken, with or without signing in; a wrong password is refused.
/// </summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly MailStore _store;
    private readonly CertificateFolder _certificates;
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TcpListener> _listeners = [];

    private MailServer(MailStore store, CertificateFolder certificates) => (_store, _certificates) = (store, certificates);

    public int Port { get; private set; }
    public int TlsPort { get; private set; }

    /// <exception cref="PortTakenException">Another program listens there.</exception>
    public static MailServer Start(int port, MailStore store, CertificateFolder certificates)
    {
        var server = new MailServer(store, certificates);
        server.Port = server.Listen(port, isEncrypted: false);
        server.TlsPort = server.Listen(0, isEncrypted: true);
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        foreach (var listener in _listeners)
            listener.Dispose();
        _stop.Dispose();
    }

    private int Listen(int port, bool isEncrypted)
    {
        var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.AddressAlreadyInUse or SocketError.AccessDenied)
        {
            throw new PortTakenException(port, "MAIL_PORT");
        }
        _listeners.Add(listener);
        _ = AcceptAsync(listener, isEncrypted);
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task AcceptAsync(TcpListener listener, bool isEncrypted)
    {
        try
        {
            while (true)
                _ = ServeAsync(await listener.AcceptTcpClientAsync(_stop.Token), isEncrypted);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The listener was closed.
        }
    }

    private async Task ServeAsync(TcpClient client, bool isEncrypted)
    {
        using (client)
        {
            try
            {
                Stream stream = client.GetStream();
                if (isEncrypted)
                    stream = await EncryptAsync(stream);
                await new MailTalk(_store, EncryptAsync).RunAsync(stream, isEncrypted, _stop.Token);
            }
            catch (Exception e)
                when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException or AuthenticationException)
            {
                // The sender went away, or the sandbox stops.
            }
        }
    }

    private async Task<Stream> EncryptAsync(Stream stream)
    {
        var encrypted = new SslStream(stream);
        await encrypted.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificates.Server }, _stop.Token);
        return encrypted;
    }
}
