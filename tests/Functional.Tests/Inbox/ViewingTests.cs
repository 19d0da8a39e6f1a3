using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Realtime;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>Who has a conversation before their eyes is told to colleagues who see it, on every node, and kept nowhere.</summary>
public sealed class ViewingTests(TestHost host)
{
    [Fact]
    public async Task Colleagues_on_another_node_hear_who_looks_and_who_leaves_and_nobody_else_does()
    {
        await using var other = await host.StartAsync([]);
        var inbox = await InboxCompany.OpenAsync(host);
        var (seller, support) = (await inbox.Company.AddMemberAsync("agent"), await inbox.Company.AddMemberAsync("agent"));
        var counter = await inbox.Company.AddMemberAsync("operator");
        var me = (await InboxCompany.IdOfAsync(seller)).ToString();
        await inbox.AddTeamAsync("Vendas", [Guid.Parse(me)], [inbox.Meta.ChannelId]);
        var id = (await inbox.WrittenAsync("Quero comprar")).ToString();
        var path = $"{InboxCompany.Conversations}/{id}/viewing";
        await using var leading = await inbox.Owner.ListenAsync(other.Address);
        await using var others = await support.ListenAsync(other.Address);
        // That both are at their screens is told to all.
        foreach (var member in new[] { inbox.Owner, support })
            await leading.WaitForAsync("agent", (await InboxCompany.IdOfAsync(member)).ToString());
        var numbers = await inbox.Owner.NowAsync();

        (await seller.PostAsync(path)).ShouldBe(204);
        (await seller.DeleteAsync(path)).ShouldBe(204);

        await leading.WaitForAsync("left", id);
        leading.Changes.Where(c => c.By is not null).ShouldBe([("viewing", id, me), ("left", id, me)]);
        foreach (var stranger in new[] { support, (await host.NewTenantAsync()).Owner })
        {
            (await stranger.PostAsync(path)).ShouldFail(404, "inbox.conversation.not_found");
            (await stranger.DeleteAsync(path)).ShouldFail(404, "inbox.conversation.not_found");
        }
        (await counter.PostAsync(path)).ShouldBe(403);
        // What both hear of comes after what only some do.
        await others.HearAsync([await inbox.Owner.ChangeSomethingAsync()]);
        others.Changes.ShouldAllBe(c => c.Topic == "settings" || c.Topic == "agent");
        (await inbox.Owner.EventsAsync(numbers)).Items().ShouldAllBe(i => i.Topic == "settings");
    }
}
