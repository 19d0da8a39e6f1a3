using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>What somebody has just sent is theirs to take back for some seconds; then it goes, whatever becomes of their screen.</summary>
public sealed class WithdrawTests(TestHost host)
{
    [Fact]
    public async Task Taken_back_it_never_leaves_and_the_conversation_stands_as_before()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var agent = await inbox.Company.AddMemberAsync("agent");
        var id = await inbox.WrittenAsync("Quanto custa o bolo?");
        var before = await inbox.GetAsync(id);
        await using var hears = await HubSocket.OpenAsync(host.BaseAddress, inbox.Owner.Http.DefaultRequestHeaders.Authorization!.Parameter!);

        var sent = (await HoldAsync(agent, id, "Zwq cinquenta reais", 3)).ShouldBe(202);
        var held = (await inbox.ItemsAsync(id)).Single(i => i.Text("kind") == "sent")["message"]!;
        (held["fate"]!.Text("status"), held.Text("text")).ShouldBe(("queued", "Zwq cinquenta reais"));
        held["fate"]!.Text("heldUntil").ShouldBe(sent["heldUntil"]);
        (await inbox.GetAsync(id)).Text("preview").ShouldBe("Zwq cinquenta reais");

        (await WithdrawAsync(agent, id, sent.Id)).ShouldBe(204);
        // In a second tab, or pressed twice.
        (await WithdrawAsync(agent, id, sent.Id)).ShouldBe(204);

