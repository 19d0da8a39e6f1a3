using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CleanApp.Adapter.Tests.Sandbox;
using CleanApp.Application.Identity.Mails;
using CleanApp.Infrastructure.Adapters.Mail;
using CleanApp.Sandbox;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Mail;

/// <summary>Mail by SMTP to a server that speaks it by itself: what is on the wire, how it is encrypted, and what its refusals mean.</summary>
public sealed class SmtpMailerTests : IAsyncLifetime
{
    private static readonly Guid Id = Guid.Parse("019ab7c2-d4e5-7000-8000-000000000001");
    private const string To = "bia@padaria.example";

    private SandboxHost _sandbox = null!;
    private HttpClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        var certificates = await TestContext.Current.GetFixture<SandboxCertificates>() ?? throw new InvalidOperationException("No certificates.");
        _sandbox = await SandboxHost.StartAsync(
            new SandboxOptions
            {
                HttpPort = 0,
                PrinterPort = 0,
                MailPort = 0,
                DataFolder = certificates.NewDataFolder(),
            }
        );
#pragma warning disable RS0030 // The tests are a client like any other.
        _client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = _sandbox.BaseAddress };
#pragma warning restore RS0030
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _sandbox.DisposeAsync();
    }

    [Fact]
    public async Task What_was_said_arrives_as_text_and_as_html_under_its_own_id()
    {
        (await SendAsync(Mailer(_ => { }))).ShouldBe(new MailOutcome(MailResult.Accepted));

        var mail = (await ReadAsync()).ShouldHaveSingleItem();
        mail["messageId"]!.ToString().ShouldBe($"{Id:N}@cleanapp.example");
        mail["subject"]!.ToString().ShouldBe("Convite para entrar em Padaria São João");
        mail["from"]!.ToString().ShouldBe("\"Padaria São João (CleanApp)\" <avisos@cleanapp.example>");
        mail["text"]!.ToString().ReplaceLineEndings("\n").ShouldContain("Olá, Bia!\n.um ponto no começo");
        mail["encrypted"]!.GetValue<bool>().ShouldBeTrue();
        var raw = await _client.GetStringAsync($"/sandbox/mail/messages/{mail["index"]}.eml", TestContext.Current.CancellationToken);
        raw.ShouldContain("multipart/alternative");
        raw.ShouldContain("Auto-Submitted: auto-generated");
        // As a word: a short name is part of some random id.
        raw.ShouldNotMatch($@"(?i)\b{Regex.Escape(Environment.MachineName)}\b");
        (await _client.GetStringAsync($"/sandbox/mail/messages/{mail["index"]}.html", TestContext.Current.CancellationToken)).ShouldContain(
            "<p>Olá, <b>Bia</b>!</p>"
        );
    }

    [Fact]
    public async Task Sent_twice_it_is_the_same_mail()
    {
        var mailer = Mailer(_ => { });
        await SendAsync(mailer);
        await SendAsync(mailer);

        (await ReadAsync()).Select(m => m["messageId"]!.ToString()).Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData(MailSecurity.None, false)]
    [InlineData(MailSecurity.StartTls, true)]
    [InlineData(MailSecurity.Tls, true)]
    public async Task Each_way_of_encryption_is_spoken(MailSecurity security, bool encrypted)
    {
        var mailer = Mailer(options =>
        {
            options.Security = security;
            options.Port = security == MailSecurity.Tls ? _sandbox.MailTlsPort : _sandbox.MailPort;
        });

        (await SendAsync(mailer)).Result.ShouldBe(MailResult.Accepted);

        (await ReadAsync()).Single()["encrypted"]!.GetValue<bool>().ShouldBe(encrypted);
    }

    [Theory]
    [InlineData(MailSecurity.StartTls)]
    [InlineData(MailSecurity.Tls)]
    public async Task A_server_whose_authority_nobody_knows_gets_nothing(MailSecurity security)
    {
        var mailer = Mailer(options =>
        {
            options.Security = security;
            options.Port = security == MailSecurity.Tls ? _sandbox.MailTlsPort : _sandbox.MailPort;
            options.AuthorityFile = null;
        });
        (await SendAsync(mailer)).ShouldBe(new MailOutcome(MailResult.NotNow, "tls"));
        var stranger = Mailer(options => options.AuthorityFile = Path.Combine(_sandbox.CertificateFolder, "other-ca.pem"));
        (await SendAsync(stranger)).ShouldBe(new MailOutcome(MailResult.NotNow, "tls"));
        var missing = Mailer(options => options.AuthorityFile = Path.Combine(_sandbox.CertificateFolder, "missing.pem"));
        (await SendAsync(missing)).ShouldBe(new MailOutcome(MailResult.NotNow, "tls"));

        (await ReadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_is_named_otherwise_gets_nothing()
    {
        // Its certificate says localhost and 127.0.0.1.
        var mailer = Mailer(options => options.Host = "127.0.0.2");

        (await SendAsync(mailer)).Result.ShouldBe(MailResult.NotNow);

        (await ReadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_signs_in_where_it_is_told_to_and_a_wrong_password_keeps_the_mail()
    {
        (
            await SendAsync(
                Mailer(options =>
                {
                    options.User = "sandbox-mail";
                    options.Password = "sandbox-mail-secret";
                })
            )
        ).Result.ShouldBe(MailResult.Accepted);
        (await ReadAsync()).Single()["signedInAs"]!.ToString().ShouldBe("sandbox-mail");

        (
            await SendAsync(
                Mailer(options =>
                {
                    options.User = "sandbox-mail";
                    options.Password = "errada";
                })
            )
        ).ShouldBe(new MailOutcome(MailResult.NotNow, "credentials"));
    }

    [Theory]
    [InlineData("refuse", MailResult.Refused, "550", 0)]
    [InlineData("refuse_content", MailResult.Refused, "554", 0)]
    [InlineData("later", MailResult.NotNow, "451", 0)]
    [InlineData("drop_before", MailResult.NotNow, "unreachable", 0)]
    [InlineData("drop_after", MailResult.NotNow, "unreachable", 1)]
    [InlineData("hang_after", MailResult.NotNow, "timeout", 1)]
    public async Task What_goes_wrong_is_told_apart(string fault, MailResult result, string error, int kept)
    {
        (
            await _client.PutAsJsonAsync($"/sandbox/mail/faults?to={To}", new { effect = fault }, TestContext.Current.CancellationToken)
        ).EnsureSuccessStatusCode();

        (await SendAsync(Mailer(options => options.Timeout = TimeSpan.FromSeconds(1)))).ShouldBe(new MailOutcome(result, error));

        (await ReadAsync()).Count.ShouldBe(kept);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_waited_for()
    {
        (await SendAsync(Mailer(options => options.Port = 1))).ShouldBe(new MailOutcome(MailResult.NotNow, "unreachable"));
        (await SendAsync(Mailer(options => options.Host = "no-such-host.invalid"))).ShouldBe(new MailOutcome(MailResult.NotNow, "unreachable"));
    }

    [Theory]
    [InlineData("a,other@padaria.example")]
    [InlineData("a>@padaria.example")]
    [InlineData("a@padaria.example>NOTIFY=SUCCESS")]
    [InlineData("<a@padaria.example>")]
    [InlineData("Bia<a@padaria.example>")]
    public async Task What_is_no_address_is_refused_before_anybody_is_asked(string to) =>
        (await Mailer(options => options.Port = 1).SendAsync(NewMail() with { To = to }, CancellationToken.None)).ShouldBe(
            new MailOutcome(MailResult.Refused, "address")
        );

    [Theory]
    [InlineData("Bia\r\nBcc: everybody@else.example")]
    [InlineData("\"Bia\" <other@else.example>, x")]
    public async Task A_name_cannot_add_a_header_or_a_recipient(string name)
    {
        await Mailer(_ => { }).SendAsync(NewMail() with { ToName = name, Subject = $"Oi {name}", FromName = name }, CancellationToken.None);

        var mail = (await ReadAsync()).ShouldHaveSingleItem();
        var raw = await _client.GetStringAsync($"/sandbox/mail/messages/{mail["index"]}.eml", TestContext.Current.CancellationToken);
        raw.Split("\r\n\r\n")[0].Split("\r\n").ShouldNotContain(line => line.StartsWith("Bcc", StringComparison.OrdinalIgnoreCase));
        (await ReadAsync("other@else.example")).ShouldBeEmpty();
        (await ReadAsync("everybody@else.example")).ShouldBeEmpty();
    }

    private SmtpMailer Mailer(Action<MailOptions> change)
    {
        var options = new MailOptions
        {
            Host = "127.0.0.1",
            Port = _sandbox.MailPort,
            From = "avisos@cleanapp.example",
            AuthorityFile = Path.Combine(_sandbox.CertificateFolder, "ca.pem"),
            Timeout = TimeSpan.FromSeconds(5),
        };
        change(options);
        return new SmtpMailer(Options.Create(options), TimeProvider.System);
    }

    private static OutgoingMail NewMail() =>
        new(
            Id,
            To,
            "Bia",
            "Padaria São João (CleanApp)",
            "Convite para entrar em Padaria São João",
            "Olá, Bia!\n.um ponto no começo",
            "<html><head></head><body><p>Olá, <b>Bia</b>!</p></body></html>"
        );

    private static Task<MailOutcome> SendAsync(SmtpMailer mailer) => mailer.SendAsync(NewMail(), CancellationToken.None);

    private async Task<List<JsonNode>> ReadAsync(string to = To) =>
        [.. (await _client.GetFromJsonAsync<JsonObject>($"/sandbox/mail/messages?to={to}"))!["items"]!.AsArray().Select(m => m!)];
}
