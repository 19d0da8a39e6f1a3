using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>Two who answer at once see each other.</summary>
public sealed class TypingTests(TestHost host)
{
    [Fact]
    public async Task Colleagues_who_see_the_conversation_hear_who_writes_in_it_and_nobody_else_does()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var (seller, support) = (await inbox.Company.AddMemberAsync("agent"), await inbox.Company.AddMemberAsync("agent"));
        var counter = await inbox.Company.AddMemberAsync("operator");
        var me = await InboxCompany.IdOfAsync(seller);
        await inbox.AddTeamAsync("Vendas", [me], [inbox.Meta.ChannelId]);
        var id = await inbox.WrittenAsync("Quero comprar");
        var stranger = (await host.NewTenantAsync()).Owner;
        await using var leading = await HubSocket.OpenAsync(host.BaseAddress, inbox.Company.Session["accessToken"]!);
        await using var team = await HubSocket.OpenAsync(host.BaseAddress, TokenOf(seller));
        await using var others = await HubSocket.OpenAsync(host.BaseAddress, TokenOf(support));
        await using var elsewhere = await HubSocket.OpenAsync(host.BaseAddress, TokenOf(stranger));

        (await TypeAsync(seller, id)).ShouldBe(204);

        foreach (var hearing in new[] { leading, team })
            await Eventually.Async(
                () => Task.FromResult(hearing.Changes.Where(c => c.Topic == "typing").ToList()),
                told => told is [var one] && one.Id == id.ToString() && one.By == me.ToString(),
                "who writes to be told"
            );
        (await TypeAsync(support, id)).ShouldFail(404, "inbox.conversation.not_found");
        (await TypeAsync(stranger, id)).ShouldFail(404, "inbox.conversation.not_found");
        (await TypeAsync(counter, id)).ShouldBe(403);
        // What both hear of comes after what only some do.
        (await inbox.AssignAsync(id, await InboxCompany.IdOfAsync(support))).ShouldBe(200);
        await others.WaitForAsync("conversation", id.ToString());
        others.Changes.ShouldNotContain(c => c.Topic == "typing");
        // But for their own coming.
        elsewhere.Changes.Select(c => (c.Topic, c.Id)).Distinct().ShouldBe([("agent", (await InboxCompany.IdOfAsync(stranger)).ToString())]);
        leading.Changes.Count(c => c.Topic == "typing").ShouldBe(1);
    }

    private static Task<Answer> TypeAsync(ApiClient by, Guid id) => by.PostAsync($"{InboxCompany.Conversations}/{id}/typing", new { });

    private static string TokenOf(ApiClient member) => member.Http.DefaultRequestHeaders.Authorization!.Parameter!;
}