        await hears.WaitForAsync("conversation", id.ToString());
        var after = await inbox.GetAsync(id);
        foreach (var same in new[] { "preview", "previewIsOurs", "unread", "waitingSince", "lastMessageAt", "status" })
            (after[same]?.ToJsonString()).ShouldBe(before[same]?.ToJsonString(), same);
        // Whoever takes words back is about to write others.
        after["assignee"]!.Text("name").ShouldBe("Membro agent");
        var items = await inbox.ItemsAsync(id);
        items.Select(i => i["sequence"]!.GetValue<int>()).ShouldBe(Enumerable.Range(1, items.Count));
        var left = items.Single(i => i.Text("kind") == "sent");
        (left["author"]!.Text("name"), left["message"]!["fate"]!.Text("status")).ShouldBe(("Membro agent", "withdrawn"));
        (left["message"]!["text"], left["message"]!["content"], left["message"]!["erased"]!.GetValue<bool>()).ShouldBe((null, null, false));
        (await FoundAsync(agent, "cinquenta")).ShouldBe(0);
        await Task.Delay(TimeSpan.FromSeconds(4), TestContext.Current.CancellationToken);
        (await inbox.Meta.LedgerAsync()).ShouldAllBe(m => !m.ToJsonString().Contains("Zwq"));
        (
            await Behind.ScalarAsync<long>($"select coalesce(sum(accepted), 0)::bigint from channel_usage where tenant_id = '{inbox.Company.Id}'")
        ).ShouldBe(0);
        (await Behind.ScalarAsync<long>($"select count(*) from send_attempts where message_id = '{sent.Id}'")).ShouldBe(0);
    }

    [Fact]
    public async Task Left_alone_it_goes_after_its_time_and_can_be_taken_back_no_more()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");
        var begun = TimeProvider.System.GetTimestamp();

        var sent = (await HoldAsync(inbox.Owner, id, "Ja vai", 2)).ShouldBe(202);

        await Eventually.Async(() => inbox.Meta.LedgerAsync(), all => all.Any(m => m.ToJsonString().Contains("Ja vai")), "it to arrive");
        TimeProvider.System.GetElapsedTime(begun).ShouldBeGreaterThan(TimeSpan.FromSeconds(2));
        (await WithdrawAsync(inbox.Owner, id, sent.Id)).ShouldFail(409, "channels.message.too_late");
        (await inbox.GetAsync(id)).Text("preview").ShouldBe("Ja vai");
        // What was not held is not there to be taken back, not even before it goes.
        await Behind.ExecuteAsync($"update channel_senders set paused = true where id = '{inbox.Meta.ChannelId}'");
        var plain = (await inbox.ReplyAsync(id, "Na hora")).ShouldBe(202);
        plain["heldUntil"].ShouldBeNull();
        (await WithdrawAsync(inbox.Owner, id, plain.Id)).ShouldFail(409, "channels.message.too_late");
    }

    [Fact]
    public async Task Taken_back_at_the_moment_it_goes_it_went_or_was_taken_back()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var customers = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(i => inbox.WrittenAsync($"Oi {i:00}", $"+55119555500{i:00}", $"Cliente {i:00}"))
        );
        // So that some are asked for while they are on their way.
        await inbox.Meta.FaultsAsync(new { answers = new[] { new { times = 100, delayMs = 400 } } });
        var sent = new List<(Guid Conversation, Guid Message)>();
        foreach (var (id, i) in customers.Select((id, i) => (id, i)))
            sent.Add((id, (await HoldAsync(inbox.Owner, id, $"Resposta {i:00}", 2)).ShouldBe(202).Id));
        await Task.Delay(TimeSpan.FromMilliseconds(1700), TestContext.Current.CancellationToken);

        var answers = new List<int>();
        foreach (var (conversation, message) in sent)
        {
            // Two tabs at once.
            var both = await Task.WhenAll(WithdrawAsync(inbox.Owner, conversation, message), WithdrawAsync(inbox.Owner, conversation, message));
            both[0].Status.ShouldBe(both[1].Status);
            answers.Add(both[0].Status);
            await Task.Delay(60, TestContext.Current.CancellationToken);
        }

        answers.ShouldAllBe(status => status == 204 || status == 409);
        var went = sent.Zip(answers).Where(s => s.Second == 409).Select(s => s.First.Message).ToHashSet();
        await Eventually.Async(
            async () => (await inbox.Meta.LedgerAsync()).Count(m => m.ToJsonString().Contains("Resposta ")),
            count => count == went.Count,
            $"{went.Count} to arrive"
        );
        foreach (var (conversation, message) in sent)
        {
            var shown = (await inbox.GetAsync(conversation)).Text("preview")!;
            shown.ShouldStartWith(went.Contains(message) ? "Resposta" : "Oi");
        }
    }

    [Fact]
    public async Task Of_several_each_is_taken_back_by_itself_and_what_came_between_stays()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Tem bolo?");
        var waits = (await inbox.GetAsync(id)).Text("waitingSince");
        var one = (await HoldAsync(inbox.Owner, id, "Um", 10)).ShouldBe(202).Id;
        var two = (await HoldAsync(inbox.Owner, id, "Dois", 10)).ShouldBe(202).Id;

        (await WithdrawAsync(inbox.Owner, id, one)).ShouldBe(204);
        (await inbox.GetAsync(id)).Text("preview").ShouldBe("Dois");
        (await inbox.GetAsync(id))["waitingSince"].ShouldBeNull();
        (await inbox.WrittenAsync("Alô?")).ShouldBe(id);
        (await WithdrawAsync(inbox.Owner, id, two)).ShouldBe(204);

        var after = await inbox.GetAsync(id);
        (after.Text("preview"), after.Text("waitingSince"), after["unread"]!.GetValue<int>()).ShouldBe(("Alô?", waits, 2));
        // An answer by somebody else is one: the customer does not wait any more.
        var three = (await HoldAsync(inbox.Owner, id, "Três", 10)).ShouldBe(202).Id;
        (await inbox.ReplyAsync(id, "De colega", await inbox.Company.AddMemberAsync("agent"))).ShouldBe(202);
        (await WithdrawAsync(inbox.Owner, id, three)).ShouldBe(204);
        after = await inbox.GetAsync(id);
        (after.Text("preview"), after["waitingSince"], after["unread"]!.GetValue<int>()).ShouldBe(("De colega", null, 0));
        (await Behind.ScalarAsync<long>($"select count(*) from held_replies where conversation_id = '{id}'")).ShouldBe(0);
    }

    [Fact]
    public async Task Only_whoever_wrote_it_takes_it_back_and_others_do_not_know_of_it()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var seller = await inbox.Company.AddMemberAsync("agent");
        var support = await inbox.Company.AddMemberAsync("agent");
        var others = (await host.NewTenantAsync()).Owner;
        var id = await inbox.WrittenAsync("Oi");
        (await inbox.MoveAsync(id, await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(seller)]))).ShouldBe(200);
        var sent = (await HoldAsync(seller, id, "Pois não", 10)).ShouldBe(202).Id;

        foreach (var by in new[] { support, others })
            (await WithdrawAsync(by, id, sent)).ShouldFail(404, "inbox.conversation.not_found");
        (await WithdrawAsync(inbox.Owner, id, sent)).ShouldFail(403, "inbox.conversation.of_another_author");
        var bias = await inbox.WrittenAsync("Olá", "+5511912345678", "Bia");
        (await WithdrawAsync(inbox.Owner, bias, sent)).ShouldFail(404, "inbox.conversation.message_not_found");
        (await HoldAsync(seller, id, "x", 11)).ShouldBe(422);
        (await HoldAsync(seller, id, "x", -1)).ShouldBe(422);
        (await WithdrawAsync(seller, id, sent)).ShouldBe(204);
    }

    [Fact]
    public async Task A_window_that_closes_meanwhile_is_closed_and_an_anonymised_person_gets_nothing()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");
        var late = (await HoldAsync(inbox.Owner, id, "Zwq tarde", 2)).ShouldBe(202).Id;
        await Behind.ExecuteAsync(
            $"update channel_windows set last_inbound_at = now() - interval '25 hours' where channel_id = '{inbox.Meta.ChannelId}'"
        );
        await Eventually.Async(
            () => inbox.ItemsAsync(id),
            all => all.Exists(i => i["message"]?["fate"]?.Text("errorReason") == "window_closed"),
            "it to be refused"
        );
        (await WithdrawAsync(inbox.Owner, id, late)).ShouldFail(409, "channels.message.too_late");

        (await inbox.WrittenAsync("De novo")).ShouldBe(id);
        var held = (await HoldAsync(inbox.Owner, id, "Zwq segredo", 10)).ShouldBe(202).Id;
        var contact = (await inbox.GetAsync(id))["customer"]!.Text("contactId");
        (await inbox.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pedido 1" })).ShouldBe(200);
        (await Behind.ScalarAsync<long>($"select count(*) from held_replies where conversation_id = '{id}'")).ShouldBe(0);
        (await WithdrawAsync(inbox.Owner, id, held)).ShouldFail(409, "channels.message.too_late");
        (await inbox.Meta.LedgerAsync()).ShouldAllBe(m => !m.ToJsonString().Contains("Zwq"));
    }

    private static Task<Answer> HoldAsync(ApiClient by, Guid conversationId, string text, int holdSeconds) =>
        by.PostAsync($"{InboxCompany.Conversations}/{conversationId}/messages", new { content = new { type = "text", text }, holdSeconds });

    private static Task<Answer> WithdrawAsync(ApiClient by, Guid conversationId, Guid messageId) =>
        by.PostAsync($"{InboxCompany.Conversations}/{conversationId}/messages/{messageId}/withdraw");

    private static async Task<int> FoundAsync(ApiClient by, string text) =>
        (await by.PostAsync("/api/v1/inbox/messages/searches", new { text })).ShouldBe(200).Json["items"]!.AsArray().Count;
}
