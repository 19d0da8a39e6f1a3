using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Realtime;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>What users of other products complain about, each replayed as it happened to them.</summary>
public sealed class ComplaintTests(TestHost host)
{
    [Fact]
    public async Task chatwoot_11901_and_9314_duplicate_or_lost_messages()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        await inbox.Meta.FaultsAsync(
            new
            {
                webhook = new
                {
                    duplicate = 3,
                    reorder = true,
                    batch = new
                    {
                        entries = 2,
                        changes = 2,
                        items = 2,
                        waitMs = 200,
                    },
                },
            }
        );

        for (var i = 0; i < 8; i++)
            await inbox.WriteAsync($"mensagem {i}");

        await inbox.Meta.WaitForReceivedAsync(8);
        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from channel_webhooks where tenant_id = '{inbox.Company.Id}' and processed_at is null"),
            open => open == 0,
            "all webhooks to be processed"
        );
        var conversation = (await InboxCompany.ListAsync(inbox.Owner)).ShouldHaveSingleItem();
        conversation["unread"]!.GetValue<int>().ShouldBe(8);
        (await inbox.ItemsAsync(Guid.Parse(conversation.Text("id")!)))
            .Select(i => i["message"]!.Text("text"))
            .Order()
            .ShouldBe(Enumerable.Range(0, 8).Select(i => $"mensagem {i}"));
    }

    [Fact]
    public async Task zammad_5164_several_pictures_at_once_are_shown_twice()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        // Whoever answers late is told the same once more, while the pictures are still being fetched.
        await inbox.Meta.FaultsAsync(new { webhook = new { duplicate = 2 } });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(i => inbox.Meta.WriteAsync(Picture(i))));

        await Eventually.Async(inbox.Meta.ReceivedAsync, all => all.Count(m => m["media"]?.Text("state") == "stored") >= 4, "the pictures");
        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from channel_webhooks where tenant_id = '{inbox.Company.Id}' and processed_at is null"),
            open => open == 0,
            "all webhooks to be processed"
        );
        (await Behind.ScalarAsync<long>($"select count(*) from channel_webhooks where tenant_id = '{inbox.Company.Id}'")).ShouldBe(12);
        var conversation = (await InboxCompany.ListAsync(inbox.Owner)).ShouldHaveSingleItem();
        (await inbox.ItemsAsync(Guid.Parse(conversation.Text("id")!)))
            .Select(i => i["message"]!.Text("text"))
            .Order()
            .ShouldBe(["foto 0", "foto 1", "foto 2", "foto 3"]);
        (await Behind.ScalarAsync<long>($"select count(*) from received_files where tenant_id = '{inbox.Company.Id}'")).ShouldBe(4);

        static object Picture(int number) =>
            new
            {
                from = InboxCompany.Ana,
                name = "Ana",
                type = "image",
                media = new
                {
                    base64 = Convert.ToBase64String([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, (byte)number]),
                    mimeType = "image/png",
                    caption = $"foto {number}",
                },
            };
    }

    [Fact]
    public async Task evolution_api_2110_what_is_new_is_taken_for_a_duplicate_and_never_shown()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var other = new InboxCompany(inbox.Company, await Meta.ConnectAsync(inbox.Company));
        var (now, id) = (TimeProvider.System.GetUtcNow(), $"wamid.{Guid.CreateVersion7():N}");

        // Its id is heard of before it comes: in a state, and in a reaction to it. Then it comes twice, once more to another number, and as
        // another message of the same words.
        await TellAsync(
            inbox,
            new
            {
                statuses = new[]
                {
                    new
                    {
                        id,
                        status = "read",
                        timestamp = Seconds(),
                        recipient_id = "5511987654321",
                    },
                },
            }
        );
        await SayAsync(
            inbox,
            new
            {
                from = "5511987654321",
                id = $"{id}r",
                timestamp = Seconds(),
                type = "reaction",
                reaction = new { message_id = id, emoji = "👍" },
            }
        );
        foreach (var (to, wamid) in new[] { (inbox, id), (inbox, id), (other, id), (inbox, $"{id}2") })
            await SayAsync(
                to,
                new
                {
                    from = "5511987654321",
                    id = wamid,
                    timestamp = Seconds(),
                    type = "text",
                    text = new { body = "Oi" },
                }
            );

        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from channel_webhooks where tenant_id = '{inbox.Company.Id}' and processed_at is null"),
            open => open == 0,
            "all webhooks to be processed"
        );
        var conversations = await InboxCompany.ListAsync(inbox.Owner);
        var shown = new List<int>();
        foreach (var conversation in conversations)
            shown.Add((await inbox.ItemsAsync(Guid.Parse(conversation.Text("id")!))).Count(i => i["message"]?.Text("text") == "Oi"));
        shown.Order().ShouldBe([1, 2]);

        string Seconds() => now.ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture);
        Task TellAsync(InboxCompany to, object told)
        {
            var value = System.Text.Json.JsonSerializer.SerializeToNode(told)!.AsObject();
            value["messaging_product"] = "whatsapp";
            value["metadata"] = new System.Text.Json.Nodes.JsonObject { ["phone_number_id"] = to.Meta.PhoneNumberId };
            return to.Meta.TellAsync("messages", now, value);
        }
        Task SayAsync(InboxCompany to, object message) =>
            TellAsync(to, new { contacts = new[] { new { wa_id = "5511987654321", profile = new { name = "Ana" } } }, messages = new[] { message } });
    }

    [Fact]
    public async Task chatwoot_5840_the_ninth_digit_splits_a_customer()
    {
        var inbox = await InboxCompany.OpenAsync(host);

        var first = await inbox.WrittenAsync("com nove", "+5531987654321");
        var second = await inbox.WrittenAsync("sem nove", "+553187654321");

        second.ShouldBe(first);
        (await inbox.ItemsAsync(first)).Count.ShouldBe(2);
    }

    [Fact]
    public async Task chatwoot_15586_a_contact_without_phone_vanishes_from_lists()
    {
        var inbox = await InboxCompany.OpenAsync(host);

        await inbox.Meta.WriteAsync(
            new
            {
                userId = "BR.13491208655302741918",
                name = "Sem Número",
                text = "Oi, sou eu",
            }
        );

        var conversation = (
            await Eventually.Async(() => InboxCompany.ListAsync(inbox.Owner), all => all.Count == 1, "the conversation to be listed")
        )[0];
        conversation["customer"]!.Text("name").ShouldBe("Sem Número");
        conversation["customer"]!.Text("phone").ShouldBeNull();
        var id = Guid.Parse(conversation.Text("id")!);
        var sent = (await inbox.ReplyAsync(id, "Olá!")).ShouldBe(202);
        await inbox.Meta.WaitForAsync(sent.Id, "delivered", "read");
        (await inbox.Owner.GetAsync($"{InboxCompany.Conversations}?contactId={conversation["customer"]!.Text("contactId")}")).ShouldBe(200).Json[
            "items"
        ]!
            .AsArray()
            .Count.ShouldBe(1);
    }

    [Fact]
    public async Task chatwoot_9516_agent_writes_outside_the_window_and_the_customer_never_gets_it()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        await inbox.Meta.SyncTemplatesAsync();
        var id = await inbox.WrittenAsync("Oi");
        await Behind.ExecuteAsync(
            $"update channel_windows set last_inbound_at = last_inbound_at - interval '24 hours' where tenant_id = '{inbox.Company.Id}'"
        );

        (await inbox.Owner.GetAsync($"{InboxCompany.Conversations}/{id}")).ShouldBe(200).Json["windowUntil"].ShouldBeNull();
        var refused = (await inbox.ReplyAsync(id, "Ainda aí?")).ShouldFail(409, "channels.message.window_closed");

        refused["usableTemplates"].ShouldNotBe("0");
        (await inbox.ItemsAsync(id)).Count.ShouldBe(1);
        var template = await inbox.Owner.PostAsync(
            $"{InboxCompany.Conversations}/{id}/messages",
            new
            {
                content = new
                {
                    type = "template",
                    name = "boas_vindas",
                    language = "pt_BR",
                },
            }
        );
        await inbox.Meta.WaitForAsync(template.ShouldBe(202).Id, "delivered", "read");
    }

    [Fact]
    public async Task chatwoot_11656_search_is_cut_at_three_months()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var threeYearsAgo = TimeProvider.System.GetUtcNow().AddYears(-3);
        await inbox.WrittenAsync("A geladeira chegou");

        await inbox.WriteAtAsync(threeYearsAgo, InboxCompany.Ana, "Vocês consertam geladeiras antigas?");

        var found = await Eventually.Async(
            () => inbox.Owner.SearchAsync("geladeira"),
            page => page["items"]!.AsArray().Count == 2,
            "both to be found"
        );
        var old = found["items"]![1]!;
        old["snippet"]!.Text("text").ShouldBe("Vocês consertam geladeiras antigas?");
        DateTimeOffset.Parse(old.Text("at")!, System.Globalization.CultureInfo.InvariantCulture).ShouldBeLessThan(threeYearsAgo.AddDays(1));
        (await inbox.Owner.FindAsync("geladeira", new { lastDay = threeYearsAgo.AddDays(2).ToString("yyyy-MM-dd") })).Count.ShouldBe(1);
    }

    [Fact]
    public async Task chatwoot_10376_who_waits_while_all_are_full_is_overtaken_by_who_comes_later()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("round_robin", capacity: 1), people: 1);
        var ana = inbox.People[0];
        await inbox.ComeAsync();
        for (var customer = 1; customer <= 3; customer++)
        {
            await inbox.WriteAsync(customer);
            await Eventually.Async(() => inbox.ListAsync(), all => all.Count == customer, "the conversation");
        }
        await inbox.SettleAsync();
        (await inbox.AssigneesAsync()).Keys.ShouldBe([1]);

        // Free, she is given who waits longest: by that alone, and although another writes at that moment.
        foreach (var resolved in new[] { 1, 2 })
        {
            var id = Guid.Parse((await inbox.OfCustomerAsync(resolved)).Text("id")!);
            var writing = resolved == 1 ? Task.CompletedTask : inbox.WriteAsync(4);
            await Task.WhenAll(inbox.Inbox.StatusAsync(id, "resolved", by: ana.Client), writing);
            await inbox.WaitForAsync(resolved + 1, ana);
        }
    }

    [Fact]
    public async Task chatwoot_10685_when_all_were_offline_what_waits_is_given_to_nobody_when_they_come()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("round_robin", capacity: 2), people: 2);
        for (var customer = 1; customer <= 5; customer++)
        {
            await inbox.WriteAsync(customer);
            await Eventually.Async(() => inbox.ListAsync(), all => all.Count == customer, "the conversation");
        }
        await inbox.SettleAsync();
        (await inbox.AssigneesAsync()).ShouldBeEmpty();

        await inbox.ComeAsync();

        // Those who wait longest, as many as there is room for.
        var given = await Eventually.Async(inbox.AssigneesAsync, all => all.Count == 4, "what waits to be given out");
        given.Keys.Order().ShouldBe([1, 2, 3, 4]);
        given.Values.GroupBy(a => a).Select(g => g.Count()).ShouldBe([2, 2]);
        await inbox.SettleAsync();
        (await inbox.OfCustomerAsync(5))["assignee"].ShouldBeNull();
    }

    [Theory]
    [InlineData("round_robin")]
    [InlineData("manual")]
    public async Task chatwoot_7204_reopened_it_is_theirs_who_are_not_there_any_more(string mode)
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment(mode), people: 3);
        var (ana, bia, caio) = (inbox.People[0], inbox.People[1], inbox.People[2]);
        foreach (var (customer, person) in new[] { (1, ana), (2, bia) })
        {
            await inbox.WriteAsync(customer);
            var all = await Eventually.Async(() => inbox.ListAsync(), all => all.Count == 1, "the conversation");
            var id = Guid.Parse(all[0].Text("id")!);
            (await inbox.Inbox.AssignAsync(id, person.Id)).ShouldBe(200);
            (await inbox.Inbox.ReplyAsync(id, "Pronto!", person.Client)).ShouldBe(202);
            (await inbox.Inbox.StatusAsync(id, "resolved", by: person.Client)).ShouldBe(200);
        }
        // One has left the company, the other gone home.
        (await inbox.Owner.PutAsync($"/api/v1/members/{ana.Id}", new { role = "agent", active = false })).ShouldBe(200);
        (await inbox.StateAsync(bia, "away", "day_is_over")).ShouldBe(200);
        await inbox.ComeAsync(caio);

        await inbox.WriteAsync(1, "Ainda não chegou");
        await inbox.WriteAsync(2, "Obrigado");

        foreach (var customer in new[] { 1, 2 })
            await inbox.WaitForAsync(customer, mode == "manual" ? null : caio);
        (await inbox.ListAsync("?view=waiting")).Count.ShouldBe(mode == "manual" ? 2 : 0);
    }

    [Fact]
    public async Task chatwoot_11034_one_is_given_more_than_the_others()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("least_loaded", capacity: 4), people: 3);
        await inbox.ComeAsync();

        await Task.WhenAll(Enumerable.Range(1, 9).Select(customer => inbox.WriteAsync(customer)));

        (await Eventually.Async(inbox.AssigneesAsync, all => all.Count == 9, "all to be given out"))
            .Values.GroupBy(a => a)
            .Select(g => g.Count())
            .ShouldBe([3, 3, 3]);
    }

    [Fact]
    public async Task chatwoot_14934_stale_after_reconnect_the_customer_is_answered_twice()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var (bia, caio) = (await inbox.Company.AddMemberAsync("agent"), await inbox.Company.AddMemberAsync("agent"));
        var id = await inbox.WrittenAsync("Vocês abrem hoje?");
        long known;
        await using (var socket = await bia.ListenAsync())
            known = socket.Through!.Value;
        var seen = (await inbox.ItemsAsync(id, by: bia))[^1]["sequence"]!.GetValue<int>();

        // Bia's network is away, her colleague answers, and what she wrote goes out with the first breath of it.
        (await ReplyAsync(caio, id, "Abrimos às 9h.", seen)).ShouldBe(202);
        var refused = (await ReplyAsync(bia, id, "Bom dia! Sim, abrimos.", seen, key: "primeira")).ShouldFail(
            409,
            "inbox.conversation.answered_meanwhile"
        );
        refused.Json["authorId"]!.ToString().ShouldBe((await InboxCompany.IdOfAsync(caio)).ToString());
        (await SentAsync(inbox, id)).ShouldBe(["Abrimos às 9h."]);

        // Back, she is told which conversation to look at, and what there is new in it.
        await using var back = await bia.ListenAsync(after: known);
        back.Messages.First()
            .ShouldSatisfyAllConditions(
                m => m.StartOver.ShouldBeFalse(),
                m => m.Items.ShouldContain(i => i.Topic == "conversation" && i.Id == id.ToString())
            );
        var missed = await inbox.ItemsAsync(id, $"?since={seen}", bia);
        missed.ShouldContain(i => i["message"] != null && i["message"]!.Text("text") == "Abrimos às 9h.");

        // What is still to be said is said: with what she has seen by now, or in spite of it.
        (await ReplyAsync(bia, id, "E no sábado também.", missed[^1]["sequence"]!.GetValue<int>())).ShouldBe(202);
        (await ReplyAsync(caio, id, "Até as 13h.", seen, anyway: true)).ShouldBe(202);
        (await SentAsync(inbox, id)).ShouldBe(["Abrimos às 9h.", "E no sábado também.", "Até as 13h."]);
        (await ReplyAsync(bia, id, "x", -1)).ShouldFail(422, "request.invalid");
    }

    [Fact]
    public async Task chatwoot_14934_of_two_who_answer_the_same_message_at_once_one_is_told_of_the_other()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        ApiClient[] agents = [await inbox.Company.AddMemberAsync("agent"), await inbox.Company.AddMemberAsync("agent")];
        for (var round = 0; round < 8; round++)
        {
            var id = await inbox.WrittenAsync($"Alguém aí? {round}", $"+551198765{round:0000}");
            var seen = (await inbox.ItemsAsync(id))[^1]["sequence"]!.GetValue<int>();

            var answers = await Task.WhenAll(agents.Select((agent, n) => ReplyAsync(agent, id, $"Sim, eu {n}.", seen, key: $"{round}-{n}")));

            answers.Count(a => a.Status == 202).ShouldBe(1);
            answers.Single(a => a.Status != 202).ShouldFail(409, "inbox.conversation.answered_meanwhile");
            (await SentAsync(inbox, id)).Count.ShouldBe(1);
            // The one that went may be asked for again: it is still the same message.
            var winner = Array.FindIndex(answers, a => a.Status == 202);
            (await ReplyAsync(agents[winner], id, $"Sim, eu {winner}.", seen + 1, key: $"{round}-{winner}"))
                .ShouldBe(202)
                .Id.ShouldBe(answers[winner].Id);
        }
    }

    private static Task<Answer> ReplyAsync(ApiClient by, Guid id, string text, int seenThrough, bool anyway = false, string? key = null) =>
        by.PostAsync(
            $"{InboxCompany.Conversations}/{id}/messages",
            new
            {
                content = new { type = "text", text },
                seenThrough,
                anyway,
            },
            key
        );

    private static async Task<List<string>> SentAsync(InboxCompany inbox, Guid id) =>
        [.. (await inbox.ItemsAsync(id)).Where(i => i.Text("kind") == "sent").Select(i => i["message"]!.Text("text")!)];
}
