using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>Colleagues who are asked to look, and filters that are kept.</summary>
public sealed class MentionTests(TestHost host)
{
    private const string Filters = "/api/v1/inbox/saved-filters";

    [Fact]
    public async Task Whoever_is_mentioned_finds_the_conversation_until_they_have_looked()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var (asking, asked) = (await inbox.Company.AddMemberAsync("agent"), await inbox.Company.AddMemberAsync("agent"));
        var me = await InboxCompany.IdOfAsync(asked);
        var id = await inbox.WrittenAsync("Meu boleto venceu");

        (await NoteAsync(asking, id, "Pode ver o boleto?", me)).ShouldBe(201);
        (await NoteAsync(asking, id, "É urgente", me)).ShouldBe(201);

        (await MentionsAsync(asked)).ShouldBe("1");
        var found = (await InboxCompany.ListAsync(asked, "?view=mentions")).ShouldHaveSingleItem();
        found.Text("id").ShouldBe(id.ToString());
        found.Text("unseenMentions").ShouldBe("2");
        (await InboxCompany.ListAsync(asking, "?view=mentions")).ShouldBeEmpty();
        (await MentionsAsync(asking)).ShouldBe("0");

        (await asked.PostAsync($"{InboxCompany.Conversations}/{id}/read", new { })).ShouldBe(204);
        (await inbox.StatusAsync(id, "resolved")).ShouldBe(200);

        (await MentionsAsync(asked)).ShouldBe("0");
        // It can be found again, whatever has become of it.
        (await InboxCompany.ListAsync(asked, "?view=mentions"))
            .ShouldHaveSingleItem()
            .Text("unseenMentions")
            .ShouldBe("0");
        (await InboxCompany.ListAsync(asked, "?view=mentions&status=open")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nobody_is_mentioned_who_may_not_see_the_conversation()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var (seller, support) = (await inbox.Company.AddMemberAsync("agent"), await inbox.Company.AddMemberAsync("agent"));
        var counter = await inbox.Company.AddMemberAsync("operator");
        var (sellerId, supportId) = (await InboxCompany.IdOfAsync(seller), await InboxCompany.IdOfAsync(support));
        await inbox.AddTeamAsync("Vendas", [sellerId], [inbox.Meta.ChannelId]);
        var id = await inbox.WrittenAsync("Quero comprar");
        var stranger = await InboxCompany.IdOfAsync((await host.NewTenantAsync()).Owner);

        foreach (var nobody in new[] { supportId, await InboxCompany.IdOfAsync(counter), stranger, Guid.CreateVersion7() })
            (await NoteAsync(seller, id, "Veja isto", nobody)).ShouldFail(404, "inbox.conversation.mention_not_found");
        (await inbox.ItemsAsync(id)).ShouldNotContain(i => i.Text("kind") == "note");

        var colleagues = (await seller.GetAsync($"{InboxCompany.Conversations}/{id}/colleagues")).ShouldBe(200).Json["items"]!.AsArray();
        colleagues.Select(c => Guid.Parse(c!.Text("id")!)).ShouldBe([sellerId, await InboxCompany.IdOfAsync(inbox.Owner)], ignoreOrder: true);
        (await support.GetAsync($"{InboxCompany.Conversations}/{id}/colleagues")).ShouldFail(404, "inbox.conversation.not_found");
        // Mentioned once, and out of the team since: what may not be seen is not found by that either.
        (await NoteAsync(inbox.Owner, id, "Veja isto", sellerId)).ShouldBe(201);
        (await inbox.MoveAsync(id, await inbox.AddTeamAsync("Diretoria", []))).ShouldBe(200);
        (await InboxCompany.ListAsync(seller, "?view=mentions")).ShouldBeEmpty();
        (await MentionsAsync(seller)).ShouldBe("0");
    }

    [Fact]
    public async Task Who_took_part_is_on_record()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var people = new List<Guid>();
        foreach (var _ in Enumerable.Range(0, 4))
            people.Add(await InboxCompany.IdOfAsync(await inbox.Company.AddMemberAsync("agent")));
        var writer = await inbox.Company.AddMemberAsync("agent");
        var id = await inbox.WrittenAsync("Oi");
        (await ParticipantsAsync(inbox, id)).ShouldBeEmpty();

