using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>What a customer writes becomes one conversation, which goes on until it is resolved, and again when they write again.</summary>
public sealed class ConversationTests(TestHost host)
{
    [Fact]
    public async Task Who_writes_begins_a_conversation_that_says_who_waits_and_since_when()
    {
        var inbox = await InboxCompany.OpenAsync(host);

        var id = await inbox.WrittenAsync("Bom dia, tem pão?");

        var conversation = await inbox.GetAsync(id);
        conversation["customer"]!.Text("name").ShouldBe("Ana");
        conversation.Text("status").ShouldBe("open");
        conversation["team"]!.Text("name").ShouldBe("Atendimento");
        conversation["assignee"].ShouldBeNull();
        conversation["unread"]!.GetValue<int>().ShouldBe(1);
        conversation["previewIsOurs"]!.GetValue<bool>().ShouldBeFalse();
        conversation.Text("waitingSince").ShouldNotBeNull();
        (await inbox.Owner.GetAsync($"{InboxCompany.Conversations}/{id}"))["windowUntil"].ShouldNotBeNull();
        var item = (await inbox.ItemsAsync(id)).ShouldHaveSingleItem();
        (item.Text("kind"), item["sequence"]!.GetValue<int>()).ShouldBe(("received", 1));
        (item["message"]!.Text("kind"), item["message"]!.Text("text")).ShouldBe(("text", "Bom dia, tem pão?"));
    }

    [Fact]
    public async Task Whoever_answers_takes_it_on_and_the_customer_gets_it()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var agent = await inbox.Company.AddMemberAsync("agent");
        var id = await inbox.WrittenAsync("Tem pão?");

        var sent = (await inbox.ReplyAsync(id, "Temos, sim.", agent)).ShouldBe(202);

