using System.Net.Http.Headers;
using System.Security.Cryptography;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Sandbox;

public sealed class MetaMediaTests
{
    private static readonly byte[] Png = [0x89, 0x50, 0x4E, 0x47, 1, 2, 3, 4];

    private static async Task<HttpResponseMessage> UploadAsync(MetaPeer meta, byte[] bytes, string mimeType, string? token = "sandbox-meta-token")
    {
        using var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue(mimeType);
        using var form = new MultipartFormDataContent { { new StringContent("whatsapp"), "messaging_product" }, { file, "file", "foto.png" } };
        return await meta.CallAsync(HttpMethod.Post, $"graph/v24.0/{MetaPeer.Number}/media", form, token);
    }

    [Fact]
    public async Task Media_is_uploaded_described_downloaded_for_five_minutes_and_deleted()
    {
        await using var meta = await MetaPeer.StartAsync();
        var id = (await MetaPeer.OkAsync(await UploadAsync(meta, Png, "image/png")))["id"]!.GetValue<string>();

        var about = await MetaPeer.OkAsync(await meta.CallAsync(HttpMethod.Get, $"graph/v24.0/{id}?phone_number_id={MetaPeer.Number}"));
        about["mime_type"]!.GetValue<string>().ShouldBe("image/png");
        about["file_size"]!.GetValue<int>().ShouldBe(Png.Length);
        about["sha256"]!.GetValue<string>().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Png)));
        await MetaPeer.ShouldBeErrorAsync(await meta.CallAsync(HttpMethod.Get, $"graph/v24.0/{id}?phone_number_id=1"), 400, 100);

        var url = about["url"]!.GetValue<string>();
        using (var file = await meta.CallAsync(HttpMethod.Get, url))
            (await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(Png);
        await MetaPeer.ShouldBeErrorAsync(await meta.CallAsync(HttpMethod.Get, url, token: null), 401, 190);
        meta.Clock.Move(TimeSpan.FromMinutes(5) - TimeSpan.FromSeconds(1));
        using (var late = await meta.CallAsync(HttpMethod.Get, url))
            ((int)late.StatusCode).ShouldBe(200);
        meta.Clock.Move(TimeSpan.FromSeconds(1));
        using (var tooLate = await meta.CallAsync(HttpMethod.Get, url))
            ((int)tooLate.StatusCode).ShouldBe(404);

        await MetaPeer.OkAsync(await meta.CallAsync(HttpMethod.Delete, $"graph/v24.0/{id}"));
        await MetaPeer.ShouldBeErrorAsync(await meta.CallAsync(HttpMethod.Get, $"graph/v24.0/{id}"), 400, 33);
    }

    [Fact]
    public async Task What_a_customer_sent_is_downloaded_with_the_hash_of_the_webhook_and_gone_after_seven_days()
    {
        await using var meta = await MetaPeer.StartAsync();
        await meta.InboundAsync(
            new
            {
                from = MetaPeer.Ana,
                type = "image",
                media = new { base64 = Convert.ToBase64String(Png), mimeType = "image/png" },
            }
        );
        var image = (await meta.WaitForAsync("messages", 1))[0]["image"]!;
        image["sha256"]!.GetValue<string>().ShouldBe(Convert.ToBase64String(SHA256.HashData(Png)));

        var path = $"graph/v24.0/{image["id"]!.GetValue<string>()}";
        var about = await MetaPeer.OkAsync(await meta.CallAsync(HttpMethod.Get, path));
        using var file = await meta.CallAsync(HttpMethod.Get, about["url"]!.GetValue<string>());
        (await file.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).ShouldBe(Png);

        meta.Clock.Move(TimeSpan.FromDays(7));
        await MetaPeer.ShouldBeErrorAsync(await meta.CallAsync(HttpMethod.Get, path), 400, 33);
    }

    [Fact]
    public async Task Type_and_size_are_limited_and_a_file_that_does_not_suit_the_message_fails_later()
    {
        await using var meta = await MetaPeer.StartAsync();
        await meta.OpenWindowAsync();

        await MetaPeer.ShouldBeErrorAsync(await UploadAsync(meta, Png, "image/gif"), 400, 100);
        await MetaPeer.ShouldBeErrorAsync(await UploadAsync(meta, new byte[(5 * 1024 * 1024) + 1], "image/png"), 400, 100);
        await MetaPeer.ShouldBeErrorAsync(await UploadAsync(meta, Png, "image/png", token: "wrong"), 401, 190);
        await MetaPeer.OkAsync(await UploadAsync(meta, new byte[5 * 1024 * 1024], "image/png"));
        await MetaPeer.OkAsync(await UploadAsync(meta, new byte[40 * 1024 * 1024], "application/pdf"));

        object Message(string type, string id) =>
            new Dictionary<string, object>
            {
                ["messaging_product"] = "whatsapp",
                ["to"] = MetaPeer.Ana,
                ["type"] = type,
                [type] = new { id },
            };
        await meta.RefusedAsync(Message("image", "123"), 400, 100);
        var image = (await MetaPeer.OkAsync(await UploadAsync(meta, Png, "image/png")))["id"]!.GetValue<string>();
        await meta.AcceptedAsync(Message("audio", image));
        (await meta.WaitForAsync("statuses", 1))[0]["errors"]![0]!["code"]!.GetValue<int>().ShouldBe(131053);
        await meta.AcceptedAsync(Message("image", image));
        (await meta.LedgerAsync()).ShouldHaveSingleItem()!["type"]!.GetValue<string>().ShouldBe("image");
    }
}
