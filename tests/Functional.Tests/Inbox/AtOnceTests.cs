using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>Several at the same moment: one conversation, one owner, every item once and in its order.</summary>
public sealed class AtOnceTests(TestHost host)
{
    [Fact]
    public async Task whaticket_441_two_tickets_for_two_messages_at_once()
    {
        var inbox = await InboxCompany.OpenAsync(host);

        // Each in a request of its own, so that they are processed side by side.
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => inbox.WriteAsync($"mensagem {i}")));

        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from conversation_items where tenant_id = '{inbox.Company.Id}' and kind = 'received'"),
            count => count == 12,
            "all twelve to be in a conversation"
        );
        var conversation = (await InboxCompany.ListAsync(inbox.Owner)).ShouldHaveSingleItem();
        conversation["unread"]!.GetValue<int>().ShouldBe(12);
        var items = await inbox.ItemsAsync(Guid.Parse(conversation.Text("id")!));
        items.Select(i => i["sequence"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, 12));
        items.Select(i => i["message"]!.Text("text")).Order().ShouldBe(Enumerable.Range(0, 12).Select(i => $"mensagem {i}").Order());
    }

    [Fact]
    public async Task whaticket_441_and_where_it_is_shared_out_one_person_is_given_it_once()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("round_robin"), people: 3);
        await inbox.ComeAsync();

        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => inbox.WriteAsync(1, $"mensagem {i}")));

        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from conversation_items where tenant_id = '{inbox.Company.Id}' and kind = 'received'"),
            count => count == 12,
            "all twelve to be in a conversation"
        );
        await inbox.SettleAsync();
        var conversation = (await inbox.ListAsync()).ShouldHaveSingleItem();
        conversation["assignee"].ShouldNotBeNull();
        (await inbox.Inbox.ItemsAsync(Guid.Parse(conversation.Text("id")!))).Count(i => i.Text("change") == "assigned").ShouldBe(1);
    }

    [Fact]
    public async Task The_database_refuses_a_second_live_one_of_the_same_customer()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");

        var copy = $"""
            insert into conversations (tenant_id, id, channel_id, contact_id, address_lookup, status, team_id, unread, last_sequence, last_message_at,
                                       preview_is_ours, created_at)
            select tenant_id, gen_random_uuid(), channel_id, contact_id, '\x00', 'open', team_id, 0, 0, now(), false, now()
            from conversations where id = '{id}'
            """;
        (await Should.ThrowAsync<Npgsql.PostgresException>(() => Behind.ExecuteAsync(copy))).ConstraintName.ShouldBe("ux_conversations_live_contact");
        (
            await Should.ThrowAsync<Npgsql.PostgresException>(() =>
                Behind.ExecuteAsync(copy.Replace("contact_id, '\\x00'", "null, address_lookup", StringComparison.Ordinal))
            )
        ).ConstraintName.ShouldBe("ux_conversations_live_address");
    }

    [Fact]
    public async Task Answered_by_five_at_once_it_is_one_persons_and_every_answer_is_in_it_once()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var agents = new List<ApiClient>();
        for (var i = 0; i < 5; i++)
            agents.Add(await inbox.Company.AddMemberAsync("agent"));
        var id = await inbox.WrittenAsync("Oi");

        var answers = await Task.WhenAll(agents.Select((agent, i) => inbox.ReplyAsync(id, $"resposta {i}", agent)));

        answers.ShouldAllBe(a => a.Status == 202);
        var items = await inbox.ItemsAsync(id);
        items.Select(i => i["sequence"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, 7));
        items.Count(i => i.Text("change") == "assigned").ShouldBe(1);
        items
            .Where(i => i.Text("kind") == "sent")
            .Select(i => i["message"]!.Text("text"))
            .Order()
            .ShouldBe(Enumerable.Range(0, 5).Select(i => $"resposta {i}"));
    }

    [Fact]
    public async Task Written_to_and_resolved_at_once_nothing_is_stuck_and_the_customer_is_never_left_behind()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");

        for (var i = 0; i < 6; i++)
        {
            var text = $"mais {i}";
            var outcomes = await Task.WhenAll(
                inbox.StatusAsync(id, "resolved"),
                inbox.ReplyAsync(id, $"resposta {i}"),
                Task.Run(async () =>
                {
                    await inbox.WriteAsync(text);
                    return await inbox.StatusAsync(id, "snoozed");
                })
            );
            outcomes.ShouldAllBe(a => a.Status < 500);
            await Eventually.Async(
                () => inbox.ItemsAsync(id),
                items => items.Exists(item => item["message"]?.Text("text") == text),
                $"{text} to be in the conversation"
            );
        }
        var after = await inbox.WrittenAsync("fim");
        after.ShouldBe(id);
        var all = await inbox.ItemsAsync(id);
        all.Select(i => i["sequence"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, all.Count));
    }
}
