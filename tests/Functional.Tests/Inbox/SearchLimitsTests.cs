using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>What is not found: what somebody may not see, what is gone, and what is no word.</summary>
public sealed class SearchLimitsTests(TestHost host)
{
    private const string Rui = "+5521998765432";

    [Fact]
    public async Task Nobody_finds_what_they_may_not_see()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var seller = await inbox.Company.AddMemberAsync("agent");
        var support = await inbox.Company.AddMemberAsync("agent");
        var manager = await inbox.Company.AddMemberAsync("manager");
        var sales = await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(seller)]);
        var id = await inbox.WrittenAsync("Orçamento de xilofones");
        (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = "xilofone caro" })).ShouldBe(201);
        (await support.FindAsync("xilofone")).Count.ShouldBe(2);

        // Another team's from now on, without anything being indexed anew.
        (await inbox.MoveAsync(id, sales)).ShouldBe(200);

        (await support.FindAsync("xilofone")).ShouldBeEmpty();
        (await support.SearchAsync("Ana"))["conversations"]!.AsArray().ShouldBeEmpty();
        foreach (var allowed in new[] { seller, manager, inbox.Owner })
        {
            (await allowed.FindAsync("xilofone")).ShouldBe(["xilofone caro", "Orçamento de xilofones"]);
            (await allowed.SearchAsync("Ana"))["conversations"]!.AsArray().Count.ShouldBe(1);
        }
        // Given to somebody it is theirs to find, whatever the team.
        (await inbox.AssignAsync(id, await InboxCompany.IdOfAsync(support))).ShouldBe(200);
        (await support.FindAsync("xilofone")).Count.ShouldBe(2);
        (await support.FindAsync("xilofone", new { teamId = sales })).Count.ShouldBe(2);
        (await inbox.AssignAsync(id, null)).ShouldBe(200);
        (await support.FindAsync("xilofone", new { teamId = sales })).ShouldBeEmpty();
        // Another company, who says the same, finds its own alone; whoever does not answer customers nothing.
        var others = await InboxCompany.OpenAsync(host);
        await others.WrittenAsync("Temos xilofone?");
        (await others.Owner.FindAsync("xilofone")).ShouldBe(["Temos xilofone?"]);
        (await others.Owner.FindAsync("xilofone", new { teamId = sales, channelId = inbox.Meta.ChannelId })).ShouldBeEmpty();
        (await (await inbox.Company.AddMemberAsync("operator")).PostAsync(MessageSearch.Address, new { text = "xilofone" })).ShouldFail(
            403,
            "auth.forbidden"
        );
    }

    [Fact]
    public async Task Who_was_anonymised_is_found_by_nothing_they_said_or_was_said_of_them()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Moro na rua das acácias");
        (await inbox.ReplyAsync(id, "Entregamos nas acácias")).ShouldBe(202);
        (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = "a das acácias" })).ShouldBe(201);
        await inbox.WrittenAsync("Também moro nas acácias", Rui, "Rui");
        var sent = (await inbox.Owner.FindAsync("acácias", new { author = "company" })).Count;
        (await inbox.Owner.FindAsync("acácias")).Count.ShouldBe(4);
        sent.ShouldBe(1);
        var contact = (await inbox.GetAsync(id))["customer"]!.Text("contactId");
        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from outbound_queue where tenant_id = '{inbox.Company.Id}'"),
            waiting => waiting == 0,
            "what was sent to have gone"
        );

        (await inbox.Owner.PostAsync($"/api/v1/privacy/contacts/{contact}/anonymisation", new { reason = "Pedido 1" })).ShouldBe(200);

        (await inbox.Owner.FindAsync("acácias")).ShouldBe(["Também moro nas acácias"]);
        (
            await Behind.ScalarAsync<long>(
                $"select count(*) from conversation_items where conversation_id = '{id}' and kind <> 'change' and terms is distinct from '{{}}'"
            )
        ).ShouldBe(0);
        // Nor does indexing bring them back.
        await inbox.IndexAgainAsync();
        (await inbox.Owner.FindAsync("acácias")).ShouldBe(["Também moro nas acácias"]);
    }

    [Theory]
    [InlineData("de")]
    [InlineData("a o que não")]
    [InlineData("%")]
    [InlineData("_")]
    [InlineData("*")]
    [InlineData("'; drop table conversation_items; --")]
    public async Task What_is_no_word_finds_not_everything(string text)
    {
        var inbox = await InboxCompany.OpenAsync(host);
        await inbox.WrittenAsync("Uma mensagem");

        var answer = await inbox.Owner.PostAsync(MessageSearch.Address, new { text });

        if (answer.Status == 200)
            answer.Json["items"]!.AsArray().ShouldBeEmpty();
        else
            answer.ShouldFail(422, "inbox.search.nothing_to_look_for");
    }

    [Fact]
    public async Task What_cannot_be_looked_for_is_said_so()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        Task<Answer> AskAsync(object body) => inbox.Owner.PostAsync(MessageSearch.Address, body);

        (await AskAsync(new { text = new string('x', 201) })).ShouldFail(422, "request.invalid");
        (await AskAsync(new { text = " " })).ShouldFail(422, "request.invalid");
        (await AskAsync(new { text = "a\0b" })).Status.ShouldBe(400);
        (await AskAsync(new { text = "linha\nlinha" })).ShouldFail(422, "request.invalid");
        (await AskAsync(new { })).Status.ShouldBe(400);
        (await AskAsync(new { text = "pix", author = "bank" })).Status.ShouldBe(400);
        (await AskAsync(new { text = "pix", limit = 201 })).ShouldFail(422, "request.limit.invalid");
        (
            await AskAsync(
                new
                {
                    text = "pix",
                    firstDay = "2026-02-02",
                    lastDay = "2026-02-01",
                }
            )
        ).ShouldFail(422, "request.invalid");
        (await AskAsync(new { text = "pix", firstDay = "0001-01-01" })).ShouldFail(422, "request.invalid");
        (await AskAsync(new { text = "pix", after = "x" })).Status.ShouldBe(422);
        // As many words as fit.
        (await inbox.Owner.FindAsync(string.Join(' ', Enumerable.Range(10, 66)))).ShouldBeEmpty();
        (await inbox.Owner.FindAsync("pix")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_many_write_at_once_is_all_found_at_once()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");
        var agents = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => inbox.Company.AddMemberAsync("agent")));

        await Task.WhenAll(
            Enumerable
                .Range(0, 24)
                .Select(async i =>
                {
                    (await agents[i % 4].PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = $"caqui {i}" })).ShouldBe(201);
                    // Found as soon as it is written, while others write.
                    (await agents[i % 4].FindAsync($"caqui {i} ")).ShouldContain($"caqui {i}");
                })
        );

        (await inbox.Owner.FindAsync("caquis ")).Order().ShouldBe(Enumerable.Range(0, 24).Select(i => $"caqui {i}").Order());
    }
}
