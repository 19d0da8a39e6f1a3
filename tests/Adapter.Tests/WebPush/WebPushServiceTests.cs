using System.Net.Http.Json;
using System.Text.Json.Nodes;
using CleanApp.Application.Common;
using CleanApp.Application.Inbox.Alerts;
using CleanApp.Infrastructure.Adapters.WebPush;
using CleanApp.Sandbox;
using Microsoft.Extensions.Options;
using NSubstitute;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.WebPush;

/// <summary>What is sent is what a push service takes and the browser can open; what the service answers has a name; nowhere else is called.</summary>
public sealed class WebPushServiceTests : IAsyncLifetime
{
    private readonly KeyFolder _keys = new();
    private SandboxHost _sandbox = null!;
    private HttpClient _controls = null!;
    private VapidKey _key = null!;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _sandbox = await SandboxHost.StartAsync(new SandboxOptions { HttpPort = 0, PrinterPort = 0 });
#pragma warning disable RS0030 // A test is a client of its own.
        _controls = new HttpClient { BaseAddress = _sandbox.BaseAddress };
#pragma warning restore RS0030
        _key = new VapidKey(_keys.Load("keys"));
    }

    public async ValueTask DisposeAsync()
    {
        _controls.Dispose();
        _key.Dispose();
        await _sandbox.DisposeAsync();
        _keys.Dispose();
    }

    [Fact]
    public async Task The_browser_opens_what_was_sent_and_its_service_knows_who_sent_it()
    {
        using var push = NewService();
        var (id, target) = await SubscribeAsync(_key.Public);

        (await push.SendAsync(target, """{"reason":"test","subject":"ação"}""", "topico-1", Ct)).ShouldBe(new PushAnswer(PushOutcome.Accepted, 201));

        var message = (await MessagesAsync(id)).ShouldHaveSingleItem();
        ((string?)message["text"]).ShouldBe("""{"reason":"test","subject":"ação"}""");
        ((string?)message["topic"]).ShouldBe("topico-1");
        ((string?)message["urgency"]).ShouldBe("high");
        ((int)message["ttl"]!).ShouldBe(3600);
        ((string?)message["contact"]).ShouldBe("https://app.example");
    }

    [Fact]
    public async Task A_service_that_knows_another_key_refuses()
    {
        using var folder = new KeyFolder();
        using var other = new VapidKey(folder.Load("other"));
        using var push = NewService();
        var (id, target) = await SubscribeAsync(other.Public);

        (await push.SendAsync(target, "{}", "t", Ct)).ShouldBe(new PushAnswer(PushOutcome.Refused, 403));
        (await MessagesAsync(id)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(410, PushOutcome.Gone)]
    [InlineData(404, PushOutcome.Gone)]
    [InlineData(400, PushOutcome.Refused)]
    [InlineData(413, PushOutcome.Refused)]
    [InlineData(429, PushOutcome.Later)]
    [InlineData(503, PushOutcome.Later)]
    public async Task What_a_service_answers_has_a_name(int status, PushOutcome outcome)
    {
        using var push = NewService();
        var (id, target) = await SubscribeAsync();
        await AnswerAsync(id, new { status, retryAfter = "120" });

        (await push.SendAsync(target, "{}", "t", Ct)).ShouldBe(new PushAnswer(outcome, status, TimeSpan.FromMinutes(2)));
    }

    [Fact]
    public async Task Nothing_is_followed_elsewhere_and_nobody_is_waited_for()
    {
        using var push = NewService();
        var (id, target) = await SubscribeAsync();
        var (elsewhere, other) = await SubscribeAsync();
        await AnswerAsync(id, new { status = 307, location = other.Endpoint });
        (await push.SendAsync(target, "{}", "t", Ct)).ShouldBe(new PushAnswer(PushOutcome.Refused, 307));
        (await MessagesAsync(elsewhere)).ShouldBeEmpty();

        await AnswerAsync(id, new { status = 201, delayMs = 20_000 });
        (await push.SendAsync(target, "{}", "t", Ct)).ShouldBe(new PushAnswer(PushOutcome.Unreachable, null));
        using var given = new CancellationTokenSource(100);
        await Should.ThrowAsync<OperationCanceledException>(() => push.SendAsync(target, "{}", "t", given.Token));
    }

    [Theory]
    [InlineData("https://fcm.googleapis.com/fcm/send/abc", true)]
    [InlineData("https://updates.push.services.mozilla.com/wpush/v2/abc", true)]
    [InlineData("http://fcm.googleapis.com/fcm/send/abc", false)]
    [InlineData("https://fcm.googleapis.com:8443/x", false)]
    [InlineData("https://user@fcm.googleapis.com/x", false)]
    [InlineData("https://10.0.0.1/x", false)]
    [InlineData("https://[::1]/x", false)]
    [InlineData("https://localhost/x", false)]
    [InlineData("https://fcm.googleapis.com/x#y", false)]
    [InlineData("ftp://push.example/x", false)]
    [InlineData("/push/x", false)]
    [InlineData("", false)]
    public void Only_https_to_a_name_of_the_internet_is_an_address(string endpoint, bool allowed)
    {
        using var push = NewService();
        push.IsAllowed(endpoint).ShouldBe(allowed);
    }

    [Fact]
    public async Task Without_the_sandbox_this_machine_is_no_address_by_whatever_name()
    {
        var (_, target) = await SubscribeAsync();
        using var push = NewService(sandbox: false);

        push.IsAllowed(target.Endpoint).ShouldBeFalse();
        (await push.SendAsync(target, "{}", "t", Ct)).ShouldBe(new PushAnswer(PushOutcome.Refused, null));
        // A name of the internet that leads back here.
        (await push.SendAsync(target with { Endpoint = "https://localhost.localdomain/x" }, "{}", "t", Ct)).Outcome.ShouldBe(PushOutcome.Unreachable);
    }

    [Fact]
    public void Keys_that_nothing_can_be_encrypted_to_are_none()
    {
        using var push = NewService();
        var good = new PushTarget("", _key.Public, "BTBZMqHH6r4Tts7J_aSIgg");
        push.AreKeys(good).ShouldBeTrue();
        push.AreKeys(good with { Auth = "BTBZMqHH6r4Tts7J_aSI" }).ShouldBeFalse();
        push.AreKeys(good with { Auth = "não" }).ShouldBeFalse();
        push.AreKeys(good with { P256dh = good.P256dh[..^4] }).ShouldBeFalse();
        // Of the right length, and on no curve.
        push.AreKeys(good with { P256dh = "B" + new string('A', 86) }).ShouldBeFalse();
    }

    private WebPushService NewService(bool sandbox = true)
    {
        var urls = Substitute.For<IPublicUrls>();
        urls.Of("/").Returns("https://app.example/");
        var options = new WebPushOptions { Timeout = TimeSpan.FromSeconds(2), SandboxUrl = sandbox ? new Uri(_sandbox.BaseAddress, "push") : null };
        return new WebPushService(Options.Create(options), _key, urls, TimeProvider.System);
    }

    private async Task<(string Id, PushTarget Target)> SubscribeAsync(string? applicationServerKey = null)
    {
        using var made = await _controls.PostAsJsonAsync("sandbox/push/browsers", new { applicationServerKey }, Ct);
        var browser = JsonNode.Parse(await made.Content.ReadAsStringAsync(Ct))!;
        return ((string)browser["id"]!, new PushTarget((string)browser["endpoint"]!, (string)browser["p256dh"]!, (string)browser["auth"]!));
    }

    private async Task AnswerAsync(string id, object answer)
    {
        using var told = await _controls.PutAsJsonAsync($"sandbox/push/browsers/{id}", new { answers = new[] { answer } }, Ct);
        told.EnsureSuccessStatusCode();
    }

    private async Task<List<JsonNode>> MessagesAsync(string id) =>
        [.. JsonNode.Parse(await _controls.GetStringAsync($"sandbox/push/browsers/{id}/messages", Ct))!["items"]!.AsArray().Select(m => m!)];
}
