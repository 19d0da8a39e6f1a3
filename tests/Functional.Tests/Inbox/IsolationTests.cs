using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>Who sees which conversation: deny by default, in lists, counts, by id and for every act.</summary>
public sealed class IsolationTests(TestHost host)
{
    [Fact]
    public async Task chatwoot_3272_everyone_sees_everything()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var seller = await inbox.Company.AddMemberAsync("agent");
        var support = await inbox.Company.AddMemberAsync("agent");
        var manager = await inbox.Company.AddMemberAsync("manager");
        var sales = await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(seller)]);
        await inbox.AddTeamAsync("Suporte", [await InboxCompany.IdOfAsync(support)]);
        var id = await inbox.WrittenAsync("Quero comprar");
        (await InboxCompany.ListAsync(support)).ShouldHaveSingleItem();

        (await inbox.MoveAsync(id, sales, support)).ShouldBe(200);

        await ShouldNotSeeAsync(inbox, support, id);
        foreach (var allowed in new[] { seller, manager, inbox.Owner })
        {
            (await inbox.GetAsync(id, allowed))["team"]!.Text("name").ShouldBe("Vendas");
            (await InboxCompany.ListAsync(allowed)).ShouldHaveSingleItem();
            (await allowed.GetAsync($"{InboxCompany.Conversations}/counts"))["all"].ShouldBe("1");
        }
        // Nor by what the channel keeps of all teams' messages.
        foreach (var list in new[] { "messages", $"messages/{Guid.CreateVersion7()}", "received" })
            (await seller.GetAsync($"/api/v1/channels/{inbox.Meta.ChannelId}/{list}")).ShouldBe(403);
        // What is given to somebody is theirs to see, whatever the team; what is taken away is not.
        (await inbox.AssignAsync(id, await InboxCompany.IdOfAsync(support), seller)).ShouldBe(200);
        (await inbox.GetAsync(id, support))["assignee"]!.Text("id").ShouldBe((await InboxCompany.IdOfAsync(support)).ToString());
        (await InboxCompany.ListAsync(support, "?view=mine")).ShouldHaveSingleItem();
        (await inbox.AssignAsync(id, null, seller)).ShouldBe(200);
        await ShouldNotSeeAsync(inbox, support, id);
    }

    [Fact]
    public async Task Another_companys_conversation_does_not_exist()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var id = await inbox.WrittenAsync("Oi");
        var others = await host.NewTenantAsync();

        await ShouldNotSeeAsync(inbox, others.Owner, id);
        (await inbox.MoveAsync(id, await TeamOfAsync(others))).ShouldFail(404, "inbox.team.not_found");
        (await inbox.AssignAsync(id, await InboxCompany.IdOfAsync(others.Owner))).ShouldFail(404, "inbox.conversation.assignee_not_found");
        (
            await inbox.Owner.PostAsync(
                "/api/v1/inbox/teams",
                new
                {
                    name = "Mista",
                    memberIds = new[] { await InboxCompany.IdOfAsync(others.Owner) },
                    channelIds = Array.Empty<Guid>(),
                }
            )
        ).ShouldFail(404, "inbox.team.member_not_found");
    }

    [Fact]
    public async Task A_channel_of_a_team_brings_its_conversations_there()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var seller = await inbox.Company.AddMemberAsync("agent");
        var support = await inbox.Company.AddMemberAsync("agent");
        await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(seller)], [inbox.Meta.ChannelId]);

        var id = await inbox.WrittenAsync("Oi");

        (await inbox.GetAsync(id, seller))["team"]!.Text("name").ShouldBe("Vendas");
        await ShouldNotSeeAsync(inbox, support, id);
    }

    [Fact]
    public async Task Only_those_who_may_see_a_conversation_hear_of_it()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var seller = await inbox.Company.AddMemberAsync("agent");
        var support = await inbox.Company.AddMemberAsync("agent");
        var operators = await inbox.Company.AddMemberAsync("operator");
        var sales = await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(seller)], [inbox.Meta.ChannelId]);
        await using var theirs = await HubSocket.OpenAsync(host.BaseAddress, TokenOf(seller));
        await using var others = await HubSocket.OpenAsync(host.BaseAddress, TokenOf(support));
        await using var counter = await HubSocket.OpenAsync(host.BaseAddress, TokenOf(operators));
        await using var leading = await HubSocket.OpenAsync(host.BaseAddress, inbox.Company.Session["accessToken"]!);

        var id = await inbox.WrittenAsync("Oi");

        await theirs.WaitForAsync("conversation", id.ToString());
        await leading.WaitForAsync("conversation", id.ToString());
        // Given to one of another team, it is theirs to hear of; taken away again, they hear that too, and nothing after it.
        (await inbox.AssignAsync(id, await InboxCompany.IdOfAsync(support))).ShouldBe(200);
        await others.WaitForAsync("conversation", id.ToString());
        (await inbox.AssignAsync(id, null)).ShouldBe(200);
        await Eventually.Async(() => Task.FromResult(others.Changes.Count(c => c.Topic == "conversation")), heard => heard == 2, "both to be heard");
        (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = "nota" })).ShouldBe(201);
        await Eventually.Async(
            () => Task.FromResult(leading.Changes.Count(c => c.Topic == "conversation")),
            heard => heard >= 5,
            "the owner to hear"
        );
        others.Changes.Count(c => c.Topic == "conversation").ShouldBe(2);
        counter.Changes.ShouldAllBe(c => c.Topic != "conversation");
        // Who joins the team hears of it from their next socket on, which they are made to open.
        (await ChangeAsync(inbox, sales, "Vendas", true, await InboxCompany.IdOfAsync(support))).ShouldBe(200);
        await others.WaitUntilClosedAsync();
    }

    private static string TokenOf(ApiClient member) => member.Http.DefaultRequestHeaders.Authorization!.Parameter!;

    [Fact]
    public async Task A_team_that_is_needed_stays()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var everyone = await TeamOfAsync(inbox.Company);
        var team = await inbox.AddTeamAsync("Vendas", []);
        var id = await inbox.WrittenAsync("Oi");
        (await inbox.MoveAsync(id, team)).ShouldBe(200);

        (await ChangeAsync(inbox, everyone, "Geral", active: false)).ShouldFail(409, "inbox.team.is_needed");
        (await ChangeAsync(inbox, team, "Vendas", active: false)).ShouldFail(409, "inbox.team.has_conversations");
        (await ChangeAsync(inbox, team, "ATENDIMENTO", active: true)).ShouldFail(409, "inbox.team.name_taken");
        (await inbox.StatusAsync(id, "resolved")).ShouldBe(200);
        (await ChangeAsync(inbox, team, "Vendas", active: false)).ShouldBe(200);
        // A customer of a team that is no more writes again: somebody must see it.
        await inbox.WrittenAsync("Voltei");
        (await inbox.GetAsync(id))["team"]!.Text("id").ShouldBe(everyone.ToString());
    }

    private static Task<Answer> ChangeAsync(InboxCompany inbox, Guid team, string name, bool active, params Guid[] memberIds) =>
        inbox.Owner.PutAsync(
            $"/api/v1/inbox/teams/{team}",
            new
            {
                name,
                active,
                memberIds,
                channelIds = Array.Empty<Guid>(),
            }
        );

    private static async Task<Guid> TeamOfAsync(TestTenant company) =>
        Guid.Parse((await company.Owner.GetAsync("/api/v1/inbox/teams")).ShouldBe(200).Json["teams"]!.AsArray()[0]!.Text("id")!);

    private static async Task ShouldNotSeeAsync(InboxCompany inbox, ApiClient by, Guid id)
    {
        const string Missing = "inbox.conversation.not_found";
        foreach (var view in new[] { "all", "mine", "unassigned", "waiting" })
        {
            (await InboxCompany.ListAsync(by, $"?view={view}")).ShouldBeEmpty();
            (await by.GetAsync($"{InboxCompany.Conversations}/counts"))[view].ShouldBe("0");
        }
        (await by.GetAsync($"{InboxCompany.Conversations}/{id}")).ShouldFail(404, Missing);
        (await by.GetAsync($"{InboxCompany.Conversations}/{id}/items")).ShouldFail(404, Missing);
        (await inbox.ReplyAsync(id, "Oi", by)).ShouldFail(404, Missing);
        (await by.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = "nota" })).ShouldFail(404, Missing);
        (await by.PostAsync($"{InboxCompany.Conversations}/{id}/read")).ShouldFail(404, Missing);
        (await inbox.StatusAsync(id, "resolved", by: by)).ShouldFail(404, Missing);
        (await inbox.AssignAsync(id, await InboxCompany.IdOfAsync(by), by)).ShouldFail(404, Missing);
        (await inbox.MoveAsync(id, Guid.CreateVersion7(TimeProvider.System.GetUtcNow()), by)).ShouldFail(404, Missing);
    }
}
