using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Sandbox;

/// <summary>What the business hears: signed bytes written as Meta writes them, and the faults a test may order.</summary>
public sealed class MetaWebhookTests
{
    [Fact]
    public async Task A_body_is_escaped_as_Meta_does_and_signed_over_exactly_these_bytes()
    {
        await using var meta = await MetaPeer.StartAsync();
        const string text = "Olá/ação 😀 \"<&>\" \\u00E1 \\ \u0001 \u2028 fim";

        await meta.InboundAsync(
            new
            {
                from = MetaPeer.Ana,
                name = "Ana / Zoë",
                text,
            }
        );

        (await meta.WaitForAsync("messages", 1))[0]["text"]!["body"]!.GetValue<string>().ShouldBe(text);
        var webhook = meta.Webhooks.ShouldHaveSingleItem();
        webhook.Body.ShouldAllBe(b => b < 0x80);
        var raw = Encoding.ASCII.GetString(webhook.Body);
        raw.ShouldContain(@"Ol\u00e1\/a\u00e7\u00e3o \ud83d\ude00 \""<&>\"" \\u00E1 \\ \u0001 \u2028 fim");
        raw.ShouldContain(@"Ana \/ Zo\u00eb");
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes("sandbox-meta-secret"), webhook.Body);
        webhook.Signature.ShouldBe("sha256=" + Convert.ToHexStringLower(expected));
    }

