using System.Security.Cryptography;
using System.Text.Json.Nodes;
using CleanApp.Application.Channels.Media;
using CleanApp.Application.Common;
using CleanApp.Functional.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>Files the company sends: kept once, put at Meta before anything that carries them is attempted.</summary>
public sealed class MediaSendingTests(TestHost host)
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, .. "a picture"u8];
    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, .. new byte[100]];
    private static readonly object Image = new
    {
        type = "media",
        media = "image",
        caption = "Veja",
    };

    [Fact]
    public async Task A_file_is_kept_and_sent_and_put_at_Meta_once_for_two_messages()
    {
        var (company, meta) = await OpenAsync();
        var bytes = (byte[])[.. Png, .. RandomNumberGenerator.GetBytes(300_000)];

        var asset = (await meta.UploadAsync(bytes, "image/png", "C:\\fotos\\casa.png")).ShouldBe(201);
        (asset["kind"], asset["mimeType"], asset["size"], asset["fileName"]).ShouldBe(("image", "image/png", $"{bytes.Length}", "casa.png"));
        var first = (await meta.SendFileAsync(asset.Id, Image)).ShouldBe(202).Id;
        await meta.WaitForAsync(first, "delivered");
        var second = (await meta.SendFileAsync(asset.Id, Image)).ShouldBe(202).Id;
        await meta.WaitForAsync(second, "delivered");

        var sent = await meta.LedgerAsync();
        sent.Count.ShouldBe(2);
        sent.Select(m => m["content"]!["id"]?.ToString()).Distinct().ShouldHaveSingleItem().ShouldNotBeNullOrEmpty();
        sent.ShouldAllBe(m => m["content"]!["caption"]!.ToString() == "Veja" && m["content"]!["link"] == null);
        var stored = await File.ReadAllBytesAsync(Path.Combine(host.FilesFolder, $"{company.Id:N}", $"{asset.Id:N}"), Ct);
        stored.AsSpan().IndexOf("a picture"u8).ShouldBe(-1);
    }

    [Fact]
    public async Task A_document_goes_under_the_name_it_came_with()
    {
        var (_, meta) = await OpenAsync();
        var asset = (await meta.UploadAsync(Pdf, "application/pdf", "proposta ç.pdf")).ShouldBe(201);

        await meta.WaitForAsync((await meta.SendFileAsync(asset.Id, new { type = "media", media = "document" })).ShouldBe(202).Id, "delivered");

        (await meta.LedgerAsync()).Single()["content"]!["filename"]!.ToString().ShouldBe("proposta ç.pdf");
    }

    [Fact]
    public async Task A_text_that_was_sent_after_a_picture_arrives_after_it()
    {
        var (_, meta) = await OpenAsync();
        var asset = (await meta.UploadAsync(Png, "image/png", "a.png")).ShouldBe(201);
        await meta.FaultsAsync(
            new
            {
                answers = new[]
                {
                    new
                    {
                        match = new { call = "media" },
                        times = 1,
                        delayMs = 1500,
                    },
                },
            }
        );

        var picture = (await meta.SendFileAsync(asset.Id, Image)).ShouldBe(202).Id;
        var text = await meta.SentAsync(new { type = "text", text = "e o que acha?" });
        await meta.WaitForAsync(picture, "delivered");
        await meta.WaitForAsync(text, "delivered");

        (await meta.LedgerAsync()).Select(m => m.Text("type")).ShouldBe(["image", "text"]);
    }

    [Theory]
    [InlineData(503)]
    [InlineData(0)]
    public async Task An_upload_that_is_not_answered_is_repeated_and_the_message_attempted_once(int status)
    {
        var (_, meta) = await OpenAsync();
        var asset = (await meta.UploadAsync(Png, "image/png", "a.png")).ShouldBe(201);
        var fault = new JsonObject
        {
            ["match"] = new JsonObject { ["call"] = "media" },
            ["times"] = 2,
        };
        if (status == 0)
            fault["dropConnectionAfterEffect"] = true;
        else
            fault["status"] = status;
        await meta.FaultsAsync(new { answers = new[] { fault } });

        var sent = await meta.WaitForAsync((await meta.SendFileAsync(asset.Id, Image)).ShouldBe(202).Id, "delivered");

        sent["attempts"]!.AsArray().ShouldHaveSingleItem()!.Text("state").ShouldBe("accepted");
        (await meta.LedgerAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_upload_that_Meta_refuses_fails_the_message_without_an_attempt_and_once_more_is_asked_anew()
    {
        var (company, meta) = await OpenAsync();
        var asset = (await meta.UploadAsync(Png, "image/png", "a.png")).ShouldBe(201);
        await meta.FaultsAsync(
            new
            {
                answers = new[]
                {
                    new
                    {
                        match = new { call = "media" },
                        times = 1,
                        errorCode = 131053,
                    },
                },
            }
        );

        var id = (await meta.SendFileAsync(asset.Id, Image)).ShouldBe(202).Id;
        var failed = await meta.WaitForAsync(id, "failed", "unknown");

        (failed["message"]!.Text("status"), failed["message"]!["errorCode"]!.GetValue<int>()).ShouldBe(("failed", 131053));
        failed["attempts"]!.AsArray().ShouldBeEmpty();
        (await company.Owner.PostAsync($"{meta.Messages}/{id}/replay")).ShouldBe(200);
        await meta.WaitForAsync(id, "delivered");
        (await meta.LedgerAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_token_that_Meta_refuses_at_the_upload_pauses_the_number_and_nothing_is_lost()
    {
        var (company, meta) = await OpenAsync();
        var asset = (await meta.UploadAsync(Png, "image/png", "a.png")).ShouldBe(201);
        await meta.FaultsAsync(
            new
            {
                answers = new[]
                {
                    new
                    {
                        match = new { call = "media" },
                        times = 1,
                        errorCode = 190,
                    },
                },
            }
        );

        var id = (await meta.SendFileAsync(asset.Id, Image)).ShouldBe(202).Id;
        await Eventually.Async(
            async () => (await company.Owner.GetAsync("/api/v1/channels")).Json["items"]!.AsArray().Single()!["health"]!,
            health => health.Text("state") == "paused",
            "the pause"
        );
        (await meta.MessageAsync(id))["message"]!.Text("status").ShouldBe("queued");
        (await company.Owner.PostAsync($"/api/v1/channels/{meta.ChannelId}/resume")).ShouldBe(200);

        await meta.WaitForAsync(id, "delivered");
    }

    [Fact]
    public async Task Lost_at_Meta_a_file_is_put_there_again_by_who_sends_it_once_more()
    {
        var (company, meta) = await OpenAsync();
        var asset = (await meta.UploadAsync(Png, "image/png", "a.png")).ShouldBe(201);
        await meta.WaitForAsync((await meta.SendFileAsync(asset.Id, Image)).ShouldBe(202).Id, "delivered");
        await Behind.ExecuteAsync($"update media_assets set meta_id = '12345' where id = '{asset.Id}'");

        var id = (await meta.SendFileAsync(asset.Id, Image)).ShouldBe(202).Id;
        (await meta.WaitForAsync(id, "failed"))["message"]!["errorCode"]!.GetValue<int>().ShouldBe(100);
        (await company.Owner.PostAsync($"{meta.Messages}/{id}/replay")).ShouldBe(200);

        await meta.WaitForAsync(id, "delivered");
    }

    [Theory]
    [InlineData("empty", "image/png", "a.png", "channels.media.empty")]
    [InlineData("html", "image/png", "a.png", "channels.media.type_mismatch")]
    [InlineData("png", "image/jpeg", "a.jpg", "channels.media.type_mismatch")]
    [InlineData("png", null, "a.pdf", "channels.media.type_mismatch")]
    [InlineData("html", "text/html", "a.html", "channels.media.type_unsupported")]
    [InlineData("zip", null, "a", "channels.media.type_unsupported")]
    [InlineData("large png", "image/png", "a.png", "channels.media.too_large")]
    [InlineData("large sticker", "image/webp", "a.webp", "channels.media.too_large")]
    public async Task What_WhatsApp_does_not_take_is_refused_and_nothing_is_kept(string what, string? type, string name, string code)
    {
        var (company, meta) = await OpenAsync();
        byte[] bytes = what switch
        {
            "empty" => [],
            "html" => "<html>hi"u8.ToArray(),
            "png" => Png,
            "zip" => "PK\u0003\u0004abc"u8.ToArray(),
            "large png" => [.. Png, .. new byte[5 * 1024 * 1024]],
            _ => [.. "RIFF\u0001\u0001\u0001\u0001WEBP"u8, .. new byte[100 * 1024]],
        };

        (await meta.UploadAsync(bytes, type, name)).ShouldFail(422, code);

        (await Behind.ScalarAsync<long>($"select count(*) from media_assets where tenant_id = '{company.Id}'")).ShouldBe(0);
        Directory.Exists(Path.Combine(host.FilesFolder, $"{company.Id:N}")).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_no_form_with_a_file_is_refused()
    {
        var (company, meta) = await OpenAsync();
        var path = $"/api/v1/channels/{meta.ChannelId}/media";

        (await company.Owner.PostAsync(path, new { file = "x" })).ShouldFail(415, "request.unsupported_media_type");
        (await company.Owner.PostAsync(path, Meta.Form(Png, "image/png", "a.png", part: "other"))).ShouldFail(422, "channels.media.missing");
        var cut = new ByteArrayContent("--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n\r\nhello"u8.ToArray());
        cut.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");
        (await company.Owner.PostAsync(path, cut)).ShouldFail(400, "request.malformed");
    }

    [Fact]
    public async Task A_message_names_a_file_that_it_can_carry()
    {
        var (_, meta) = await OpenAsync();
        var asset = (await meta.UploadAsync(Png, "image/png", "a.png")).ShouldBe(201);

        (await meta.SendFileAsync(asset.Id, new { type = "media", media = "video" })).ShouldFail(422, "channels.media.kind_mismatch");
        (await meta.SendFileAsync(asset.Id, new { type = "text", text = "oi" })).ShouldFail(422, "channels.media.kind_mismatch");
        (
            await meta.SendFileAsync(
                asset.Id,
                new
                {
                    type = "media",
                    media = "image",
                    link = "https://a.example/b.png",
                }
            )
        ).ShouldFail(422, "channels.media.kind_mismatch");
        var neither = (await meta.SendAsync(new { type = "media", media = "image" })).ShouldFail(422, "request.invalid");
        neither.Json["errors"]!["content.link"].ShouldNotBeNull();
        (
            await meta.SendFileAsync(
                asset.Id,
                new
                {
                    type = "media",
                    media = "document",
                    fileName = "a.png",
                }
            )
        ).ShouldBe(202);
    }

    [Fact]
    public async Task Another_company_another_channel_and_who_may_not_send_do_not_use_it()
    {
        var (company, meta) = await OpenAsync();
        var asset = (await meta.UploadAsync(Png, "image/png", "a.png")).ShouldBe(201);
        var (other, theirs) = await OpenAsync();
        var second = await Meta.ConnectAsync(company);
        await second.WriteAsync(new { from = "+5511987654321", text = "oi" });
        await second.WaitForReceivedAsync(1);

        (await theirs.SendFileAsync(asset.Id, Image)).ShouldFail(404, "channels.media.not_found");
        (await second.SendFileAsync(asset.Id, Image)).ShouldFail(404, "channels.media.not_found");
        (await meta.UploadAsync(Png, "image/png", "a.png", by: other.Owner)).ShouldFail(404, "channels.channel.not_found");
        (await meta.UploadAsync(Png, "image/png", "a.png", by: await company.AddMemberAsync("operator"))).ShouldFail(403, "auth.forbidden");
        (await meta.UploadAsync(Png, "image/png", "a.png", by: host.Anonymous())).ShouldFail(401, "auth.required");
    }

    [Fact]
    public async Task Erased_with_the_only_message_that_carried_it_a_file_leaves_the_storage_and_one_that_others_carry_stays()
    {
        var (company, meta) = await OpenAsync();
        var (own, shared) = (
            (await meta.UploadAsync(Png, "image/png", "a.png")).ShouldBe(201),
            (await meta.UploadAsync(Png, null, "b.png")).ShouldBe(201)
        );
        var ids = new List<Guid>();
        foreach (var asset in new[] { own, shared, shared })
            ids.Add((await meta.SendFileAsync(asset.Id, Image)).ShouldBe(202).Id);
        foreach (var id in ids)
            await meta.WaitForAsync(id, "delivered");

        await WithFilesAsync(company, (files, ct) => files.EraseAsync([ids[0], ids[1]], ct));

        await Eventually.Async(() => Task.FromResult(Exists(company, own.Id)), exists => !exists, "the file to leave the storage");
        Exists(company, shared.Id).ShouldBeTrue();
        (await meta.SendFileAsync(own.Id, Image)).ShouldFail(404, "channels.media.gone");
        (await meta.SendFileAsync(shared.Id, Image)).ShouldBe(202);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private bool Exists(TestTenant company, Guid id) => File.Exists(Path.Combine(host.FilesFolder, $"{company.Id:N}", $"{id:N}"));

    private async Task WithFilesAsync(TestTenant company, Func<MediaFiles, CancellationToken, Task> work)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(company.Id);
        var files = scope.ServiceProvider.GetRequiredService<MediaFiles>();
        await scope.ServiceProvider.GetRequiredService<IUnitOfWork>().InTransactionAsync(inner => work(files, inner), Ct);
    }

    /// <summary>A number to which the customer has written.</summary>
    private async Task<(TestTenant Company, Meta Meta)> OpenAsync()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.WriteAsync(new { from = "+5511987654321", text = "oi" });
        await meta.WaitForReceivedAsync(1);
        return (company, meta);
    }
}
