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
