using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Channels;

/// <summary>Whoever has much to send keeps nobody waiting.</summary>
public sealed class FairnessTests(TestHost host)
{
    /// <summary>They last two minutes.</summary>
    private const int Real = 120;
    private const int Campaign = 100_000;
    private static readonly object Template = new
    {
        type = "template",
        name = "lembrete_agendamento",
        language = "pt_BR",
        body = new[] { new { name = "nome", text = "Ana" }, new { name = "data", text = "12/03" }, new { name = "hora", text = "14:00" } },
    };

    [Fact]
    public async Task A_single_answer_goes_while_another_company_has_a_hundred_thousand_notices_waiting_and_its_own_go_first_too()
    {
        var loud = await host.NewTenantAsync();
        var (crowd, quiet) = (await Meta.ConnectAsync(loud), await Meta.ConnectAsync(await host.NewTenantAsync()));
        await crowd.SyncTemplatesAsync();
        await quiet.SyncTemplatesAsync();
        // At this pace what can really be sent lasts longer than the test, and what was only entered is never reached.
        await Behind.ExecuteAsync($"update channels set messages_per_second = 1 where id = '{crowd.ChannelId}'");
        for (var i = 0; i < Real; i++)
            await crowd.SentAsync(Template, to: $"+55119876{50000 + i}", @class: "utility");
        await EnterCampaignAsync(loud, crowd.ChannelId);
        // To the planner, any row of the queue is one of theirs from now on.
        await Behind.ExecuteAsync("analyze outbound_queue");

        var answer = await quiet.SentAsync(Template, @class: "utility");
        var own = await crowd.SentAsync(Template, to: "+5521987654321", @class: "reply");

        await quiet.WaitForAsync(answer, "delivered");
        await crowd.WaitForAsync(own, "delivered");
        var offers = await Behind.ScalarAsync<long>(
            $"select count(*) from outbound_messages where channel_id = '{crowd.ChannelId}' and class = 'utility' and status = 'queued'"
        );
        offers.ShouldBeGreaterThan(Campaign);
        // Slow, but not forgotten either.
        offers.ShouldBeLessThan(Campaign + Real);
        // What was only entered cannot be sent.
        await Behind.ExecuteAsync($"delete from outbound_queue where channel_id = '{crowd.ChannelId}'");
    }

    /// <summary>Due later than every real one, in the same lane.</summary>
    private static Task EnterCampaignAsync(TestTenant company, Guid channelId) =>
        Behind.ExecuteAsync(
            $"""
            with message as (
                insert into outbound_messages (tenant_id, id, channel_id, recipient, recipient_lookup, type, content, class, needs_open_window, status,
                                               status_at, possible_duplicate, created_at, attempts)
                select '{company.Id}', gen_random_uuid(), '{channelId}', '\x00', uuid_send(gen_random_uuid()), 'template', '\x00', 'utility', false,
                       'queued', now(), false, now(), 0
                from generate_series(1, {Campaign})
                returning *
            )
            insert into outbound_queue (tenant_id, id, channel_id, lane, not_before, recipient_lookup)
            select tenant_id, id, channel_id, 1, now(), recipient_lookup from message
            """
        );
}
