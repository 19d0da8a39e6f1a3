using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>Messages on their way to a customer and what is known of them, whatever Meta and the network do. The sandbox's ledger is the judge.</summary>
public sealed class SendingTests(TestHost host)
{
    private static readonly object Hello = new { type = "text", text = "Olá" };
    private static readonly object Reminder = new
    {
        type = "template",
        name = "boas_vindas",
        language = "pt_BR",
    };

    [Fact]
    public async Task A_message_is_sent_delivered_and_read_and_tells_its_history()
    {
        var (_, meta) = await OpenAsync();

        var id = await meta.SentAsync(Hello);
        await meta.WaitForAsync(id, "delivered");
        await meta.OpenChatAsync("+5511987654321");
        var read = await meta.WaitForAsync(id, "read");

        read["attempts"]!.AsArray().ShouldHaveSingleItem()!.Text("state").ShouldBe("accepted");
        read["events"]!.AsArray().Select(e => e!.Text("status")).Order().ShouldBe(["delivered", "read", "sent"]);
        read["events"]!.AsArray().ShouldContain(e => e!["billable"] != null);
        read["message"]!.Text("to").ShouldBe("+55 11 *******21");
        (await meta.LedgerAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_request_twice_is_one_message()
    {
        var (_, meta) = await OpenAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => meta.SendAsync(Hello, key: "uma vez")));
        var ids = answers.Where(a => a.Status == 202).Select(a => a.Id).Distinct().ToList();

        await meta.WaitForAsync(ids.ShouldHaveSingleItem(), "delivered");
        (await meta.LedgerAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_does_not_open_any_more_fails_by_itself_and_keeps_nobody_waiting()
    {
        var (_, meta) = await OpenAsync();
        await Behind.ExecuteAsync($"update channel_senders set paused = true where id = '{meta.ChannelId}'");
        var first = await meta.SentAsync(Hello);
        var damaged = await meta.SentAsync(Hello);
        await Behind.ExecuteAsync($"update outbound_messages set content = content || '\\x00' where id = '{damaged}'");
        await Behind.ExecuteAsync($"update channel_senders set paused = false where id = '{meta.ChannelId}'");

        await meta.WaitForAsync(first, "delivered");
        // It is the customer's next one.
        var after = await meta.SentAsync(Hello);
        await meta.WaitForAsync(after, "delivered");
        (await Behind.ScalarAsync<string>($"select status || ' ' || error_reason from outbound_messages where id = '{damaged}'")).ShouldBe(
            "failed damaged"
        );
        (await Behind.ScalarAsync<long>($"select count(*) from send_attempts where message_id = '{damaged}'")).ShouldBe(0);
        (await meta.LedgerAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_host_has_no_key_for_waits_for_one_that_has()
    {
        var (_, meta) = await OpenAsync();
        await Behind.ExecuteAsync($"update channel_senders set paused = true where id = '{meta.ChannelId}'");
        var id = await meta.SentAsync(Hello);
        Task SealAsync(int version) =>
            Behind.ExecuteAsync(
                $"update outbound_messages set content = set_byte(set_byte(content, 1, {version >> 8}), 2, {version & 255}) where id = '{id}'"
            );
        var version = await Behind.ScalarAsync<int>(
            $"select get_byte(content, 1) * 256 + get_byte(content, 2) from outbound_messages where id = '{id}'"
        );
        await SealAsync(version + 1000);
        await Behind.ExecuteAsync($"update channel_senders set paused = false, lease_token = null, lease_until = null where id = '{meta.ChannelId}'");

        // A turn that failed has not given its lease back.
        await Eventually.Async(
            () => Behind.ScalarAsync<bool>($"select lease_token is not null from channel_senders where id = '{meta.ChannelId}'"),
            isTried => isTried,
            "a turn"
        );
        (await Behind.ScalarAsync<string>($"select status from outbound_messages where id = '{id}'")).ShouldBe("queued");

        await SealAsync(version);
        await Behind.ExecuteAsync($"update channel_senders set lease_until = now() where id = '{meta.ChannelId}'");
        await meta.WaitForAsync(id, "delivered");
    }

    [Fact]
    public async Task A_content_that_does_not_say_what_it_is_is_refused_by_its_name()
    {
        var meta = await Meta.ConnectAsync(await host.NewTenantAsync());

        var refused = (await meta.SendAsync(new { text = "oi" })).ShouldFail(400, "request.malformed");

        refused.Json["errors"]!.AsObject().Select(e => e.Key).ShouldBe(["content"]);
    }

    [Fact]
    public async Task Outside_the_window_only_a_template_goes()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);

        await meta.SyncTemplatesAsync();

        var refused = (await meta.SendAsync(Hello)).ShouldFail(409, "channels.message.window_closed");
        refused.Json["usableTemplates"]!.GetValue<int>().ShouldBe(6);
        (await company.ItemsAsync(refused["templates"]!)).Select(t => t.Text("name")).ShouldContain("boas_vindas");
        var id = await meta.SentAsync(Reminder, @class: "utility");

        await meta.WaitForAsync(id, "delivered");
    }

    [Theory]
    [InlineData("delayed")]
    [InlineData("dropped")]
    [InlineData("failed")]
    [InlineData("no id")]
    public async Task Taken_by_Meta_and_not_answered_a_message_is_recognised_by_its_status_and_never_sent_again(string how)
    {
        var (_, meta) = await OpenAsync();
        await meta.FaultsAsync(
            new
            {
                answers = new[]
                {
                    how switch
                    {
                        "delayed" => new JsonObject { ["times"] = 1, ["statusAfterEffect"] = 504 },
                        "dropped" => new JsonObject { ["times"] = 1, ["dropConnectionAfterEffect"] = true },
                        "failed" => new JsonObject { ["times"] = 1, ["statusAfterEffect"] = 500 },
                        _ => new JsonObject { ["times"] = 1, ["malformed"] = "no_id" },
                    },
                },
            }
        );

        var id = await meta.SentAsync(Hello);
        var known = await meta.WaitForAsync(id, "delivered");

        known["attempts"]!.AsArray().ShouldHaveSingleItem()!.Text("state").ShouldBe("accepted");
        (await meta.LedgerAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_status_before_the_answer_is_not_lost()
    {
        var (_, meta) = await OpenAsync();
        await meta.FaultsAsync(new { statusBeforeAnswer = true, webhook = new { duplicate = 2, reorder = true } });

        var id = await meta.SentAsync(Hello);

        var known = await meta.WaitForAsync(id, "sent", "delivered");
        known["events"]!.AsArray().Count.ShouldBe(known["events"]!.AsArray().DistinctBy(e => e!.Text("status")).Count());
    }

    [Theory]
    [InlineData(130429)]
    [InlineData(131056)]
    public async Task Refused_for_its_rate_a_message_is_tried_again_and_arrives_once(int code)
    {
        var (_, meta) = await OpenAsync();
        await meta.FaultsAsync(new { answers = new[] { new { times = 1, errorCode = code } } });

        var id = await meta.SentAsync(Hello);
        var arrived = await meta.WaitForAsync(id, "delivered");

        arrived["attempts"]!.AsArray().Select(a => a!.Text("state")).ShouldBe(["refused", "accepted"]);
        (await meta.LedgerAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Refused_for_good_a_message_fails_with_the_reason()
    {
        var (_, meta) = await OpenAsync();
        await meta.FaultsAsync(new { answers = new[] { new { times = 1, errorCode = 131009 } } });

        var failed = (await meta.WaitForAsync(await meta.SentAsync(Hello), "failed"))["message"]!;

        failed["errorCode"]!.GetValue<int>().ShouldBe(131009);
        (await meta.LedgerAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_channel_that_Meta_stops_keeps_what_is_queued_and_sends_it_once_it_is_resumed()
    {
        var (company, meta) = await OpenAsync();
        await meta.FaultsAsync(new { answers = new[] { new { times = 1, errorCode = 131042 } } });

        var first = await meta.SentAsync(Hello);
        var stopped = await Eventually.Async(
            async () => (await company.Owner.GetAsync("/api/v1/channels")).Json["items"]!.AsArray().Single()!["health"]!,
            health => health.Text("state") == "paused",
            "the pause"
        );
        stopped["pauseCode"]!.GetValue<int>().ShouldBe(131042);
        var second = await meta.SentAsync(Hello, to: "+5511987654321");
        (await meta.MessageAsync(second))["message"]!.Text("status").ShouldBe("queued");

        (await company.Owner.PostAsync($"/api/v1/channels/{meta.ChannelId}/resume")).ShouldBe(200);

        await meta.WaitForAsync(first, "delivered");
        await meta.WaitForAsync(second, "delivered");
        (await meta.LedgerAsync()).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Two_hosts_send_each_message_once_and_a_conversation_in_its_order()
    {
        var (_, meta) = await OpenAsync();
        await using var second = host.Build(TestHost.FreePort(), new() { ["Instance:PublicUrl"] = host.BaseAddress.ToString() });
        await second.StartAsync(TestContext.Current.CancellationToken);

        var ids = new List<Guid>();
        for (var i = 0; i < 20; i++)
            ids.Add(await meta.SentAsync(new { type = "text", text = $"{i:00}" }));
        foreach (var id in ids)
            await meta.WaitForAsync(id, "delivered");
        await second.StopAsync(TestContext.Current.CancellationToken);

        (await meta.LedgerAsync())
            .Select(m => m["content"]!.ToJsonString())
            .Select(c => c[(c.IndexOf("\"body\":\"", StringComparison.Ordinal) + 8)..][..2])
            .ShouldBe(Enumerable.Range(0, 20).Select(i => $"{i:00}"));
    }

    [Fact]
    public async Task Another_company_sees_neither_channel_nor_message()
    {
        var (_, meta) = await OpenAsync();
        var id = await meta.SentAsync(Hello);
        var other = await host.NewTenantAsync();

        (await other.Owner.GetAsync($"/api/v1/channels/{meta.ChannelId}")).ShouldFail(404, "channels.channel.not_found");
        (await other.Owner.GetAsync($"{meta.Messages}/{id}")).ShouldFail(404, "channels.message.not_found");
        (await other.Owner.GetAsync(meta.Messages)).ShouldFail(404, "channels.channel.not_found");
        (
            await other.Owner.PostAsync(
                meta.Messages,
                new
                {
                    to = "+5511987654321",
                    content = Hello,
                    @class = "reply",
                }
            )
        ).ShouldFail(404, "channels.channel.not_found");
    }

    /// <summary>A number to which the customer has written.</summary>
    private async Task<(TestTenant Company, Meta Meta)> OpenAsync()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.WriteAsync(
            new
            {
                from = "+5511987654321",
                name = "Ana",
                text = "oi",
            }
        );
        await meta.WaitForReceivedAsync(1);
        return (company, meta);
    }
}
