using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using CleanApp.Application.Identity.Mails;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace CleanApp.Infrastructure.Adapters.Mail;

/// <summary>One connection for one mail: they are few, and a connection kept open is one that has broken by the next.</summary>
internal sealed class SmtpMailer(IOptions<MailOptions> options, TimeProvider clock) : IMailer
{
    private readonly MailOptions _options = options.Value;

    public bool IsConfigured => _options.IsConfigured;

    public async Task<MailOutcome> SendAsync(OutgoingMail mail, CancellationToken ct)
    {
        // Forms let more pass for an address than can be one; nothing else than one gets into a command.
        if (!MailboxAddress.TryParse(mail.To, out var recipient) || recipient.Address != mail.To)
            return new MailOutcome(MailResult.Refused, "address");
        using var patience = new CancellationTokenSource(_options.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, ct);
        using var client = new SmtpClient { LocalDomain = Domain };
        try
        {
            Trust(client);
            await client.ConnectAsync(_options.Host!, _options.Port, Encryption, either.Token);
            if (_options.User is { Length: > 0 } user)
                await client.AuthenticateAsync(user, _options.Password ?? "", either.Token);
            using var message = Write(mail, recipient);
            await client.SendAsync(message, either.Token);
        }
        // Giving up closes the connection, and that may be heard of first; what the server has said stands whenever it came.
        catch (Exception e)
            when (patience.IsCancellationRequested && e is not SmtpCommandException && (e is OperationCanceledException || Failure(e) is not null))
        {
            return new MailOutcome(MailResult.NotNow, "timeout");
        }
        catch (Exception e) when (Failure(e) is { } outcome)
        {
            return outcome;
        }
        await LeaveAsync(client, either.Token);
        return new MailOutcome(MailResult.Accepted);
    }

    private SecureSocketOptions Encryption =>
        _options.Security switch
        {
            MailSecurity.Tls => SecureSocketOptions.SslOnConnect,
            MailSecurity.None => SecureSocketOptions.None,
            _ => SecureSocketOptions.StartTls,
        };

    /// <summary>Read for each mail: the file may come later than the host, and is renewed while it serves.</summary>
    private void Trust(SmtpClient client)
    {
        if (_options.AuthorityFile is not { Length: > 0 } file)
            return;
        var authorities = new X509Certificate2Collection();
        authorities.ImportFromPemFile(file);
        client.CheckCertificateRevocation = false;
        client.ServerCertificateValidationCallback = (_, certificate, _, errors) => IsOurs(certificate, errors, authorities);
    }

    /// <summary>As the greeting too, since the machine's own name is nobody's business.</summary>
    private string Domain => new System.Net.Mail.MailAddress(_options.From).Host;

    private MimeMessage Write(OutgoingMail mail, MailboxAddress recipient)
    {
        var message = new MimeMessage
        {
            MessageId = $"{mail.Id:N}@{Domain}",
            Subject = mail.Subject,
            Date = clock.GetUtcNow(),
            Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = mail.Html }.ToMessageBody(),
        };
        message.From.Add(new MailboxAddress(mail.FromName, _options.From));
        message.To.Add(new MailboxAddress(mail.ToName ?? "", recipient.Address));
        // Answering machines leave it alone.
        message.Headers.Add("Auto-Submitted", "auto-generated");
        return message;
    }

    private static bool IsOurs(X509Certificate? certificate, SslPolicyErrors errors, X509Certificate2Collection authorities)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(authorities);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using var shown = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(shown);
    }

    /// <summary>
    /// For good is only what the server says of this address or this content. Who we are, how we speak and whether it is reached are matters
    /// of configuration or of time, and other mails' as well: what is wrong there is mended, and the mail goes out then.
    /// </summary>
    private static MailOutcome? Failure(Exception e) =>
        e switch
        {
            SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted } refusal
                when (int)refusal.StatusCode >= 500 => new MailOutcome(MailResult.Refused, Code(refusal)),
            SmtpCommandException refusal => new MailOutcome(MailResult.NotNow, Code(refusal)),
            AuthenticationException or SaslException => new MailOutcome(MailResult.NotNow, "credentials"),
            SslHandshakeException or NotSupportedException or CryptographicException or FileNotFoundException => new MailOutcome(
                MailResult.NotNow,
                "tls"
            ),
            TimeoutException => new MailOutcome(MailResult.NotNow, "timeout"),
            SocketException or IOException or ProtocolException or ServiceNotConnectedException => new MailOutcome(MailResult.NotNow, "unreachable"),
            _ => null,
        };

    private static string Code(SmtpCommandException refusal) => ((int)refusal.StatusCode).ToString(CultureInfo.InvariantCulture);

    private static async Task LeaveAsync(SmtpClient client, CancellationToken ct)
    {
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception e) when (e is OperationCanceledException || Failure(e) is not null)
        {
            // The mail is theirs; how the connection ends does not change that.
        }
    }
}
