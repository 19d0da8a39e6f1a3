using System.Net;
using System.Net.Sockets;
using CleanApp.Application.Channels.Provider;
using CleanApp.Domain.Channels;
using CleanApp.Infrastructure.Adapters.WhatsApp;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.WhatsApp;

public sealed class SendOutcomeTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_200_with_an_id_is_taken_and_the_request_is_Metas()
    {
        await using var peer = new MetaPeer(PeerAnswer.Taken("wamid.X"));

        var outcome = await peer.NewCloud().SendAsync(peer.Access, Messages.Text(), Ct);

        outcome.ShouldBe(new SendOutcome.Accepted("wamid.X", "551187654321", null, Held: false));
        var request = peer.Requests.ShouldHaveSingleItem();
        request.Line.ShouldBe("POST /graph/v24.0/106540352242922/messages HTTP/1.1");
        request.Headers["Authorization"].ShouldBe($"Bearer {MetaPeer.Token}");
        request.Headers["Content-Type"].ShouldBe("application/json");
        request.Headers.ShouldContainKey("User-Agent");
        request.Headers.ShouldNotContainKey("Expect");
    }

    [Fact]
    public async Task To_a_user_id_and_held_for_quality()
    {
        await using var peer = new MetaPeer(
            PeerAnswer.Of(
                200,
                """{"contacts":[{"input":"BR.1","user_id":"BR.1"}],"messages":[{"id":"wamid.X","message_status":"held_for_quality_assessment"}]}"""
            )
        );
        var outcome = await peer.NewCloud().SendAsync(peer.Access, Messages.Of(new TextContent("a"), to: null, user: "BR.1"), Ct);
        outcome.ShouldBe(new SendOutcome.Accepted("wamid.X", null, "BR.1", Held: true));
    }

    [Theory]
    [InlineData(500, 131057, ErrorClass.Retry)]
    [InlineData(400, 134101, ErrorClass.Retry)]
    [InlineData(400, 131056, ErrorClass.RetryPair)]
    [InlineData(400, 130429, ErrorClass.RetryNumber)]
    [InlineData(400, 4, ErrorClass.RetryNumber)]
    [InlineData(400, 80007, ErrorClass.RetryNumber)]
    [InlineData(400, 100, ErrorClass.Permanent)]
    [InlineData(400, 131026, ErrorClass.Permanent)]
    [InlineData(400, 131047, ErrorClass.Permanent)]
    [InlineData(404, 132001, ErrorClass.Permanent)]
    [InlineData(500, 134102, ErrorClass.Permanent)]
    [InlineData(401, 0, ErrorClass.Pause)]
    [InlineData(401, 190, ErrorClass.Pause)]
    [InlineData(500, 3, ErrorClass.Pause)]
    [InlineData(403, 200, ErrorClass.Pause)]
    [InlineData(403, 299, ErrorClass.Pause)]
    [InlineData(403, 368, ErrorClass.Pause)]
    [InlineData(400, 131048, ErrorClass.Pause)]
    [InlineData(500, 131045, ErrorClass.Pause)]
    [InlineData(400, 133010, ErrorClass.Pause)]
    [InlineData(400, 131049, ErrorClass.Wait)]
    public async Task A_code_that_is_known_is_a_refusal_whatever_the_status(int status, int code, ErrorClass kind)
    {
        await using var peer = new MetaPeer(PeerAnswer.Error(status, code));
        var outcome = await peer.NewCloud().SendAsync(peer.Access, Messages.Text(), Ct);
        var error = outcome.ShouldBeOfType<SendOutcome.Refused>().Error;
        (error.Code, error.Class, error.Detail, error.TraceId).ShouldBe((code, kind, "why", "Atrace"));
        peer.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(400, 1)]
    [InlineData(503, 2)]
    [InlineData(500, 131000)]
    [InlineData(500, 131016)]
    [InlineData(503, 133004)]
    [InlineData(400, 199)]
    [InlineData(400, 300)]
    [InlineData(400, 999999)]
    public async Task A_code_that_leaves_it_open_or_is_not_known_is_unknown(int status, int code)
    {
        await using var peer = new MetaPeer(PeerAnswer.Error(status, code));
        var outcome = await peer.NewCloud().SendAsync(peer.Access, Messages.Text(), Ct);
        var unknown = outcome.ShouldBeOfType<SendOutcome.Unknown>();
        unknown.Reason.ShouldBe($"code_{code}");
        unknown.Error!.Class.ShouldBe(ErrorClass.Ambiguous);
        peer.Requests.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(500, "", "application/json", "http_500")]
    [InlineData(503, "<html>busy</html>", "text/html", "http_503")]
    [InlineData(400, "<html>no</html>", "text/html", "http_400")]
    [InlineData(400, """{"error":"no code"}""", "application/json", "http_400")]
    [InlineData(404, """{"error":{"message":"no code"}}""", "application/json", "http_404")]
    [InlineData(302, "", "text/html", "http_302")]
    [InlineData(429, "", "text/plain", "http_429")]
    [InlineData(200, "", "application/json", "no_id")]
    [InlineData(200, "{}", "application/json", "no_id")]
    [InlineData(200, """{"messages":[]}""", "application/json", "no_id")]
    [InlineData(200, """{"messages":[{"id":""}]}""", "application/json", "no_id")]
    [InlineData(200, """{"messages":{"id":"wamid.A"}}""", "application/json", "no_id")]
    [InlineData(200, "[1,", "application/json", "no_id")]
    [InlineData(200, "<html>ok</html>", "text/html", "no_id")]
    [InlineData(200, """{"error":{"code":190},"messages":[{"id":"wamid.A"}]}""", "application/json", "no_id")]
    public async Task Everything_else_is_unknown(int status, string body, string type, string reason)
    {
        await using var peer = new MetaPeer(PeerAnswer.Of(status, body, type, "Location: http://127.0.0.1:1/else\r\n"));
        var outcome = await peer.NewCloud().SendAsync(peer.Access, Messages.Text(), Ct);
        outcome.ShouldBeOfType<SendOutcome.Unknown>().Reason.ShouldBe(reason);
        peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Silence_is_unknown()
    {
        await using var peer = new MetaPeer(PeerAnswer.Silence);
        var outcome = await peer.NewCloud(TimeSpan.FromMilliseconds(300)).SendAsync(peer.Access, Messages.Text(), Ct);
        outcome.ShouldBe(new SendOutcome.Unknown("timeout"));
        peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_answer_that_stops_half_way_is_unknown()
    {
        await using var peer = new MetaPeer(
            new PeerAnswer("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"messages\":"u8.ToArray(), ThenCloses: true)
        );
        var outcome = await peer.NewCloud().SendAsync(peer.Access, Messages.Text(), Ct);
        outcome.ShouldBe(new SendOutcome.Unknown("reset"));
        peer.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_caller_that_gives_up_after_the_request_left_does_not_know()
    {
        using var caller = new CancellationTokenSource();
        await using var peer = new MetaPeer(_ =>
        {
            caller.Cancel();
            return PeerAnswer.Silence;
        });
        (await peer.NewCloud().SendAsync(peer.Access, Messages.Text(), caller.Token)).ShouldBe(new SendOutcome.Unknown("cancelled"));
    }

    [Fact]
    public async Task A_caller_that_has_given_up_before_has_sent_nothing()
    {
        await using var peer = new MetaPeer(PeerAnswer.Taken());
        (await peer.NewCloud().SendAsync(peer.Access, Messages.Text(), new CancellationToken(canceled: true))).ShouldBe(
            new SendOutcome.NotSent("cancelled")
        );
        peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_name_that_does_not_exist_was_not_sent_to()
    {
        var sandbox = new Uri("http://no-such-host.invalid:5090/graph");
        var outcome = await Elsewhere(sandbox);
        outcome.ShouldBe(new SendOutcome.NotSent("dns"));
    }

    [Fact]
    public async Task A_port_nobody_listens_at_was_not_sent_to()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        (await Elsewhere(new Uri($"http://127.0.0.1:{port}/graph"))).ShouldBe(new SendOutcome.NotSent("connect"));
    }

    [Fact]
    public async Task A_peer_without_TLS_was_not_sent_to()
    {
        // What a TLS client says first is no request: the peer waits for the end of it until the handshake's time is over.
        await using var peer = new MetaPeer(PeerAnswer.Taken());
        var outcome = await MetaPeer
            .NewCloud(new Uri($"https://127.0.0.1:{peer.Port}/graph"), TimeSpan.FromMilliseconds(500))
            .SendAsync(peer.Access with { BaseUrl = $"https://127.0.0.1:{peer.Port}/graph" }, Messages.Text(), Ct);
        outcome.ShouldBeOfType<SendOutcome.NotSent>();
        peer.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://graph.facebook.com.evil.example")]
    [InlineData("http://graph.facebook.com")]
    [InlineData("https://graph.facebook.com:8443")]
    [InlineData("https://user@graph.facebook.com")]
    [InlineData("https://127.0.0.1:5090/graph")]
    [InlineData("http://127.0.0.1:5091/graph")]
    [InlineData("http://localhost:5090/graph")]
    [InlineData("file:///etc/passwd")]
    [InlineData("graph.facebook.com")]
    [InlineData("")]
    public async Task A_token_goes_to_Meta_only(string baseUrl)
    {
        var cloud = MetaPeer.NewCloud(new Uri("http://127.0.0.1:5090/graph"));
        var access = new WhatsAppAccess(Guid.Empty, baseUrl, "v24.0", "1", "2", "t");
        (await cloud.SendAsync(access, Messages.Text(), Ct)).ShouldBe(
            new SendOutcome.Refused(new ProviderError(MetaErrors.Ours, ErrorClass.Pause, "host_not_allowed", null))
        );
        (await Should.ThrowAsync<ProviderException>(() => cloud.MarkReadAsync(access, "w", false, Ct))).Reason.ShouldBe("host_not_allowed");
    }

    [Theory]
    [InlineData("v24.0", "..")]
    [InlineData("v24.0", "1/../2")]
    [InlineData("v24.0", "1?x=")]
    [InlineData("v24.0", "")]
    [InlineData("..", "1")]
    public async Task An_id_cannot_change_the_path(string version, string id)
    {
        await using var peer = new MetaPeer(PeerAnswer.Taken());
        var outcome = await peer.NewCloud().SendAsync(peer.Access with { GraphVersion = version, PhoneNumberId = id }, Messages.Text(), Ct);
        outcome.ShouldBeOfType<SendOutcome.Refused>();
        peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_cannot_write_headers()
    {
        await using var peer = new MetaPeer(PeerAnswer.Taken());
        var outcome = await peer.NewCloud().SendAsync(peer.Access with { Token = "a\r\nX: b" }, Messages.Text(), Ct);
        outcome.ShouldBeOfType<SendOutcome.Refused>().Error.Class.ShouldBe(ErrorClass.Pause);
        peer.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task Meta_says_when_the_account_may_call_again()
    {
        await using var peer = new MetaPeer(
            PeerAnswer.Error(
                400,
                80007,
                headers: """
                X-Business-Use-Case-Usage: {"1":[{"type":"whatsapp","estimated_time_to_regain_access":7}]}

                """.ReplaceLineEndings("\r\n")
            )
        );
        var outcome = await peer.NewCloud().SendAsync(peer.Access, Messages.Text(), Ct);
        outcome.ShouldBeOfType<SendOutcome.Refused>().Error.RetryAfter.ShouldBe(TimeSpan.FromMinutes(7));
    }

    [Fact]
    public async Task Details_and_logs_hold_nothing_personal()
    {
        var log = new ListLogger();
        await using var peer = new MetaPeer(r =>
            r.Body.Contains("first", StringComparison.Ordinal)
                ? PeerAnswer.Error(400, 131026, "Recipient +55 (11) 98765-4321 of wamid.HBgLabc== and ana@loja.example is 131026")
                : PeerAnswer.HangsUp
        );
        var cloud = peer.NewCloud(log: log);

        var refused = await cloud.SendAsync(peer.Access, Messages.Text("first"), Ct);
        await cloud.SendAsync(peer.Access, Messages.Text("second"), Ct);

        refused.ShouldBeOfType<SendOutcome.Refused>().Error.Detail.ShouldBe("Recipient […] of […] and […] is 131026");
        log.Lines.Count.ShouldBe(2);
        foreach (var line in log.Lines)
        foreach (var secret in new[] { MetaPeer.Token, "98765", "wamid", "first", "second" })
            line.ShouldNotContain(secret);
        peer.Access.ToString().ShouldNotContain(MetaPeer.Token);
    }

    [Fact]
    public void Details_are_cut() => MetaErrors.Scrub(new string('a', 600))!.Length.ShouldBe(500);

    private static Task<SendOutcome> Elsewhere(Uri sandbox) =>
        MetaPeer.NewCloud(sandbox).SendAsync(new WhatsAppAccess(Guid.Empty, sandbox.ToString(), "v24.0", "1", "2", "t"), Messages.Text(), Ct);

    private sealed class ListLogger : ILogger<WhatsAppCloud>
    {
        public List<string> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel level, EventId id, TState state, Exception? e, Func<TState, Exception?, string> format) =>
            Lines.Add(format(state, e) + e);
    }
}