    [Fact]
    public async Task Every_kind_of_inbound_message_has_its_member()
    {
        await using var meta = await MetaPeer.StartAsync();
        var from = MetaPeer.Ana;
        var first = (await meta.InboundAsync(new { from, text = "oi" }))["wamid"]!.GetValue<string>();
        // Of two at once either may come first.
        await meta.WaitForAsync("messages", 1);
        object[] all =
        [
            new
            {
                from,
                type = "image",
                media = new { caption = "olha" },
                quote = first,
            },
            new { from, type = "audio" },
            new
            {
                from,
                type = "location",
                location = new { latitude = -23.5, longitude = -46.6 },
            },
            new
            {
                from,
                type = "contacts",
                contacts = new[] { new { name = new { formatted_name = "Bia" } } },
            },
            new
            {
                from,
                type = "reaction",
                reaction = new { message_id = first, emoji = "👍" },
            },
            new
            {
                from,
                type = "reaction",
                reaction = new { message_id = first },
            },
            new
            {
                from,
                type = "interactive",
                interactive = new { type = "button_reply", button_reply = new { id = "1", title = "Sim" } },
            },
            new
            {
                from,
                type = "button",
                button = new { payload = "P", text = "Sim" },
            },
            new
            {
                from,
                type = "edit",
                edit = new { original_message_id = first, text = "olá" },
            },
            new
            {
                from,
                type = "revoke",
                revoke = new { original_message_id = first },
            },
            new
            {
                from,
                text = "anúncio",
                referral = new { source_type = "ad", source_id = "1" },
            },
            new { from, type = "unsupported" },
            new
            {
                from,
                type = "system",
                system = new { type = "user_changed_number", wa_id = "5511900001111" },
            },
        ];
        for (var i = 0; i < all.Length; i++)
        {
            await meta.InboundAsync(all[i]);
            await meta.WaitForAsync("messages", i + 2);
        }

        var got = meta.Items("messages").Skip(1).ToList();
        got[0]["image"]!["sha256"]!.GetValue<string>().ShouldEndWith("=");
        got[0]["context"]!["id"]!.GetValue<string>().ShouldBe(first);
        got[0]["context"]!["from"]!.GetValue<string>().ShouldBe("5511988887777");
        got[1]["audio"]!["voice"]!.GetValue<bool>().ShouldBeTrue();
        got[5]["reaction"]!.AsObject().ContainsKey("emoji").ShouldBeFalse();
        got[8]["edit"]!["message"]!["text"]!["body"]!.GetValue<string>().ShouldBe("olá");
        got[11]["errors"]![0]!["code"]!.GetValue<int>().ShouldBe(131051);
        foreach (var message in got.Where(m => m["type"]!.GetValue<string>() != "unsupported"))
            message[message["type"]!.GetValue<string>()].ShouldNotBeNull();
        meta.Webhooks[^1].Json["entry"]![0]!["changes"]![0]!["value"]!["contacts"].ShouldBeNull();
        (
            await meta.PostAsync(
                $"sandbox/meta/numbers/{MetaPeer.Number}/inbound",
                new
                {
                    from,
                    txt = "x",
                    type = "text",
                }
            )
        ).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Opening_the_chat_makes_what_arrived_read_and_hearing_a_voice_message_played()
    {
        await using var meta = await MetaPeer.StartAsync();
        await meta.OpenWindowAsync();
        using var file = new ByteArrayContent("OggS"u8.ToArray());
        file.Headers.ContentType = new("audio/ogg");
        using var form = new MultipartFormDataContent { { new StringContent("whatsapp"), "messaging_product" }, { file, "file", "voz.ogg" } };
        var media = await MetaPeer.OkAsync(await meta.CallAsync(HttpMethod.Post, $"graph/v24.0/{MetaPeer.Number}/media", form));
        var wamid = await meta.AcceptedAsync(
            new
            {
                messaging_product = "whatsapp",
                to = MetaPeer.Ana,
                type = "audio",
                audio = new { id = media["id"]!.GetValue<string>(), voice = true },
            }
        );
        await meta.WaitForAsync("statuses", 2);

        var customer = $"sandbox/meta/numbers/{MetaPeer.Number}/customers/5511988887777";
        (await MetaPeer.OkAsync(await meta.PostAsync($"{customer}/open")))["read"]!.GetValue<int>().ShouldBe(1);
        (await MetaPeer.OkAsync(await meta.PostAsync($"{customer}/open")))["read"]!.GetValue<int>().ShouldBe(0);
        await meta.WaitForAsync("statuses", 3);
        await MetaPeer.OkAsync(await meta.PostAsync($"sandbox/meta/numbers/{MetaPeer.Number}/played", new { wamid }));

        await meta.WaitForAsync("statuses", 4);
        meta.StatusNames().ShouldBe(["sent", "delivered", "read", "played"]);
    }

    [Fact]
    public async Task The_business_reads_a_message_and_shows_that_it_types()
    {
        await using var meta = await MetaPeer.StartAsync();
        var wamid = (await meta.InboundAsync(new { from = MetaPeer.Ana, text = "oi" }))["wamid"]!.GetValue<string>();

        object Receipt(string id) =>
            new
            {
                messaging_product = "whatsapp",
                status = "read",
                message_id = id,
                typing_indicator = new { type = "text" },
            };
        (await MetaPeer.OkAsync(await meta.SendAsync(Receipt(wamid))))["success"]!.GetValue<bool>().ShouldBeTrue();
        await meta.RefusedAsync(Receipt("wamid.nobody"), 400, 131009);

        var chat = await meta.GetAsync($"sandbox/meta/numbers/{MetaPeer.Number}/customers/5511988887777/chat");
        chat["typing"]!.GetValue<bool>().ShouldBeTrue();
        chat["items"]![0]!["status"]!.GetValue<string>().ShouldBe("read");
    }

    [Fact]
    public async Task An_answer_other_than_200_is_followed_by_the_same_bytes_again()
    {
        await using var meta = await MetaPeer.StartAsync();
        var calls = 0;
        meta.Answers = () => Interlocked.Increment(ref calls) < 3 ? 202 : 200;

        await meta.InboundAsync(new { from = MetaPeer.Ana, text = "oi" });

        await MetaPeer.WaitAsync(() => meta.Webhooks.Count == 3, "three attempts");
        await Task.Delay(150, TestContext.Current.CancellationToken);
        meta.Webhooks.Count.ShouldBe(3);
        meta.Webhooks[2].Body.ShouldBe(meta.Webhooks[0].Body);
        var log = (await meta.GetAsync($"sandbox/meta/webhooks?phoneNumberId={MetaPeer.Number}"))["items"]!.AsArray();
        log.Select(d => d!["status"]!.GetValue<int>()).ShouldBe([202, 202, 200]);
    }

    [Fact]
    public async Task An_address_is_taken_only_after_the_handshake()
    {
        await using var meta = await MetaPeer.StartAsync();
        var subscribe = $"sandbox/meta/numbers/{MetaPeer.Number}/subscribe";

        var wrong = await MetaPeer.OkAsync(await meta.PostAsync(subscribe, new { verifyToken = "errado" }));
        wrong["ok"]!.GetValue<bool>().ShouldBeFalse();
        wrong["detail"]!.GetValue<string>().ShouldContain("403");
        await meta.InboundAsync(new { from = MetaPeer.Ana, text = "ninguém ouve" });

        var right = await MetaPeer.OkAsync(await meta.PostAsync(subscribe, new { verifyToken = meta.VerifyToken }));
        right["ok"]!.GetValue<bool>().ShouldBeTrue();
        await meta.InboundAsync(new { from = MetaPeer.Ana, text = "oi" });
        (await meta.WaitForAsync("messages", 1)).ShouldHaveSingleItem()["text"]!["body"]!.GetValue<string>().ShouldBe("oi");

        object Override(string token) => new { override_callback_uri = meta.WebhookUrl, verify_token = token };
        var path = $"graph/v24.0/{MetaPeer.Waba}/subscribed_apps";
        await MetaPeer.ShouldBeErrorAsync(await meta.CallAsync(HttpMethod.Post, path, JsonContent.Create(Override("errado"))), 400, 2200);
        await MetaPeer.OkAsync(await meta.CallAsync(HttpMethod.Post, path, JsonContent.Create(Override(meta.VerifyToken))));
        await MetaPeer.OkAsync(await meta.CallAsync(HttpMethod.Post, path));
    }
}
