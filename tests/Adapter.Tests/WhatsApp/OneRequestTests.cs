using CleanApp.Application.Channels.Provider;
using CleanApp.Infrastructure.Adapters.WhatsApp;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.WhatsApp;

/// <summary>
/// An attempt is one request, whatever the handler would like to do about a lost connection. The peer counts what arrives; the last test
/// shows that it would see a second one.
/// </summary>
public sealed class OneRequestTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hung_up_on_a_new_connection(bool reset)
    {
        await using var peer = new MetaPeer(reset ? PeerAnswer.Resets : PeerAnswer.HangsUp);
        var outcome = await peer.NewCloud().SendAsync(peer.Access, Messages.Text(), Ct);
        outcome.ShouldBe(new SendOutcome.Unknown("reset"));
        await Task.Delay(200, Ct);
        (peer.Requests.Count, peer.Connections).ShouldBe((1, 1));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Hung_up_on_a_connection_that_was_kept(bool reset)
    {
        var count = 0;
        await using var peer = new MetaPeer(_ =>
            Interlocked.Increment(ref count) == 1 ? PeerAnswer.Taken()
            : reset ? PeerAnswer.Resets
            : PeerAnswer.HangsUp
        );
        var cloud = peer.NewCloud();
        (await cloud.SendAsync(peer.Access, Messages.Text(), Ct)).ShouldBeOfType<SendOutcome.Accepted>();

        var outcome = await cloud.SendAsync(peer.Access, Messages.Text(), Ct);

        outcome.ShouldBe(new SendOutcome.Unknown("reset"));
        await Task.Delay(200, Ct);
        peer.Requests.Select(r => r.Connection).ShouldBe([1, 1]);
    }

    [Fact]
    public async Task A_connection_closed_while_idle_is_noticed_before_anything_is_written()
    {
        await using var peer = new MetaPeer(PeerAnswer.Taken() with { ThenCloses = true });
        var cloud = peer.NewCloud();
        for (var i = 0; i < 5; i++)
        {
            (await cloud.SendAsync(peer.Access, Messages.Text($"{i}"), Ct)).ShouldBeOfType<SendOutcome.Accepted>();
            await Task.Delay(100, Ct);
        }
        peer.Requests.Select(r => r.Connection).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task A_connection_closed_at_the_same_moment_never_doubles_a_message()
    {
        // Without a pause the close and the next request race: each message may be lost (unknown) but arrives once at most.
        await using var peer = new MetaPeer(PeerAnswer.Taken() with { ThenCloses = true });
        var cloud = peer.NewCloud();
        var outcomes = new List<SendOutcome>();
        for (var i = 0; i < 200; i++)
            outcomes.Add(await cloud.SendAsync(peer.Access, Messages.Text($"message {i}."), Ct));

        outcomes.ShouldAllBe(o => o is SendOutcome.Accepted || o is SendOutcome.Unknown || o is SendOutcome.NotSent);
        peer.Requests.Select(r => r.Body).ShouldBeUnique();
        outcomes.Count(o => o is SendOutcome.Accepted).ShouldBeLessThanOrEqualTo(peer.Requests.Count);
    }

    [Fact]
    public void Only_what_the_handler_never_resends_is_asked_of_it()
    {
        // Over HTTP/2 it resends a refused stream with its content; with Expect it resends what it has not begun to write.
        using var request = MetaHttp.NewRequest(HttpMethod.Post, new Uri("https://graph.facebook.com/v24.0/1/messages"), "t");
        (request.Version, request.VersionPolicy).ShouldBe((new Version(1, 1), HttpVersionPolicy.RequestVersionExact));
        request.Headers.ExpectContinue.ShouldBeNull();
    }

    [Fact]
    public async Task A_second_writing_is_refused_whoever_asks_for_it()
    {
        using var content = new SingleUseContent("{}"u8.ToArray());
        content.Started.ShouldBeFalse();
        using var first = new MemoryStream();
        await content.CopyToAsync(first, Ct);
        content.Started.ShouldBeTrue();
        using var second = new MemoryStream();
        await Should.ThrowAsync<InvalidOperationException>(() => content.CopyToAsync(second, Ct));
        second.Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_question_without_content_is_asked_again_by_the_handler_and_the_peer_sees_it()
    {
        var count = 0;
        await using var peer = new MetaPeer(_ =>
            Interlocked.Increment(ref count) == 1
                ? PeerAnswer.HangsUp
                : PeerAnswer.Of(200, """{"url":"https://lookaside.fbsbx.com/a","mime_type":"image/png"}""")
        );
        var file = await peer.NewCloud().FindFileAsync(peer.Access, "777", Ct);
        file.MimeType.ShouldBe("image/png");
        peer.Requests.Count.ShouldBe(2);
    }
}
