using CleanApp.Application.Channels.Provider;
using CleanApp.Infrastructure.Adapters.WhatsApp;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.WhatsApp;

public sealed class MediaTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_file_is_streamed_up_as_a_form()
    {
        await using var peer = new MetaPeer(PeerAnswer.Of(200, """{"id":"777"}"""));
        using var file = new MemoryStream("PDFDATA"u8.ToArray());

        (await peer.NewCloud().UploadAsync(peer.Access, file, file.Length, "application/pdf", "nota \"1\".pdf", Ct)).ShouldBe("777");

        var request = peer.Requests.ShouldHaveSingleItem();
        request.Line.ShouldBe("POST /graph/v24.0/106540352242922/media HTTP/1.1");
        request.Headers["Content-Type"].ShouldNotContain("\"");
        request.Body.ShouldContain("whatsapp");
        request.Body.ShouldContain("Content-Type: application/pdf");
        request.Body.ShouldContain("nota _1_.pdf");
        request.Body.ShouldContain("PDFDATA");
        file.CanRead.ShouldBeTrue();
    }

    [Fact]
    public async Task An_upload_that_was_refused_says_why()
    {
        await using var peer = new MetaPeer(PeerAnswer.Error(400, 131053));
        var e = await Should.ThrowAsync<ProviderException>(() => peer.NewCloud().UploadAsync(peer.Access, Stream.Null, 0, "image/png", "a.png", Ct));
        (e.Reason, e.Error!.Code).ShouldBe(("refused", 131053));
        e = await Should.ThrowAsync<ProviderException>(() => peer.NewCloud().UploadAsync(peer.Access, Stream.Null, 0, "no type", "a.png", Ct));
        e.Reason.ShouldBe("mime_type");
    }

    [Fact]
    public async Task A_file_is_found_on_its_number()
    {
        await using var peer = new MetaPeer(
            PeerAnswer.Of(
                200,
                """{"url":"https:\/\/lookaside.fbsbx.com\/a?b=c","mime_type":"image/jpeg","sha256":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=","file_size":"12"}"""
            )
        );
        (await peer.NewCloud().FindFileAsync(peer.Access, "777", Ct)).ShouldBe(
            new ProviderFile(
                "https://lookaside.fbsbx.com/a?b=c",
                "image/jpeg",
                "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
                12
            )
        );
        peer.Requests.Single().Line.ShouldBe("GET /graph/v24.0/777?phone_number_id=106540352242922 HTTP/1.1");
    }

    [Fact]
    public async Task A_file_is_fetched_with_the_token_and_a_name()
    {
        await using var peer = new MetaPeer(PeerAnswer.Of(200, "0123456789", "image/png"));
        using var into = new MemoryStream();
        await peer.NewCloud().DownloadAsync(peer.Access, $"{peer.Root}/files/1", into, 10, Ct);
        into.ToArray().ShouldBe("0123456789"u8.ToArray());
        peer.Requests.Single().Headers["Authorization"].ShouldBe($"Bearer {MetaPeer.Token}");
        peer.Requests.Single().Headers.ShouldContainKey("User-Agent");
    }

    [Fact]
    public async Task More_than_was_asked_for_is_not_taken()
    {
        await using var peer = new MetaPeer(PeerAnswer.Of(200, "0123456789", "image/png"));
        using var into = new MemoryStream();
        (await Refused(peer, $"{peer.Root}/1", into, 9)).ShouldBe("too_large");
        into.Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_file_that_does_not_say_how_large_it_is_is_cut_off()
    {
        await using var peer = new MetaPeer(new PeerAnswer("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n0123456789"u8.ToArray(), ThenCloses: true));
        using var into = new MemoryStream();
        (await Refused(peer, $"{peer.Root}/1", into, 9)).ShouldBe("too_large");
        into.Length.ShouldBeLessThanOrEqualTo(9);
        using var whole = new MemoryStream();
        await peer.NewCloud().DownloadAsync(peer.Access, $"{peer.Root}/1", whole, 10, Ct);
        whole.Length.ShouldBe(10);
    }

    [Theory]
    [InlineData(401, "unauthorized")]
    [InlineData(404, "http_404")]
    [InlineData(500, "http_500")]
    public async Task What_is_no_file_is_not_written(int status, string reason)
    {
        await using var peer = new MetaPeer(PeerAnswer.Of(status, "no file"));
        using var into = new MemoryStream();
        (await Refused(peer, $"{peer.Root}/1", into, 100)).ShouldBe(reason);
        into.Length.ShouldBe(0);
    }

    [Fact]
    public async Task Another_address_of_the_same_peer_is_followed_another_host_is_not()
    {
        await using var other = new MetaPeer(PeerAnswer.Of(200, "stolen"));
        await using var peer = new MetaPeer(r =>
            r.Line.Contains("/away", StringComparison.Ordinal) ? Redirect($"{other.Root}/x")
            : r.Line.Contains("/near", StringComparison.Ordinal) ? Redirect("/graph/file")
            : r.Line.Contains("/loop", StringComparison.Ordinal) ? Redirect("/graph/loop")
            : PeerAnswer.Of(200, "file")
        );
        using var into = new MemoryStream();
        await peer.NewCloud().DownloadAsync(peer.Access, $"{peer.Root}/near", into, 100, Ct);
        into.Length.ShouldBe(4);
        (await Refused(peer, $"{peer.Root}/away", Stream.Null, 100)).ShouldBe("host_not_allowed");
        (await Refused(peer, $"{peer.Root}/loop", Stream.Null, 100)).ShouldBe("redirects");
        other.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("https://lookaside.fbsbx.com/a", true)]
    [InlineData("https://fbcdn.net/a", true)]
    [InlineData("https://scontent.xx.fbcdn.net/a", true)]
    [InlineData("https://mmg.whatsapp.net/a", true)]
    [InlineData("https://graph.facebook.com/v24.0/a", true)]
    [InlineData("http://127.0.0.1:5090/file", true)]
    [InlineData("https://evilfbsbx.com/a", false)]
    [InlineData("https://fbsbx.com.evil.example/a", false)]
    [InlineData("https://a@lookaside.fbsbx.com/a", false)]
    [InlineData("http://lookaside.fbsbx.com/a", false)]
    [InlineData("https://lookaside.fbsbx.com:444/a", false)]
    [InlineData("http://127.0.0.1:5091/file", false)]
    [InlineData("https://127.0.0.1:5090/file", false)]
    [InlineData("http://169.254.169.254/latest", false)]
    public void Files_are_fetched_of_Metas_hosts_only(string url, bool allowed) =>
        new MetaHosts(new WhatsAppOptions { SandboxUrl = new Uri("http://127.0.0.1:5090/graph") }).IsFile(new Uri(url)).ShouldBe(allowed);

    [Fact]
    public void Without_a_sandbox_nothing_on_this_machine_is_called()
    {
        var hosts = new MetaHosts(new WhatsAppOptions());
        hosts.IsGraph(new Uri("https://graph.facebook.com")).ShouldBeTrue();
        hosts.IsGraph(new Uri("http://127.0.0.1:5090/graph")).ShouldBeFalse();
        hosts.IsSandbox("127.0.0.1", 5090).ShouldBeFalse();
    }

    private static PeerAnswer Redirect(string to) => PeerAnswer.Of(302, "", headers: $"Location: {to}\r\n");

    private static async Task<string> Refused(MetaPeer peer, string url, Stream into, long max) =>
        (await Should.ThrowAsync<ProviderException>(() => peer.NewCloud().DownloadAsync(peer.Access, url, into, max, Ct))).Reason;
}
