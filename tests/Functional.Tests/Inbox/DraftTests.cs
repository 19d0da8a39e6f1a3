using System.Text.Json.Nodes;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>What somebody has begun to write waits for them on any device, and for nobody else.</summary>
public sealed class DraftTests(TestHost host)
{
    [Fact]
    public async Task It_is_there_for_its_author_alone_until_it_is_sent()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var agent = await inbox.Company.AddMemberAsync("agent");
        var id = await inbox.WrittenAsync("Quanto custa?");

        (await SaveAsync(agent, id, "Zwq custa\n50", "")).ShouldBe(204);
        (await SaveAsync(agent, id, "Zwq custa\n55", "ver desconto")).ShouldBe(204);
        (await SaveAsync(inbox.Owner, id, "Deixa comigo", "")).ShouldBe(204);

        var kept = (await DraftAsync(agent, id))!;
        (kept.Text("reply"), kept.Text("note")).ShouldBe(("Zwq custa\n55", "ver desconto"));
        (await InboxCompany.ListAsync(agent)).ShouldHaveSingleItem().Text("draft").ShouldBe("Zwq custa 55");
        (await DraftAsync(inbox.Owner, id))!.Text("reply").ShouldBe("Deixa comigo");
        (await inbox.ItemsAsync(id)).ShouldHaveSingleItem();
        (await Behind.ScalarAsync<long>($"select count(*) from conversation_drafts where conversation_id = '{id}'")).ShouldBe(2);

        // Sent, only what was begun to colleagues is left; then nothing.
        (await inbox.ReplyAsync(id, "Custa 55", agent)).ShouldBe(202);
        ((await DraftAsync(agent, id))!.Text("reply"), (await DraftAsync(agent, id))!.Text("note")).ShouldBe(("", "ver desconto"));
        (await agent.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = "ver desconto" })).ShouldBe(201);
        (await DraftAsync(agent, id)).ShouldBeNull();
        (await DraftAsync(inbox.Owner, id))!.Text("reply").ShouldBe("Deixa comigo");
        (await SaveAsync(inbox.Owner, id, "", "")).ShouldBe(204);
        (await SaveAsync(inbox.Owner, id, "", "")).ShouldBe(204);
        (await DraftAsync(inbox.Owner, id)).ShouldBeNull();
        (await InboxCompany.ListAsync(inbox.Owner)).ShouldHaveSingleItem()["draft"].ShouldBeNull();
        (await Behind.ScalarAsync<long>($"select count(*) from conversation_drafts where conversation_id = '{id}'")).ShouldBe(0);
    }

    [Fact]
    public async Task Two_devices_at_once_leave_one()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => SaveAsync(inbox.Owner, id, $"Texto {i}", "")));

        answers.ShouldAllBe(a => a.Status == 204);
        (await Behind.ScalarAsync<long>($"select count(*) from conversation_drafts where conversation_id = '{id}'")).ShouldBe(1);
        (await DraftAsync(inbox.Owner, id))!.Text("reply").ShouldStartWith("Texto ");
    }

    [Fact]
    public async Task Of_what_somebody_may_not_see_nothing_is_kept()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var seller = await inbox.Company.AddMemberAsync("agent");
        var support = await inbox.Company.AddMemberAsync("agent");
        var others = (await host.NewTenantAsync()).Owner;
        var id = await inbox.WrittenAsync("Oi");
        (await inbox.MoveAsync(id, await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(seller)]))).ShouldBe(200);

        foreach (var by in new[] { support, others })
            (await SaveAsync(by, id, "x", "")).ShouldFail(404, "inbox.conversation.not_found");
        (await SaveAsync(seller, id, new string('x', 10_001), "")).ShouldBe(422);
        (await SaveAsync(seller, id, "", new string('x', 10_001))).ShouldBe(422);
        (await SaveAsync(seller, id, new string('x', 10_000), "")).ShouldBe(204);
        (await InboxCompany.ListAsync(seller)).ShouldHaveSingleItem().Text("draft")!.Length.ShouldBe(140);
    }

    [Fact]
    public async Task It_goes_with_the_person_it_is_about_and_with_who_wrote_it()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var agent = await inbox.Company.AddMemberAsync("agent");
        var id = await inbox.WrittenAsync("Oi");
        var bias = await inbox.WrittenAsync("Olá", "+5511912345678", "Bia");
        (await SaveAsync(inbox.Owner, id, "Zwq rascunho", "")).ShouldBe(204);
        (await SaveAsync(agent, bias, "De quem sai", "")).ShouldBe(204);
        var contact = (await inbox.GetAsync(id))["customer"]!.Text("contactId");
        (await inbox.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/exports", new { reason = "Pedido 1", format = "json" })).Text.ShouldContain(
            "Zwq rascunho"
        );

        (await inbox.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pedido 1" })).ShouldBe(200);

        (await Behind.ScalarAsync<long>($"select count(*) from conversation_drafts where conversation_id = '{id}'")).ShouldBe(0);
        (await SaveAsync(inbox.Owner, id, "de novo", "")).ShouldFail(409, "inbox.conversation.erased");
        (await SaveAsync(inbox.Owner, id, "", "")).ShouldBe(204);
        (await inbox.Owner.PutAsync($"/api/v1/members/{await InboxCompany.IdOfAsync(agent)}", new { role = "agent", active = false })).ShouldBe(200);
        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from conversation_drafts where conversation_id = '{bias}'"),
            left => left == 0,
            "the draft of who left to be gone"
        );
    }

    private static Task<Answer> SaveAsync(ApiClient by, Guid conversationId, string reply, string note) =>
        by.PutAsync($"{InboxCompany.Conversations}/{conversationId}/draft", new { reply, note });

    private static async Task<JsonNode?> DraftAsync(ApiClient by, Guid conversationId) =>
        (await by.GetAsync($"{InboxCompany.Conversations}/{conversationId}")).ShouldBe(200).Json["draft"];
}
