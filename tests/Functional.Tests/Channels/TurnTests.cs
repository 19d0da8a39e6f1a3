using System.Text.Json.Nodes;
using CleanApp.Application.Channels.Sending;
using CleanApp.Application.Common;
using CleanApp.Functional.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>
/// Two senders of one number, of which the first was given up while it waited for Meta. The number is held for this test alone, so that
/// nobody else takes its turns.
/// </summary>
public sealed class TurnTests(TestHost host)
{
    private const string Ana = "+5511987654321";
    private static readonly object Hello = new { type = "text", text = "Olá" };

    [Fact]
    public async Task What_the_first_learned_late_is_not_lost_to_the_second()
    {
        var (company, meta, first, second) = await HeldAsync();
        await meta.FaultsAsync(
            new
            {
                answers = new[]
                {
                    new
                    {
                        times = 1,
                        delayMs = 5000,
                        errorCode = 130429,
                    },
                },
            }
        );
        var id = await meta.SentAsync(Hello);
        var turn = RunAsync(company, meta, first);
        await UnderWayAsync(meta, 1);
        (await meta.MessageAsync(id))["message"]!.Text("status").ShouldBe("sending");
        (await ListedAsync(company, meta, "sending")).ShouldBe([id]);
        (await ListedAsync(company, meta, "failed")).ShouldBeEmpty();
        await PassOnAsync(meta, second);
        await turn;

        // Meta said no, so it is tried again; the second has what the first noted before its eyes and leaves it.
        await RunAsync(company, meta, second);

        var message = await meta.MessageAsync(id);
        (message["message"]!.Text("status"), States(message)).ShouldBe(("queued", "refused"));
        await PassOnAsync(meta, null);
        (States(await meta.WaitForAsync(id, "delivered"))).ShouldBe("refused,accepted");
        (await meta.LedgerAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_the_second_called_unknown_the_first_may_still_know()
    {
        var (company, meta, first, second) = await HeldAsync();
        await meta.FaultsAsync(new { webhook = new { hold = true }, answers = new[] { new { times = 1, delayAfterEffectMs = 5000 } } });
        var id = await meta.SentAsync(Hello);
        var turn = RunAsync(company, meta, first);
        await UnderWayAsync(meta, 1);
        await PassOnAsync(meta, second);

        await RunAsync(company, meta, second);

        var between = await meta.MessageAsync(id);
        (between["message"]!.Text("status"), States(between)).ShouldBe(("unknown", "unknown"));
        await turn;
        var after = await meta.MessageAsync(id);
        (after["message"]!.Text("status"), States(after)).ShouldBe(("accepted", "accepted"));
        (await UsedAsync(company, meta)).ShouldBe(1);
        (await meta.LedgerAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_status_that_comes_before_the_answer_is_the_end_of_it()
    {
        var (company, meta, first, _) = await HeldAsync();
        await meta.FaultsAsync(new { statusBeforeAnswer = true, answers = new[] { new { times = 1, delayAfterEffectMs = 5000 } } });
        var id = await meta.SentAsync(Hello);
        var turn = RunAsync(company, meta, first);

        await meta.WaitForAsync(id, "delivered");
        await UnderWayAsync(meta, 1);
        await turn;

        var message = await meta.MessageAsync(id);
        (message["message"]!.Text("status"), States(message)).ShouldBe(("delivered", "accepted"));
        (await UsedAsync(company, meta)).ShouldBe(1);
        await UnderWayAsync(meta, 0);
        (await Behind.ScalarAsync<long>($"select count(*) from outbound_queue where id = '{id}'")).ShouldBe(0);
    }

    private static string States(JsonNode message) => string.Join(',', message["attempts"]!.AsArray().Select(a => a!.Text("state")));

    private static async Task<List<Guid>> ListedAsync(TestTenant company, Meta meta, string status) =>
        [.. (await company.ItemsAsync($"{meta.Messages}?status={status}")).Select(m => Guid.Parse(m.Text("id")!))];

    private static async Task<int> UsedAsync(TestTenant company, Meta meta) =>
        (await company.ItemsAsync($"/api/v1/channels/{meta.ChannelId}/usage")).Sum(d => d["accepted"]!.GetValue<int>());

    private async Task RunAsync(TestTenant company, Meta meta, Guid lease)
    {
        await using var scope = host.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(company.Id);
        await scope.ServiceProvider.GetRequiredService<IDeliverBatch>().RunAsync(meta.ChannelId, lease, TestContext.Current.CancellationToken);
    }

    private static Task UnderWayAsync(Meta meta, int attempts) =>
        Eventually.Async(
            () => Behind.ScalarAsync<int>($"select coalesce(cardinality(under_way), 0) from channel_senders where id = '{meta.ChannelId}'"),
            count => count == attempts,
            $"{attempts} under way"
        );

    /// <param name="lease">Null: whoever comes.</param>
    private static Task PassOnAsync(Meta meta, Guid? lease) =>
        Behind.ExecuteAsync(
            lease is { } token
                ? $"update channel_senders set lease_token = '{token}', lease_until = now() + interval '1 hour' where id = '{meta.ChannelId}'"
                : $"update channel_senders set lease_token = null, lease_until = null where id = '{meta.ChannelId}'"
        );

    /// <summary>A number to which the customer has written, and the leases of two who send for it one after the other.</summary>
    private async Task<(TestTenant Company, Meta Meta, Guid First, Guid Second)> HeldAsync()
    {
        var company = await host.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.WriteAsync(new { from = Ana, text = "oi" });
        await meta.WaitForReceivedAsync(1);
        var (first, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await PassOnAsync(meta, first);
        return (company, meta, first, second);
    }
}
