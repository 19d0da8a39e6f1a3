using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>What is to be written later goes once, by the rules of the moment it goes, or is told not to have gone.</summary>
public sealed class ScheduledMessageTests(TestHost host)
{
    [Fact]
    public async Task chatwoot_9484_no_scheduled_message()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var agent = await inbox.Company.AddMemberAsync("agent");
        var id = await inbox.WrittenAsync("Me lembra amanhã?");

        var tomorrow = TimeProvider.System.GetUtcNow().AddDays(1);
        var later = (await ScheduleAsync(agent, id, "Lembrete das 9h", tomorrow, "lembrete-1")).ShouldBe(201);
        (await ScheduleAsync(agent, id, "Lembrete das 9h", tomorrow, "lembrete-1")).ShouldBe(201).Id.ShouldBe(later.Id);
        (await ScheduleAsync(agent, id, "Em breve", TimeSpan.FromSeconds(2))).ShouldBe(201);

        (await ListAsync(inbox.Owner, id)).Select(m => m["message"]!["content"]!.Text("text")).ShouldBe(["Em breve", "Lembrete das 9h"]);
        (await inbox.ItemsAsync(id)).ShouldHaveSingleItem();
        await Eventually.Async(() => inbox.Meta.LedgerAsync(), all => all.Any(m => m.ToJsonString().Contains("Em breve")), "the message to arrive");
        var left = (await ListAsync(agent, id)).ShouldHaveSingleItem();
        (left.Text("status"), left["author"]!.Text("name")).ShouldBe(("waiting", "Membro agent"));
        var sent = (await inbox.ItemsAsync(id)).Single(i => i.Text("kind") == "sent");
        (sent["author"]!.Text("name"), sent["message"]!["content"]!.Text("text")).ShouldBe(("Membro agent", "Em breve"));
        (await inbox.Meta.LedgerAsync()).Count(m => m.ToJsonString().Contains("Em breve")).ShouldBe(1);
        (await inbox.Meta.LedgerAsync()).ShouldAllBe(m => !m.ToJsonString().Contains("Lembrete"));
    }

    [Fact]
    public async Task Called_back_at_the_moment_it_goes_it_went_or_was_called_back()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");
        var scheduled = new List<Guid>();
        for (var i = 0; i < 12; i++)
            scheduled.Add((await ScheduleAsync(inbox.Owner, id, $"Aviso {i:00}", TimeSpan.FromMilliseconds(1500 + i * 40))).ShouldBe(201).Id);
        await Task.Delay(1400, TestContext.Current.CancellationToken);

        var answers = new List<int>();
        foreach (var one in scheduled)
        {
            answers.Add((await CancelAsync(inbox.Owner, id, one)).Status);
            await Task.Delay(60, TestContext.Current.CancellationToken);
        }

        answers.ShouldAllBe(status => status == 204 || status == 409);
        var went = answers.Count(status => status == 409);
        await Eventually.Async(
            async () => (await inbox.Meta.LedgerAsync()).Count(m => m.ToJsonString().Contains("Aviso")),
            count => count == went,
            $"{went} to arrive"
        );
        (await ListAsync(inbox.Owner, id)).ShouldBeEmpty();
        (await inbox.ItemsAsync(id)).Count(i => i.Text("kind") == "sent").ShouldBe(went);
        // Asked again, the same.
        foreach (var (one, status) in scheduled.Zip(answers))
            (await CancelAsync(inbox.Owner, id, one)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task What_may_not_go_any_more_is_told_in_the_conversation_until_somebody_has_seen_it()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");
        var one = (await ScheduleAsync(inbox.Owner, id, "Tarde demais", TimeSpan.FromSeconds(2))).ShouldBe(201).Id;
        await Behind.ExecuteAsync(
            $"update channel_windows set last_inbound_at = now() - interval '25 hours' where channel_id = '{inbox.Meta.ChannelId}'"
        );

        var missed = await Eventually.Async(
            () => ListAsync(inbox.Owner, id),
            all => all.Exists(m => m.Text("status") == "failed"),
            "the failure to be told"
        );

        missed.ShouldHaveSingleItem().Text("error").ShouldBe("channels.message.window_closed");
        (await inbox.ItemsAsync(id)).Select(i => i.Text("change")).ShouldBe([null, "schedule_missed"]);
        (await inbox.Meta.LedgerAsync()).ShouldAllBe(m => !m.ToJsonString().Contains("Tarde demais"));
        (await CancelAsync(inbox.Owner, id, one)).ShouldBe(204);
        (await ListAsync(inbox.Owner, id)).ShouldBeEmpty();
    }

    [Fact]
    public async Task It_is_seen_and_called_back_by_those_who_see_the_conversation_alone()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var seller = await inbox.Company.AddMemberAsync("agent");
        var support = await inbox.Company.AddMemberAsync("agent");
        var others = (await host.NewTenantAsync()).Owner;
        var id = await inbox.WrittenAsync("Oi");
        (await inbox.MoveAsync(id, await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(seller)]))).ShouldBe(200);
        var one = (await ScheduleAsync(seller, id, "Proposta", TimeSpan.FromDays(1))).ShouldBe(201).Id;
        await using var hears = await HubSocket.OpenAsync(host.BaseAddress, seller.Http.DefaultRequestHeaders.Authorization!.Parameter!);

        foreach (var by in new[] { support, others })
        {
            (await by.GetAsync(Path(id))).ShouldFail(404, "inbox.conversation.not_found");
            (await ScheduleAsync(by, id, "x", TimeSpan.FromDays(1))).ShouldFail(404, "inbox.conversation.not_found");
            (await CancelAsync(by, id, one)).ShouldFail(404, "inbox.conversation.not_found");
        }
        var bias = await inbox.WrittenAsync("Olá", "+5511912345678", "Bia");
        (await CancelAsync(inbox.Owner, bias, one)).ShouldFail(404, "inbox.scheduled_message.not_found");
        (await CancelAsync(seller, id, one)).ShouldBe(204);
        await hears.WaitForAsync("conversation", id.ToString());
    }

    [Fact]
    public async Task What_cannot_be_scheduled_is_refused()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");

        (await ScheduleAsync(inbox.Owner, id, "ontem", TimeSpan.FromDays(-1))).ShouldBe(422);
        (await ScheduleAsync(inbox.Owner, id, "longe", TimeSpan.FromDays(367))).ShouldBe(422);
        (await ScheduleAsync(inbox.Owner, id, "", TimeSpan.FromDays(1))).ShouldBe(422);
        var nothing = Guid.CreateVersion7(TimeProvider.System.GetUtcNow());
        (
            await inbox.Owner.PostAsync(
                Path(id),
                new
                {
                    content = new { type = "text", text = "x" },
                    replyTo = nothing,
                    sendAt = TimeProvider.System.GetUtcNow().AddDays(1),
                }
            )
        ).ShouldFail(404, "channels.message.reply_to_not_found");
        for (var i = 0; i < 20; i++)
            (await ScheduleAsync(inbox.Owner, id, $"Aviso {i}", TimeSpan.FromDays(1))).ShouldBe(201);
        (await ScheduleAsync(inbox.Owner, id, "mais um", TimeSpan.FromDays(1))).ShouldFail(409, "inbox.scheduled_message.too_many");
        (await inbox.StatusAsync(id, "resolved")).ShouldBe(200);
        (await ScheduleAsync(inbox.Owner, id, "depois", TimeSpan.FromDays(1))).ShouldFail(409, "inbox.conversation.resolved");
    }

    [Fact]
    public async Task Nothing_goes_to_somebody_who_was_anonymised()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");
        (await ScheduleAsync(inbox.Owner, id, "Zwq lembrete", TimeSpan.FromSeconds(4))).ShouldBe(201);
        var contact = (await inbox.GetAsync(id))["customer"]!.Text("contactId");
        (await inbox.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/exports", new { reason = "Pedido 1", format = "json" })).Text.ShouldContain(
            "Zwq lembrete"
        );

        (await inbox.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pedido 1" })).ShouldBe(200);

        (await ListAsync(inbox.Owner, id)).ShouldBeEmpty();
        (await Behind.ScalarAsync<long>($"select count(*) from scheduled_messages where conversation_id = '{id}' and content is not null")).ShouldBe(
            0
        );
        await Eventually.Async(
            () =>
                Behind.ScalarAsync<long>(
                    $"select count(*) from work_items where tenant_id = '{inbox.Company.Id}' and kind = 'inbox.send_scheduled_message'"
                ),
            left => left == 0,
            "its time to come"
        );
        (await inbox.Meta.LedgerAsync()).ShouldAllBe(m => !m.ToJsonString().Contains("Zwq"));
    }

    private static string Path(Guid conversationId) => $"{InboxCompany.Conversations}/{conversationId}/scheduled-messages";

    private static Task<Answer> ScheduleAsync(ApiClient by, Guid conversationId, string text, TimeSpan fromNow) =>
        ScheduleAsync(by, conversationId, text, TimeProvider.System.GetUtcNow().Add(fromNow), null);

    private static Task<Answer> ScheduleAsync(ApiClient by, Guid conversationId, string text, DateTimeOffset sendAt, string? key) =>
        by.PostAsync(Path(conversationId), new { content = new { type = "text", text }, sendAt }, key);

    private static Task<Answer> CancelAsync(ApiClient by, Guid conversationId, Guid id) => by.DeleteAsync($"{Path(conversationId)}/{id}");

    private static async Task<List<JsonNode>> ListAsync(ApiClient by, Guid conversationId) =>
        [.. (await by.GetAsync(Path(conversationId))).ShouldBe(200).Json["items"]!.AsArray().Select(m => m!)];
}
