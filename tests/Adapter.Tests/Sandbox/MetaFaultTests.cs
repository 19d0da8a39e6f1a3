using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Shouldly;
using Xunit;

namespace CleanApp.Adapter.Tests.Sandbox;

/// <summary>Each switch does what its name says and nothing else: a switch that does nothing makes other tests pass for no reason.</summary>
public sealed class MetaFaultTests
{
    private static async Task<MetaPeer> StartAsync(object faults)
    {
        var meta = await MetaPeer.StartAsync();
        await meta.OpenWindowAsync();
        await meta.SwitchAsync(faults);
        return meta;
    }

    private static object Answer(object rule) => new { answers = new[] { rule } };

    [Fact]
    public async Task An_unknown_switch_is_refused()
    {
        await using var meta = await MetaPeer.StartAsync();
        var path = $"sandbox/meta/faults?phoneNumberId={MetaPeer.Number}";

        foreach (
            var wrong in new object[]
            {
                new { webhook = new { duplicates = 1 } },
                new { webhook = new { drop = new[] { "seen" } } },
                Answer(new { malformed = "yes" }),
                Answer(new { match = new { call = "message" } }),
            }
        )
            (await meta.PutAsync(path, wrong)).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Duplicate_delivers_each_notification_again()
    {
        await using var meta = await StartAsync(new { webhook = new { duplicate = 2 } });
        await meta.AcceptedAsync(MetaPeer.Text());
        await meta.WaitForAsync("statuses", 6);
        meta.StatusNames().Count(s => s == "sent").ShouldBe(3);
        meta.StatusNames().Count(s => s == "delivered").ShouldBe(3);
    }

    [Fact]
    public async Task Drop_loses_only_the_kind_it_names()
    {
        await using var meta = await StartAsync(new { webhook = new { drop = new[] { "sent" } } });
        await meta.AcceptedAsync(MetaPeer.Text());
        await meta.WaitForAsync("statuses", 1);
        meta.StatusNames().ShouldBe(["delivered"]);
    }

    [Fact]
    public async Task Hold_keeps_everything_until_it_is_released()
    {
        await using var meta = await StartAsync(new { webhook = new { hold = true } });
        await meta.AcceptedAsync(MetaPeer.Text());
        await meta.InboundAsync(new { from = MetaPeer.Ana, text = "oi" });
        await Task.Delay(150, TestContext.Current.CancellationToken);
        meta.Webhooks.ShouldBeEmpty();

        var released = await MetaPeer.OkAsync(await meta.PostAsync($"sandbox/meta/webhooks/release?phoneNumberId={MetaPeer.Number}"));

        released["released"]!.GetValue<int>().ShouldBe(3);
        await meta.WaitForAsync("messages", 1);
        meta.StatusNames().ShouldBe(["sent", "delivered"]);
    }

    [Fact]
    public async Task Reorder_tells_the_later_one_first()
    {
        await using var meta = await StartAsync(new { webhook = new { reorder = true } });
        await meta.AcceptedAsync(MetaPeer.Text());
        await meta.WaitForAsync("statuses", 2);
        meta.StatusNames().ShouldBe(["delivered", "sent"]);
    }

    [Fact]
    public async Task Batch_puts_two_by_two_by_two_into_one_body()
    {
        await using var meta = await StartAsync(
            new
            {
                webhook = new
                {
                    batch = new
                    {
                        entries = 2,
                        changes = 2,
                        items = 2,
                        waitMs = 5000,
                    },
                },
            }
        );
        for (var i = 0; i < 4; i++)
            await meta.AcceptedAsync(MetaPeer.Text());

        await meta.WaitForAsync("statuses", 8);
        var entries = meta.Webhooks.ShouldHaveSingleItem().Json["entry"]!.AsArray();
        entries.Count.ShouldBe(2);
        entries.ShouldAllBe(e => e!["changes"]!.AsArray().Count == 2);
        entries.SelectMany(e => e!["changes"]!.AsArray()).ShouldAllBe(c => c!["value"]!["statuses"]!.AsArray().Count == 2);
    }

    [Fact]
    public async Task AgeDays_dates_a_message_back()
    {
        await using var meta = await StartAsync(new { webhook = new { ageDays = 9 } });
        await meta.InboundAsync(new { from = MetaPeer.Ana, text = "oi" });
        var timestamp = (await meta.WaitForAsync("messages", 1))[0]["timestamp"]!.GetValue<string>();
        timestamp.ShouldBe(meta.Clock.GetUtcNow().AddDays(-9).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("dropConnectionAfterEffect")]
    [InlineData("statusAfterEffect")]
    [InlineData("malformed")]
    [InlineData("delayAfterEffectMs")]
    public async Task After_the_effect_the_sender_learns_nothing_and_the_customer_has_the_message(string how)
    {
        object value = how switch
        {
            "statusAfterEffect" => 500,
            "malformed" => "no_id",
            "delayAfterEffectMs" => 20_000,
            _ => true,
        };
        await using var meta = await StartAsync(Answer(new Dictionary<string, object> { [how] = value, ["times"] = 1 }));

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        try
        {
            using var content = JsonContent.Create(MetaPeer.Text(callback: "k1"));
            meta.Client.DefaultRequestHeaders.Authorization = new("Bearer", "sandbox-meta-token");
            using var answer = await meta.Client.PostAsync($"graph/v24.0/{MetaPeer.Number}/messages", content, patience.Token);
            how.ShouldBeOneOf("statusAfterEffect", "malformed");
            ((int)answer.StatusCode).ShouldBe(how == "malformed" ? 200 : 500);
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain("wamid");
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            how.ShouldBeOneOf("dropConnectionAfterEffect", "delayAfterEffectMs");
        }

        var statuses = await meta.WaitForAsync("statuses", 2);
        statuses.ShouldAllBe(s => s["biz_opaque_callback_data"]!.GetValue<string>() == "k1");
        (await meta.LedgerAsync("callbackData=k1")).Count.ShouldBe(1);
        await meta.AcceptedAsync(MetaPeer.Text(callback: "k2"));
    }

    [Theory]
    [InlineData("dropConnectionBefore")]
    [InlineData("status")]
    public async Task Before_the_effect_nothing_happens(string how)
    {
        object value = how == "status" ? 503 : true;
        await using var meta = await StartAsync(Answer(new Dictionary<string, object> { [how] = value, ["times"] = 1 }));
        try
        {
            using var answer = await meta.SendAsync(MetaPeer.Text());
            ((int)answer.StatusCode).ShouldBe(503);
            how.ShouldBe("status");
        }
        catch (HttpRequestException)
        {
            how.ShouldBe("dropConnectionBefore");
        }

        (await meta.LedgerAsync("outcome=all")).Count.ShouldBe(0);
        await meta.AcceptedAsync(MetaPeer.Text());
    }

    [Fact]
    public async Task An_error_code_hits_the_named_type_and_person_as_often_as_ordered()
    {
        await using var meta = await StartAsync(
            Answer(
                new
                {
                    match = new { type = "text", to = "(+55) 11 98888-7777" },
                    times = 2,
                    errorCode = 131042,
                }
            )
        );

        await meta.AcceptedAsync(MetaPeer.Text(to: "+5511977776666"));
        await meta.RefusedAsync(MetaPeer.Text(), 400, 131042);
        await meta.RefusedAsync(MetaPeer.Text(), 400, 131042);
        await meta.AcceptedAsync(MetaPeer.Text());

        await meta.SwitchAsync(Answer(new { errorCode = 190 }));
        await meta.RefusedAsync(MetaPeer.Text(), 401, 190);
        (await meta.DeleteAsync($"sandbox/meta/faults?phoneNumberId={MetaPeer.Number}")).EnsureSuccessStatusCode();
        await meta.AcceptedAsync(MetaPeer.Text());
    }

    [Fact]
    public async Task A_failed_code_is_told_later_and_may_come_without_the_callback_data()
    {
        await using var meta = await StartAsync(new { omitCallbackData = true, answers = new[] { new { failedCode = 131049, times = 1 } } });
        await meta.AcceptedAsync(MetaPeer.Text(callback: "k1"));
        await meta.AcceptedAsync(MetaPeer.Text(callback: "k2"));

        var statuses = await meta.WaitForAsync("statuses", 3);
        var failed = statuses.Single(s => s["status"]!.GetValue<string>() == "failed");
        failed["errors"]![0]!["code"]!.GetValue<int>().ShouldBe(131049);
        failed["biz_opaque_callback_data"].ShouldBeNull();
        statuses.Count(s => s["biz_opaque_callback_data"]?.GetValue<string>() == "k2").ShouldBe(2);
    }

    [Fact]
    public async Task StatusBeforeAnswer_tells_the_webhook_first()
    {
        await using var meta = await StartAsync(new { statusBeforeAnswer = true });
        await meta.AcceptedAsync(MetaPeer.Text());
        meta.StatusNames().ShouldContain("sent");
    }

    [Fact]
    public async Task OmitRecipient_leaves_the_phone_out_of_statuses()
    {
        await using var meta = await StartAsync(new { omitRecipient = true });
        await meta.AcceptedAsync(MetaPeer.Text());
        (await meta.WaitForAsync("statuses", 2)).ShouldAllBe(s => s["recipient_id"] == null);
    }

    [Fact]
    public async Task A_switch_of_one_number_leaves_another_alone()
    {
        await using var meta = await StartAsync(Answer(new { status = 503 }));
        await MetaPeer.OkAsync(
            await meta.PutAsync(
                "sandbox/meta/numbers/555",
                new
                {
                    token = "outro",
                    wabaId = "777",
                    displayPhoneNumber = "+55 21 3000-0000",
                }
            )
        );

        using var other = await meta.SendAsync(MetaPeer.Text(), "555", "outro");
        ((int)other.StatusCode).ShouldBe(200);
        await MetaPeer.ShouldBeErrorAsync(await meta.SendAsync(MetaPeer.Text(), "555"), 403, 10);
        using var ours = await meta.SendAsync(MetaPeer.Text());
        ((int)ours.StatusCode).ShouldBe(503);
    }

    [Fact]
    public async Task Numbers_are_made_in_bulk()
    {
        await using var meta = await MetaPeer.StartAsync();
        await MetaPeer.OkAsync(
            await meta.PostAsync(
                "sandbox/meta/numbers/bulk",
                new
                {
                    firstId = "900000000000000",
                    count = 300,
                    wabaId = "900",
                    displayPhoneNumber = "+5511910000000",
                    record = false,
                    windowAlwaysOpen = true,
                }
            )
        );
        using var answer = await meta.SendAsync(MetaPeer.Text(), "900000000000299");
        ((int)answer.StatusCode).ShouldBe(200);
        var numbers = (await meta.GetAsync("sandbox/meta/numbers"))["items"]!.AsArray();
        numbers.Count.ShouldBe(301);
        ((JsonNode)numbers[^1]!)["settings"]!["displayPhoneNumber"]!.GetValue<string>().ShouldBe("+5511910000299");
    }
}
