using CleanApp.Application.Channels.Provider;
using CleanApp.Infrastructure.Adapters.WhatsApp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.WhatsApp;

/// <summary>What is asked of Meta beside sending: read receipts, templates, health; and how the adapter is put together.</summary>
public sealed class QuestionsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_receipts_are_sent_once()
    {
        await using var peer = new MetaPeer(PeerAnswer.Of(200, """{"success":true}"""));
        await peer.NewCloud().MarkReadAsync(peer.Access, "wamid.A", typing: true, Ct);
        peer.Requests.Single().Body.ShouldContain("typing_indicator");
    }

    [Fact]
    public async Task What_goes_wrong_has_a_word()
    {
        (await Reason(PeerAnswer.Error(401, 190))).ShouldBe("unauthorized");
        (await Reason(PeerAnswer.Error(400, 100))).ShouldBe("refused");
        (await Reason(PeerAnswer.Error(500, 131000))).ShouldBe("code_131000");
        (await Reason(PeerAnswer.Of(503, "<html>", "text/html"))).ShouldBe("http_503");
        (await Reason(PeerAnswer.Of(200, "<html>", "text/html"))).ShouldBe("unreadable");
        (await Reason(PeerAnswer.HangsUp)).ShouldBe("reset");
        (await Reason(PeerAnswer.Silence)).ShouldBe("timeout");
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_let_go()
    {
        await using var peer = new MetaPeer(PeerAnswer.Silence);
        using var caller = new CancellationTokenSource(200);
        await Should.ThrowAsync<OperationCanceledException>(() => peer.NewCloud().MarkReadAsync(peer.Access, "w", false, caller.Token));
    }

    [Fact]
    public async Task Templates_are_read_page_by_page_by_cursor_and_never_by_address()
    {
        await using var elsewhere = new MetaPeer(PeerAnswer.Of(200, """{"data":[]}"""));
        await using var peer = new MetaPeer(r =>
            r.Line.Contains("after=C%3D%3D", StringComparison.Ordinal)
                ? PeerAnswer.Of(
                    200,
                    """{"data":[{"id":3,"name":"c","language":"en","rejected_reason":"INVALID_FORMAT"}],"paging":{"cursors":{"after":"D"}}}"""
                )
                : PeerAnswer.Of(
                    200,
                    $$$"""
                    {"data":[
                      {"id":"1","name":"a","language":"pt_BR","status":"APPROVED","category":"MARKETING","parameter_format":"NAMED","components":[{"type":"BODY","text":"Oi"}]},
                      {"id":"2","name":"b","language":"pt_BR","status":"PAUSED","category":"UTILITY","parameter_format":"POSITIONAL","quality_score":{"score":"RED","date":1},"rejected_reason":"NONE"},
                      {"name":"without id"}, null],
                     "paging":{"cursors":{"before":"A","after":"C=="},"next":"{{{elsewhere.Root}}}"}}
                    """
                )
        );
        var templates = new List<ProviderTemplate>();
        await foreach (var template in peer.NewCloud().ListTemplatesAsync(peer.Access, Ct))
            templates.Add(template);

        templates.ShouldBe([
            new ProviderTemplate("1", "a", "pt_BR", "approved", "marketing", true, """[{"type":"BODY","text":"Oi"}]"""),
            new ProviderTemplate("2", "b", "pt_BR", "paused", "utility", false, "[]", "red"),
            new ProviderTemplate("3", "c", "en", "unknown", "unknown", false, "[]", null, "INVALID_FORMAT"),
        ]);
        peer.Requests.Count.ShouldBe(2);
        peer.Requests.First().Line.ShouldStartWith("GET /graph/v24.0/102290129340398/message_templates?fields=");
        elsewhere.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cursor_that_does_not_move_ends_the_list()
    {
        await using var peer = new MetaPeer(
            PeerAnswer.Of(200, """{"data":[{"id":1,"name":"a","language":"en"}],"paging":{"cursors":{"after":"A"},"next":"x"}}""")
        );
        var count = 0;
        await foreach (var _ in peer.NewCloud().ListTemplatesAsync(peer.Access, Ct))
            count++;
        count.ShouldBe(2);
    }

    [Fact]
    public async Task No_list_is_not_an_empty_one()
    {
        await using var peer = new MetaPeer(PeerAnswer.Of(200, """{"success":true}"""));
        (await Should.ThrowAsync<ProviderException>(() => CountAsync(peer))).Reason.ShouldBe("unreadable");
        await using var empty = new MetaPeer(PeerAnswer.Of(200, """{"data":[]}"""));
        (await CountAsync(empty)).ShouldBe(0);
    }

    [Fact]
    public async Task A_list_without_an_end_is_none()
    {
        var page = 0;
        await using var peer = new MetaPeer(_ =>
        {
            var cursor = Interlocked.Increment(ref page);
            return PeerAnswer.Of(
                200,
                $$$"""{"data":[{"id":1,"name":"a","language":"en"}],"paging":{"cursors":{"after":"{{{cursor}}}"},"next":"x"}}"""
            );
        });
        (await Should.ThrowAsync<ProviderException>(() => CountAsync(peer))).Reason.ShouldBe("too_many");
    }

    private static async Task<int> CountAsync(MetaPeer peer)
    {
        var count = 0;
        await foreach (var _ in peer.NewCloud().ListTemplatesAsync(peer.Access, Ct))
            count++;
        return count;
    }

    [Fact]
    public async Task Health_of_a_number()
    {
        await using var peer = new MetaPeer(r =>
            r.Line.Contains("debug_token", StringComparison.Ordinal)
                ? PeerAnswer.Of(200, """{"data":{"is_valid":true,"expires_at":1800000000}}""")
                : PeerAnswer.Of(
                    200,
                    """{"display_phone_number":"+55 11 3333-4444","verified_name":"Loja","quality_rating":"GREEN","throughput":{"level":"STANDARD"},"whatsapp_business_manager_messaging_limit":"TIER_2K"}"""
                )
        );
        (await peer.NewCloud().CheckAsync(peer.Access, Ct)).ShouldBe(
            new ProviderHealth(true, DateTimeOffset.FromUnixTimeSeconds(1800000000), "+55 11 3333-4444", "Loja", "green", "TIER_2K", 80, null)
        );
    }

    [Fact]
    public async Task A_field_this_version_does_not_know_is_left_out()
    {
        await using var peer = new MetaPeer(r =>
            r.Line.Contains("debug_token", StringComparison.Ordinal) ? PeerAnswer.Error(400, 100)
            : r.Line.Contains("manager_messaging_limit", StringComparison.Ordinal) ? PeerAnswer.Error(400, 100)
            : PeerAnswer.Of(200, """{"quality_rating":"RED","throughput":{"level":"HIGH"},"messaging_limit_tier":"TIER_1K"}""")
        );
        var health = await peer.NewCloud().CheckAsync(peer.Access, Ct);
        (health.TokenIsValid, health.TokenExpiresAt, health.Quality, health.MessagingLimit, health.MessagesPerSecond).ShouldBe(
            (true, null, "red", "TIER_1K", 1000)
        );
    }

    [Fact]
    public async Task A_token_Meta_refuses_is_an_answer()
    {
        await using var peer = new MetaPeer(PeerAnswer.Error(401, 190));
        var health = await peer.NewCloud().CheckAsync(peer.Access, Ct);
        (health.TokenIsValid, health.Error!.Code).ShouldBe((false, 190));
        await using var late = new MetaPeer(r =>
            r.Line.Contains("debug_token", StringComparison.Ordinal)
                ? PeerAnswer.Of(200, """{"data":{"is_valid":true,"expires_at":0}}""")
                : PeerAnswer.Error(401, 190)
        );
        (await late.NewCloud().CheckAsync(late.Access, Ct)).TokenIsValid.ShouldBeFalse();
    }

    [Fact]
    public async Task A_number_Meta_refuses_is_an_answer_and_silence_is_none()
    {
        await using var peer = new MetaPeer(r =>
            r.Line.Contains("debug_token", StringComparison.Ordinal)
                ? PeerAnswer.Of(200, """{"data":{"is_valid":true}}""")
                : PeerAnswer.Error(400, 33)
        );
        var health = await peer.NewCloud().CheckAsync(peer.Access, Ct);
        (health.TokenIsValid, health.Error!.Code).ShouldBe((true, 33));
        await using var silent = new MetaPeer(PeerAnswer.Silence);
        await Should.ThrowAsync<ProviderException>(() => silent.NewCloud(TimeSpan.FromMilliseconds(200)).CheckAsync(silent.Access, Ct));
    }

    [Fact]
    public void The_parts_fit_together()
    {
        using var provider = Services("Development", ("Sandbox:MetaUrl", "http://127.0.0.1:5090/graph"), ("WhatsApp:MaxConnectionsPerServer", "7"));
        provider.GetRequiredService<IWhatsApp>().ShouldBeOfType<WhatsAppCloud>();
        provider.GetRequiredService<IWhatsAppWebhooks>().ShouldBeOfType<WhatsAppWebhooks>();
        var options = provider.GetRequiredService<IOptions<WhatsAppOptions>>().Value;
        (options.MaxConnectionsPerServer, options.SendTimeout, options.SandboxUrl!.Port).ShouldBe((7, TimeSpan.FromSeconds(30), 5090));
    }

    [Fact]
    public void A_test_server_is_for_development_only()
    {
        using var provider = Services("Production", ("Sandbox:MetaUrl", "http://127.0.0.1:5090/graph"));
        Should.Throw<OptionsValidationException>(() => provider.GetRequiredService<IWhatsApp>());
        using var without = Services("Production");
        without.GetRequiredService<IWhatsApp>();
    }

    private static async Task<string> Reason(PeerAnswer answer)
    {
        await using var peer = new MetaPeer(answer);
        var cloud = peer.NewCloud(TimeSpan.FromMilliseconds(500));
        return (await Should.ThrowAsync<ProviderException>(() => cloud.MarkReadAsync(peer.Access, "w", false, Ct))).Reason;
    }

    private static ServiceProvider Services(string environment, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build();
        return new ServiceCollection()
            .AddLogging()
            .AddSingleton<IHostEnvironment>(new Environment(environment))
            .AddWhatsApp(configuration)
            .BuildServiceProvider();
    }

    private sealed class Environment(string name) : IHostEnvironment
    {
        public string EnvironmentName { get; set; } = name;
        public string ApplicationName { get; set; } = "tests";
        public string ContentRootPath { get; set; } = "/";
        public IFileProvider ContentRootFileProvider { get; set; } = new NullFileProvider();
    }
}