        (await inbox.ReplyAsync(id, "Olá!", writer)).ShouldBe(202);
        (await inbox.AssignAsync(id, people[0])).ShouldBe(200);
        (await NoteAsync(inbox.Owner, id, "Vejam", people[1], people[2])).ShouldBe(201);

        var owner = await InboxCompany.IdOfAsync(inbox.Owner);
        (await ParticipantsAsync(inbox, id)).ShouldBe(
            [await InboxCompany.IdOfAsync(writer), people[0], people[1], people[2], owner],
            ignoreOrder: true
        );
    }

    [Fact]
    public async Task A_filter_is_kept_for_oneself_or_for_a_team()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var (seller, colleague, support) = (
            await inbox.Company.AddMemberAsync("agent"),
            await inbox.Company.AddMemberAsync("agent"),
            await inbox.Company.AddMemberAsync("agent")
        );
        var sales = await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(seller), await InboxCompany.IdOfAsync(colleague)]);
        var other = await inbox.AddTeamAsync("Suporte", [await InboxCompany.IdOfAsync(support)]);

        var own = (
            await seller.PostAsync(
                Filters,
                new
                {
                    name = "Urgentes",
                    view = "mine",
                    priority = "urgent",
                }
            )
        ).ShouldBe(201).Id;
        var shared = (
            await seller.PostAsync(
                Filters,
                new
                {
                    name = "Da equipe",
                    view = "all",
                    status = "pending",
                    teamId = sales,
                    channelId = inbox.Meta.ChannelId,
                    sharedWithTeamId = sales,
                }
            )
        ).ShouldBe(201);
        shared["canBeDeleted"].ShouldBe("true");

        (await NamesAsync(seller)).ShouldBe(["Da equipe", "Urgentes"]);
        (await NamesAsync(colleague)).ShouldBe(["Da equipe"]);
        (await NamesAsync(support)).ShouldBeEmpty();
        (
            await support.PostAsync(
                Filters,
                new
                {
                    name = "X",
                    view = "all",
                    sharedWithTeamId = sales,
                }
            )
        ).ShouldFail(404, "inbox.team.not_found");
        (
            await seller.PostAsync(
                Filters,
                new
                {
                    name = "X",
                    view = "all",
                    labelId = Guid.CreateVersion7(),
                }
            )
        ).Status.ShouldBe(404);
        (await colleague.DeleteAsync($"{Filters}/{shared.Id}")).ShouldFail(404, "inbox.saved_filter.not_found");
        (await support.DeleteAsync($"{Filters}/{own}")).ShouldFail(404, "inbox.saved_filter.not_found");
        (await seller.DeleteAsync($"{Filters}/{shared.Id}")).ShouldBe(204);
        (await NamesAsync(colleague)).ShouldBeEmpty();
        (
            await inbox.Owner.PostAsync(
                Filters,
                new
                {
                    name = "Do suporte",
                    view = "all",
                    sharedWithTeamId = other,
                }
            )
        ).ShouldBe(201);
        (await NamesAsync(support)).ShouldBe(["Do suporte"]);
    }

    private static Task<Answer> NoteAsync(ApiClient by, Guid id, string text, params Guid[] mentionedIds) =>
        by.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text, mentionedIds });

    private static async Task<string?> MentionsAsync(ApiClient by) =>
        (await by.GetAsync($"{InboxCompany.Conversations}/counts")).ShouldBe(200)["mentions"];

    private static async Task<List<Guid>> ParticipantsAsync(InboxCompany inbox, Guid id) =>
        [
            .. (await inbox.Owner.GetAsync($"{InboxCompany.Conversations}/{id}")).ShouldBe(200).Json["participants"]!
                .AsArray()
                .Select(p => Guid.Parse(p!.Text("id")!)),
        ];

    private static async Task<List<string?>> NamesAsync(ApiClient by) =>
        [.. (await by.GetAsync(Filters)).ShouldBe(200).Json["items"]!.AsArray().Select(f => f!.Text("name"))];
}
