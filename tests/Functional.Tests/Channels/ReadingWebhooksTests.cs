using CleanApp.Application.Channels.Webhooks;
using CleanApp.Application.Common;
using CleanApp.Functional.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>What Meta posted for one number while nobody read it, read together. The number is held for this test alone.</summary>
public sealed class ReadingWebhooksTests(TestHost host)
{
    private const string Ana = "+5511987654321";

    [Fact]
    public async Task Statuses_that_come_twice_and_in_any_order_are_noted_once_and_never_go_backwards()
    {
        var (company, meta, lease) = await HeldAsync();
        await meta.FaultsAsync(new { webhook = new { duplicate = 1 } });
        var ids = await SentAsync(meta, 6);
        await WaitingAsync(meta, atLeast: 6 * 2 * 2);
        await meta.OpenChatAsync(Ana);
        await WaitingAsync(meta, atLeast: 6 * 3 * 2);
        var waits = $"update channel_webhooks set deferred = {{0}} where channel_id = '{meta.ChannelId}' and processed_at is null";
        // The last, which say "read", first.
        await Behind.ExecuteAsync(
            string.Format(null, waits, true)
                + $" and id not in (select id from channel_webhooks where channel_id = '{meta.ChannelId}' order by id desc limit 12)"
        );
        await RunAsync(company, meta, lease);
        await Behind.ExecuteAsync(string.Format(null, waits, false));
        await RunAsync(company, meta, lease);

        await WaitingAsync(meta, atLeast: 0, atMost: 0);
        foreach (var id in ids)
        {
            var message = await meta.MessageAsync(id);
            message["message"]!.Text("status").ShouldBe("read");
            message["events"]!.AsArray().Select(e => e!.Text("status")).Order().ShouldBe(["delivered", "read", "sent"]);
        }
        // What is usual is read together.
        (await Behind.ScalarAsync<long>($"select count(distinct xmin::text) from message_events where channel_id = '{meta.ChannelId}'")).ShouldBe(2);
    }

    [Fact]
    public async Task Two_who_read_at_once_do_each_thing_once()
    {
        var (company, meta, lease) = await HeldAsync();
        var ids = await SentAsync(meta, 8);
        for (var i = 0; i < 8; i++)
            await meta.WriteAsync(new { from = Ana, text = $"resposta {i}" });
        await WaitingAsync(meta, atLeast: 8 * 2 + 8);

        await Task.WhenAll(RunAsync(company, meta, lease), RunAsync(company, meta, lease));

        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from channel_webhooks where channel_id = '{meta.ChannelId}' and processed_at is null"),
            open => open == 0,
            "everything to be read"
        );
        foreach (var id in ids)
            (await meta.MessageAsync(id))["events"]!.AsArray().Count.ShouldBe(2);
        (await company.ItemsAsync($"/api/v1/channels/{meta.ChannelId}/received")).Count.ShouldBe(9);
        var used = await company.ItemsAsync($"/api/v1/channels/{meta.ChannelId}/usage");
        (used.Sum(d => d["accepted"]!.GetValue<int>()), used.Sum(d => d["received"]!.GetValue<int>())).ShouldBe((8, 9));
    }

    [Fact]
    public async Task One_that_cannot_be_read_holds_nobody_up_and_is_shown_among_the_dead_letters()
    {
        var (company, meta, lease) = await HeldAsync();
        await meta.WriteAsync(new { from = Ana, text = "antes" });
        await WaitingAsync(meta, atLeast: 1);
        var spoilt = Guid.CreateVersion7();
        await Behind.ExecuteAsync(
            $"""
            insert into channel_webhooks (tenant_id, id, channel_id, body, received_at)
            values ('{company.Id}', '{spoilt}', '{meta.ChannelId}', decode('00', 'hex'), now())
            """
        );
        await meta.WriteAsync(new { from = Ana, text = "depois" });
        await WaitingAsync(meta, atLeast: 3);

        await RunAsync(company, meta, lease);

        (await company.ItemsAsync($"/api/v1/channels/{meta.ChannelId}/received")).Select(m => m.Text("text")).ShouldBe(["depois", "antes", "oi"]);
        (await Behind.ScalarAsync<bool>($"select deferred and processed_at is null from channel_webhooks where id = '{spoilt}'")).ShouldBeTrue();
        await Behind.ExecuteAsync($"update work_items set attempts = 24, run_at = now() where subject_id = '{spoilt}'");
        var letter = await Eventually.Async(
            async () => (await company.ItemsAsync($"/api/v1/channels/{meta.ChannelId}/dead-letters")).SingleOrDefault(),
            found => found is not null,
            "the dead letter"
        );
        letter!.Text("id").ShouldBe(spoilt.ToString());
    }

    private static async Task<List<Guid>> SentAsync(Meta meta, int count)
    {
        var ids = new List<Guid>();
        for (var i = 0; i < count; i++)
            ids.Add(await meta.SentAsync(new { type = "text", text = $"{i}" }));
        foreach (var id in ids)
            await meta.WaitForAsync(id, "accepted");
        return ids;
    }

    private static Task WaitingAsync(Meta meta, int atLeast, int atMost = int.MaxValue) =>
        Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from channel_webhooks where channel_id = '{meta.ChannelId}' and processed_at is null"),
            waiting => waiting >= atLeast && waiting <= atMost,
            $"{atLeast} webhooks to wait"
        );

    private async Task RunAsync(TestTenant company, Meta meta, Guid lease)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(company.Id);
        await scope.ServiceProvider.GetRequiredService<IReadWebhooks>().RunAsync(meta.ChannelId, lease, TestContext.Current.CancellationToken);
    }

    /// <summary>A number to which the customer has written, and that nobody reads for but this test.</summary>
    private async Task<(TestTenant Company, Meta Meta, Guid Lease)> HeldAsync()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.WriteAsync(new { from = Ana, text = "oi" });
        await meta.WaitForReceivedAsync(1);
        await WaitingAsync(meta, atLeast: 0, atMost: 0);
        var lease = Guid.CreateVersion7();
        await Behind.ExecuteAsync(
            $"update channel_readers set lease_token = '{lease}', lease_until = now() + interval '1 hour' where id = '{meta.ChannelId}'"
        );
        return (company, meta, lease);
    }
}
