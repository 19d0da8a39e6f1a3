using System.Net.Mail;

namespace CleanApp.Infrastructure.Adapters.Mail;

public enum MailSecurity
{
    /// <summary>Begins in clear and goes on encrypted, or not at all (port 587).</summary>
    StartTls,

    /// <summary>Encrypted from the first byte (port 465).</summary>
    Tls,

    /// <summary>In clear: for a server on the same machine or network that takes it so. Never with a password.</summary>
    None,
}

/// <summary>Section <c>Mail</c>. Without a host no mail is sent, and nothing offers to.</summary>
public sealed class MailOptions
{
    public const string Section = "Mail";

    public string? Host { get; set; }
    public int Port { get; set; } = 587;
    public MailSecurity Security { get; set; }
    public string? User { get; set; }
    public string? Password { get; set; }

    /// <summary>The address mails come from; answers go there too.</summary>
    public string From { get; set; } = "";

    /// <summary>PEM of an authority of one's own, for a server inside the house; it alone is then believed.</summary>
    public string? AuthorityFile { get; set; }

    /// <summary>For one mail, from the connection to the server's answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    public bool IsConfigured => !string.IsNullOrEmpty(Host);

    public bool HasSender => MailAddress.TryCreate(From, out _);

    public bool KeepsItsPassword => Security != MailSecurity.None || string.IsNullOrEmpty(Password);
}