        await inbox.Meta.WaitForAsync(sent.Id, "delivered");
        (await inbox.Meta.LedgerAsync()).ShouldContain(m => m.ToJsonString().Contains("Temos, sim."));
        var conversation = await inbox.GetAsync(id, agent);
        conversation["assignee"]!.Text("name").ShouldBe("Membro agent");
        conversation["unread"]!.GetValue<int>().ShouldBe(0);
        conversation["waitingSince"].ShouldBeNull();
        (conversation.Text("preview"), conversation["previewIsOurs"]!.GetValue<bool>()).ShouldBe(("Temos, sim.", true));
        var items = await inbox.ItemsAsync(id, by: agent);
        items.Select(i => i.Text("kind")).ShouldBe(["received", "change", "sent"]);
        items[1].Text("change").ShouldBe("assigned");
        items[2]["author"]!.Text("name").ShouldBe("Membro agent");
        items[2]["message"]!["content"]!.Text("text").ShouldBe("Temos, sim.");
        items[2]["message"]!["fate"]!.Text("status").ShouldBe("delivered");
    }

    [Fact]
    public async Task A_reply_that_is_asked_for_twice_with_one_key_is_sent_once()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");

        var first = (await inbox.ReplyAsync(id, "Olá!", key: "resposta-1")).ShouldBe(202);
        var second = (await inbox.ReplyAsync(id, "Olá!", key: "resposta-1")).ShouldBe(202);

        second.Id.ShouldBe(first.Id);
        (await inbox.ItemsAsync(id)).Count(i => i.Text("kind") == "sent").ShouldBe(1);
    }

    [Fact]
    public async Task Resolved_it_leaves_the_list_and_comes_back_when_the_customer_writes_again()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");

        (await inbox.StatusAsync(id, "resolved")).ShouldBe(200);
        (await inbox.StatusAsync(id, "resolved")).ShouldBe(200);
        (await InboxCompany.ListAsync(inbox.Owner)).ShouldBeEmpty();
        (await InboxCompany.ListAsync(inbox.Owner, "?status=resolved")).ShouldHaveSingleItem();
        (await inbox.ReplyAsync(id, "Mais alguma coisa?")).ShouldFail(409, "inbox.conversation.resolved");
        (await inbox.AssignAsync(id, await InboxCompany.IdOfAsync(inbox.Owner))).ShouldFail(409, "inbox.conversation.resolved");
        var again = await inbox.WrittenAsync("Só mais uma coisa");

        again.ShouldBe(id);
        (await inbox.GetAsync(id)).Text("status").ShouldBe("open");
        (await inbox.ItemsAsync(id)).Select(i => i.Text("change") ?? i.Text("kind")).ShouldBe(["received", "resolved", "opened", "received"]);
    }

    [Fact]
    public async Task Resolved_for_more_than_a_week_a_new_one_begins()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");
        (await inbox.StatusAsync(id, "resolved")).ShouldBe(200);
        await Behind.ExecuteAsync($"update conversations set resolved_at = resolved_at - interval '7 days 1 second' where id = '{id}'");

        var next = await inbox.WrittenAsync("Outro assunto");

        next.ShouldNotBe(id);
        (await inbox.GetAsync(id)).Text("status").ShouldBe("resolved");
        // The old one would be a second.
        (await inbox.StatusAsync(id, "open")).ShouldFail(409, "inbox.conversation.another_open");
    }

    [Fact]
    public async Task Put_off_to_a_time_it_comes_back_then_and_to_the_customer_when_they_write()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");

        (await inbox.StatusAsync(id, "snoozed", TimeProvider.System.GetUtcNow().AddSeconds(-1))).ShouldFail(422, "inbox.conversation.snooze_in_past");
        (await inbox.StatusAsync(id, "open", TimeProvider.System.GetUtcNow().AddHours(1))).ShouldBe(422);
        (await inbox.StatusAsync(id, "snoozed", TimeProvider.System.GetUtcNow().AddSeconds(2))).ShouldBe(200)["status"].ShouldBe("snoozed");
        await Eventually.Async(() => inbox.GetAsync(id), c => c.Text("status") == "open", "the conversation to come back");

        (await inbox.StatusAsync(id, "snoozed")).ShouldBe(200)["snoozedUntil"].ShouldBeNull();
        (await inbox.WrittenAsync("E então?")).ShouldBe(id);
        (await inbox.GetAsync(id)).Text("status").ShouldBe("open");
        (await inbox.ItemsAsync(id))
            .Select(i => i.Text("change") ?? i.Text("kind"))
            .ShouldBe(["received", "snoozed", "opened", "snoozed", "opened", "received"]);
    }

    [Fact]
    public async Task A_reaction_and_a_note_are_in_it_and_ask_for_no_answer()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");
        var sent = (await inbox.ReplyAsync(id, "Olá!")).ShouldBe(202);
        await inbox.Meta.WaitForAsync(sent.Id, "delivered", "read");
        (await inbox.StatusAsync(id, "resolved")).ShouldBe(200);

        await inbox.Meta.WriteAsync(
            new
            {
                from = InboxCompany.Ana,
                type = "reaction",
                reaction = new { message_id = "wamid.qualquer", emoji = "👍" },
            }
        );
        (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = "Cliente antiga.\nPrefere de manhã." })).ShouldBe(201);
        (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = " " })).ShouldBe(422);

        var items = await Eventually.Async(
            () => inbox.ItemsAsync(id),
            all => all.Exists(i => i["message"]?.Text("kind") == "reaction"),
            "the reaction"
        );
        items.Single(i => i.Text("kind") == "note").Text("note").ShouldBe("Cliente antiga.\nPrefere de manhã.");
        items.Select(i => i["sequence"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, items.Count));
        var conversation = await inbox.GetAsync(id);
        (conversation.Text("status"), conversation["unread"]!.GetValue<int>()).ShouldBe(("resolved", 0));
        // The customer gets what was written to them, and nothing else.
        (await inbox.Meta.LedgerAsync())
            .ToString()
            .ShouldNotBeNull();
        (await inbox.Meta.LedgerAsync()).ShouldAllBe(m => !m.ToJsonString().Contains("antiga"));
    }

    [Fact]
    public async Task What_a_program_sent_before_is_there_when_the_customer_answers()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        await inbox.Meta.SyncTemplatesAsync();
        var template = new
        {
            type = "template",
            name = "boas_vindas",
            language = "pt_BR",
        };
        var sent = await inbox.Meta.SentAsync(template, InboxCompany.Ana, "utility");
        await inbox.Meta.WaitForAsync(sent, "delivered");
        (await InboxCompany.ListAsync(inbox.Owner)).ShouldBeEmpty();

        var id = await inbox.WrittenAsync("Recebi, obrigada");

        (await inbox.ItemsAsync(id)).Select(i => i["message"]!.Text("kind")).ShouldBe(["template", "text"]);
        // What goes on outside the inbox is seen in it.
        await inbox.Meta.SentAsync(new { type = "text", text = "De nada" }, InboxCompany.Ana);
        (await inbox.ItemsAsync(id)).Count.ShouldBe(4);
    }

    [Fact]
    public async Task Somebody_of_the_company_writes_first_by_a_template_and_the_answer_comes_to_them()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        await inbox.Meta.SyncTemplatesAsync();
        var seller = await inbox.Company.AddMemberAsync("agent");
        var other = await inbox.Company.AddMemberAsync("agent");
        var team = await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(seller)], [inbox.Meta.ChannelId]);

        (await StartAsync(inbox, seller, new { type = "text", text = "Oi" })).ShouldFail(409, "channels.message.window_closed");
        (await StartAsync(inbox, seller, Template, to: "ninguem")).ShouldFail(422, "channels.message.recipient_invalid");
        var started = (await StartAsync(inbox, seller, Template)).ShouldBe(201);

        started.Json["assignee"]!.Text("name").ShouldBe("Membro agent");
        started.Json["team"]!.Text("id").ShouldBe(team.ToString());
        (await inbox.ItemsAsync(started.Id)).Select(i => i.Text("change") ?? i.Text("kind")).ShouldBe(["assigned", "sent"]);
        // Once more is the same conversation; of somebody who does not see it, nothing is sent.
        (await StartAsync(inbox, seller, Template))
            .ShouldBe(201)
            .Id.ShouldBe(started.Id);
        (await StartAsync(inbox, other, Template)).ShouldFail(409, "inbox.conversation.of_another_team");
        (await inbox.ItemsAsync(started.Id)).Count.ShouldBe(3);
        (await inbox.WrittenAsync("Quero, sim")).ShouldBe(started.Id);
        (await inbox.StatusAsync(started.Id, "resolved")).ShouldBe(200);
        (await StartAsync(inbox, seller, Template)).ShouldBe(201)["status"].ShouldBe("open");
    }

    private static readonly object Template = new
    {
        type = "template",
        name = "boas_vindas",
        language = "pt_BR",
    };

    private static Task<Answer> StartAsync(InboxCompany inbox, ApiClient by, object content, string to = InboxCompany.Ana) =>
        by.PostAsync(
            InboxCompany.Conversations,
            new
            {
                channelId = inbox.Meta.ChannelId,
                to,
                content,
            }
        );

    [Fact]
    public async Task Pages_of_a_long_one_meet_without_gap_or_repetition()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");
        for (var i = 0; i < 6; i++)
            (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = $"nota {i}" })).ShouldBe(201);

        var seen = new List<int>();
        for (string? before = ""; before is not null; )
        {
            var page = (
                await inbox.Owner.GetAsync($"{InboxCompany.Conversations}/{id}/items?limit=3{(before == "" ? "" : $"&before={before}")}")
            ).ShouldBe(200);
            seen.AddRange(page.Json["items"]!.AsArray().Select(i => i!["sequence"]!.GetValue<int>()));
            before = page["next"];
        }

        seen.ShouldBe([7, 6, 5, 4, 3, 2, 1]);
        (await inbox.ItemsAsync(id, "?since=5")).Select(i => i["sequence"]!.GetValue<int>()).ShouldBe([6, 7]);
    }

    [Fact]
    public async Task Somebody_who_is_anonymised_leaves_an_empty_conversation_nobody_can_go_on_with()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Zwq oi");
        (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = "Zwq deve três pães" })).ShouldBe(201);
        var contact = (await inbox.GetAsync(id))["customer"]!.Text("contactId");
        (await inbox.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/exports", new { reason = "Pedido 1", format = "json" })).Text.ShouldContain(
            "deve três pães"
        );

        (await inbox.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pedido 1" })).ShouldBe(200);

        var shown = await inbox.GetAsync(id);
        (shown.Text("status"), shown["preview"]).ShouldBe(("resolved", null));
        (await inbox.ItemsAsync(id)).ShouldAllBe(i => !i.ToJsonString().Contains("Zwq"));
        (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = "volta" })).ShouldFail(
            409,
            "inbox.conversation.erased"
        );
        (await inbox.StatusAsync(id, "open")).ShouldFail(409, "inbox.conversation.erased");
        (await Behind.ScalarAsync<long>($"select count(*) from conversation_items where conversation_id = '{id}' and content is not null")).ShouldBe(
            0
        );
        // Whoever writes from that number is somebody new.
        (await inbox.WrittenAsync("Oi de novo")).ShouldNotBe(id);
    }

    [Fact]
    public async Task Screens_hear_of_a_message_and_of_what_became_of_one()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        await using var socket = await HubSocket.OpenAsync(host.BaseAddress, inbox.Company.Session["accessToken"]!);

        var id = await inbox.WrittenAsync("Oi");
        await socket.WaitForAsync("conversation", id.ToString());
        var sent = (await inbox.ReplyAsync(id, "Olá!")).ShouldBe(202);
        await inbox.Meta.WaitForAsync(sent.Id, "delivered", "read");

        // Once of the message, twice of the answer (nobody's before, somebody's now), and then of what Meta said, which may come in one.
        await Eventually.Async(
            () => Task.FromResult(socket.Changes.Count(c => c.Topic == "conversation" && c.Id == id.ToString())),
            heard => heard >= 4,
            "the fate of the answer to be announced"
        );
    }
}
