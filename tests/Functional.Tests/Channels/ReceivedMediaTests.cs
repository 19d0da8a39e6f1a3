using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using CleanApp.Application.Channels.Media;
using CleanApp.Application.Common;
using CleanApp.Functional.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>Files customers send: fetched once while Meta has them, checked, encrypted, shown to who may see messages.</summary>
public sealed class ReceivedMediaTests(TestHost host)
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, .. "a picture of Ana's document"u8];

    [Fact]
    public async Task A_picture_is_fetched_and_shown_as_it_was_sent_and_lies_encrypted()
    {
        var (company, meta) = await ConnectAsync();
        var bytes = (byte[])[.. Png, .. RandomNumberGenerator.GetBytes(200_000)];
        await WriteAsync(meta, "image", bytes, "image/png", new { caption = "meu documento" });

        var message = await meta.WaitForMediaAsync("stored");

        message["media"]!
            .ToJsonString()
            .ShouldBe($$"""{"state":"stored","reason":null,"mimeType":"image/png","size":{{bytes.Length}},"fileName":null}""");
        using var answer = await DownloadAsync(company, meta, message);
        ((int)answer.StatusCode).ShouldBe(200);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(bytes);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("image/png");
        answer.Content.Headers.ContentDisposition!.ToString().ShouldBe("inline; filename=arquivo.png; filename*=UTF-8''arquivo.png");
        answer.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        answer.Headers.CacheControl!.ToString().ShouldBe("no-store");

        var stored = await StoredAsync(company);
        stored.Length.ShouldBeGreaterThan(bytes.Length);
        stored.AsSpan().IndexOf(bytes.AsSpan(0, 8)).ShouldBe(-1);
    }

    [Fact]
    public async Task A_document_is_saved_and_never_shown_whatever_it_says_it_is()
    {
        var (company, meta) = await ConnectAsync();
        await WriteAsync(
            meta,
            "document",
            "<html><script>alert(1)</script>"u8.ToArray(),
            "text/html",
            new { fileName = "../contrato \"final\" ç.html" }
        );

        var message = await meta.WaitForMediaAsync("stored");
        using var answer = await DownloadAsync(company, meta, message);

        answer.Content.Headers.ContentType!.ToString().ShouldBe("application/octet-stream");
        var disposition = answer.Content.Headers.ContentDisposition!;
        disposition.DispositionType.ShouldBe("attachment");
        disposition.FileNameStar.ShouldBe("contrato \"final\" ç.html");
    }

    [Fact]
    public async Task What_is_not_the_picture_it_says_is_refused()
    {
        var (company, meta) = await ConnectAsync();
        await WriteAsync(meta, "image", "<html>not a picture"u8.ToArray(), "image/png");

        var message = await meta.WaitForMediaAsync("refused");

        message["media"]!.Text("reason").ShouldBe("type_mismatch");
        (await company.Owner.GetAsync(meta.MediaOf(message.Id()))).ShouldFail(404, "channels.media.gone");
        (await KeptAsync(company)).ShouldBe(0);
    }

    [Fact]
    public async Task A_type_that_WhatsApp_does_not_have_is_refused()
    {
        var (_, meta) = await ConnectAsync();
        await WriteAsync(meta, "image", "<svg/>"u8.ToArray(), "image/svg+xml");

        (await meta.WaitForMediaAsync("refused"))["media"]!.Text("reason").ShouldBe("type_unsupported");
    }

    [Fact]
    public async Task More_than_Meta_lets_a_kind_have_is_refused()
    {
        var (company, meta) = await ConnectAsync();
        await WriteAsync(meta, "sticker", [.. "RIFF\u0001\u0001\u0001\u0001WEBP"u8, .. new byte[500 * 1024]], "image/webp");

        (await meta.WaitForMediaAsync("refused"))["media"]!.Text("reason").ShouldBe("too_large");
        (await KeptAsync(company)).ShouldBe(0);
    }

    [Fact]
    public async Task Cut_on_its_way_once_a_file_is_fetched_again()
    {
        var (company, meta) = await ConnectAsync();
        await CutAsync(meta, times: 1);
        await WriteAsync(meta, "image", Png, "image/png");

        var message = await meta.WaitForMediaAsync("stored");

        using var answer = await DownloadAsync(company, meta, message);
        (await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(Png);
        (await Behind.ScalarAsync<int>($"select mismatches from received_files where id = '{message.Id()}'")).ShouldBe(1);
    }

    [Fact]
    public async Task Never_what_Meta_says_was_sent_a_file_is_refused()
    {
        var (company, meta) = await ConnectAsync();
        await CutAsync(meta, times: 3);
        await WriteAsync(meta, "image", Png, "image/png");

        (await meta.WaitForMediaAsync("refused"))["media"]!.Text("reason").ShouldBe("hash_mismatch");
        (await KeptAsync(company)).ShouldBe(0);
    }

    [Fact]
    public async Task While_Meta_does_not_answer_a_file_waits_and_the_list_says_so()
    {
        var (company, meta) = await ConnectAsync();
        await meta.FaultsAsync(new { answers = new[] { new { match = new { call = "media" }, status = 503 } } });
        await WriteAsync(meta, "image", Png, "image/png");

        var waiting = await Eventually.Async(
            async () => (await meta.WaitForReceivedAsync(1))[0],
            m => m["media"]!["reason"] is not null,
            "the reason it waits"
        );
        (waiting["media"]!.Text("state"), waiting["media"]!.Text("reason")).ShouldBe(("pending", "http_503"));
        (await company.Owner.GetAsync(meta.MediaOf(waiting.Id()))).ShouldFail(409, "channels.media.pending");
        await meta.BehaveAsync();

        await meta.WaitForMediaAsync("stored");
    }

    [Theory]
    [InlineData("deleted at Meta", "not_at_meta")]
    [InlineData("seven days old", "expired")]
    public async Task What_Meta_no_longer_has_is_gone(string how, string reason)
    {
        var (company, meta) = await ConnectAsync();
        await meta.FaultsAsync(new { answers = new[] { new { match = new { call = "media" }, status = 503 } } });
        await WriteAsync(meta, "image", Png, "image/png");
        var message = await meta.WaitForMediaAsync("pending");
        if (how == "seven days old")
            await Behind.ExecuteAsync($"update received_files set created_at = now() - interval '7 days 1 minute' where id = '{message.Id()}'");
        else
            await meta.FaultsAsync(new { answers = new[] { new { match = new { call = "media" }, errorCode = 100 } } });

        var gone = await meta.WaitForMediaAsync("gone");

        gone["media"]!.Text("reason").ShouldBe(reason);
        (await company.Owner.GetAsync(meta.MediaOf(message.Id()))).ShouldFail(404, "channels.media.gone");
    }

    [Fact]
    public async Task Another_company_and_who_may_not_read_messages_do_not_get_it()
    {
        var (company, meta) = await ConnectAsync();
        await WriteAsync(meta, "image", Png, "image/png");
        var message = await meta.WaitForMediaAsync("stored");
        var (other, theirs) = await ConnectAsync();

        (await other.Owner.GetAsync(meta.MediaOf(message.Id()))).ShouldFail(404, "channels.message.not_found");
        (await other.Owner.GetAsync(theirs.MediaOf(message.Id()))).ShouldFail(404, "channels.message.not_found");
        (await (await company.AddMemberAsync("operator")).GetAsync(meta.MediaOf(message.Id()))).ShouldFail(403, "auth.forbidden");
        (await host.Anonymous().GetAsync(meta.MediaOf(message.Id()))).ShouldFail(401, "auth.required");
    }

    [Fact]
    public async Task A_message_without_a_file_has_none()
    {
        var (company, meta) = await ConnectAsync();
        await meta.WriteAsync(new { from = "+5511987654321", text = "oi" });
        var message = (await meta.WaitForReceivedAsync(1))[0];

        message["media"].ShouldBeNull();
        (await company.Owner.GetAsync(meta.MediaOf(message.Id()))).ShouldFail(404, "channels.media.not_found");
    }

    [Fact]
    public async Task Tampered_with_in_the_storage_nothing_of_it_is_shown()
    {
        var (company, meta) = await ConnectAsync();
        await WriteAsync(meta, "image", Png, "image/png");
        var message = await meta.WaitForMediaAsync("stored");
        var path = Files(company).Single();
        var box = await File.ReadAllBytesAsync(path, TestContext.Current.CancellationToken);
        box[3] ^= 1;
        await File.WriteAllBytesAsync(path, box, TestContext.Current.CancellationToken);

        using var answer = await DownloadAsync(company, meta, message);

        ((int)answer.StatusCode).ShouldBe(500);
    }

    [Fact]
    public async Task Erased_with_its_message_a_file_leaves_the_storage()
    {
        var (company, meta) = await ConnectAsync();
        await WriteAsync(meta, "image", Png, "image/png");
        var message = await meta.WaitForMediaAsync("stored");
        Files(company).Length.ShouldBe(1);

        await using (var scope = host.Services.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(company.Id);
            var files = scope.ServiceProvider.GetRequiredService<MediaFiles>();
            await scope
                .ServiceProvider.GetRequiredService<IUnitOfWork>()
                .InTransactionAsync(ct => files.EraseAsync([message.Id()], ct), TestContext.Current.CancellationToken);
        }

        (await meta.WaitForMediaAsync("gone"))["media"]!.Text("reason").ShouldBe("erased");
        (await company.Owner.GetAsync(meta.MediaOf(message.Id()))).ShouldFail(404, "channels.media.gone");
        await Eventually.Async(() => Task.FromResult(Files(company).Length), count => count == 0, "the file to leave the storage");
    }

    private async Task<(TestTenant Company, Meta Meta)> ConnectAsync()
    {
        var company = await host.NewTenantAsync();
        return (company, await Meta.ConnectAsync(company));
    }

    private static Task<Answer> WriteAsync(Meta meta, string type, byte[] bytes, string mimeType, object? more = null)
    {
        var media = new JsonObject { ["base64"] = Convert.ToBase64String(bytes), ["mimeType"] = mimeType };
        foreach (var (name, value) in System.Text.Json.JsonSerializer.SerializeToNode(more ?? new { })!.AsObject())
            media[name] = value?.DeepClone();
        return meta.WriteAsync(
            new JsonObject
            {
                ["from"] = "+5511987654321",
                ["name"] = "Ana",
                ["type"] = type,
                ["media"] = media,
            }
        );
    }

    /// <summary>Half of the file arrives; what says where it is, whole.</summary>
    private static Task CutAsync(Meta meta, int times) =>
        meta.FaultsAsync(
            new
            {
                answers = Enumerable
                    .Range(0, times)
                    .Select(i => new
                    {
                        match = new { call = "media" },
                        skip = i + 1,
                        times = 1,
                        malformed = "cut",
                    })
                    .ToArray(),
            }
        );

    private static async Task<HttpResponseMessage> DownloadAsync(TestTenant company, Meta meta, JsonNode message) =>
        await company.Owner.Http.GetAsync(meta.MediaOf(message.Id()), TestContext.Current.CancellationToken);

    private static Task<long> KeptAsync(TestTenant company) =>
        Behind.ScalarAsync<long>($"select count(*) from received_files where tenant_id = '{company.Id}' and details is not null");

    private string[] Files(TestTenant company) =>
        Directory.Exists(Path.Combine(host.FilesFolder, company.Id.ToString("N")))
            ? Directory.GetFiles(Path.Combine(host.FilesFolder, company.Id.ToString("N")))
            : [];

    private async Task<byte[]> StoredAsync(TestTenant company) =>
        await File.ReadAllBytesAsync(Files(company).ShouldHaveSingleItem(), TestContext.Current.CancellationToken);
}
