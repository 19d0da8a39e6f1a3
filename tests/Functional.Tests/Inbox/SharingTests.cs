using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>What comes in is given to those who are at work, by the team's rule, as soon as somebody has room.</summary>
public sealed class SharingTests(TestHost host)
{
    [Fact]
    public async Task By_turns_each_gets_the_next_and_the_thread_says_why()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("round_robin", capacity: 4));
        await inbox.ComeAsync();

        for (var i = 1; i <= 4; i++)
        {
            await inbox.WriteAsync(i);
            await Eventually.Async(inbox.AssigneesAsync, all => all.Count == i, $"customer {i} to be somebody's");
        }

        (await inbox.AssigneesAsync()).Values.GroupBy(a => a).Select(g => g.Count()).ShouldBe([2, 2]);
        var first = await inbox.OfCustomerAsync(1);
        var item = (await inbox.Inbox.ItemsAsync(Guid.Parse(first.Text("id")!))).Single(i => i.Text("change") == "assigned");
        item["author"].ShouldBeNull();
        item["subject"]!.Text("id").ShouldBe(first["assignee"]!.Text("id"));
        (item["reason"]!.Text("by"), item["reason"]!.Text("load"), item["reason"]!.Text("capacity")).ShouldBe(("round_robin", "0", "4"));
        item["waitedSeconds"]!.GetValue<int>().ShouldBeInRange(0, 5);
        // Whoever has it sees it among their own, and took part in it.
        var theirs = inbox.People.Single(p => p.Id.ToString() == first["assignee"]!.Text("id"));
        (await InboxCompany.ListAsync(theirs.Client, "?view=mine")).Count.ShouldBe(2);
        (await inbox.Owner.GetAsync($"{InboxCompany.Conversations}/{first.Text("id")}")).Json["participants"]!
            .AsArray()
            .ShouldContain(p => p!.Text("id") == theirs.Id.ToString());
    }

    [Fact]
    public async Task It_takes_less_than_two_seconds()
    {
        // A machine that is busy with others only adds to it; what waited for the next look would wait in each of them.
        var slowest = double.MaxValue;
        for (var round = 0; round < 6 && slowest >= 2; round++)
            slowest = Math.Min(slowest, await SlowestOfTenAsync());
        slowest.ShouldBeLessThan(2);
    }

    private async Task<double> SlowestOfTenAsync()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("least_loaded", capacity: 20));
        await inbox.ComeAsync();

        for (var i = 1; i <= 10; i++)
            await inbox.WriteAsync(i);

        await Eventually.Async(inbox.AssigneesAsync, all => all.Count == 10, "all to be somebody's");
        return await Behind.ScalarAsync<double>(
            $"""
            select max(extract(epoch from given.at - m.received_at))::float8 from conversation_items given
            join conversation_items wrote on wrote.tenant_id = given.tenant_id and wrote.conversation_id = given.conversation_id and wrote.kind = 'received'
            join inbound_messages m on m.tenant_id = wrote.tenant_id and m.id = wrote.message_id
            where given.tenant_id = '{inbox.Company.Id}' and given.change = 'assigned'
            """
        );
    }

    [Fact]
    public async Task By_load_who_has_fewest_open_gets_the_next()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("least_loaded"));
        var (ana, bia) = (inbox.People[0], inbox.People[1]);
        await inbox.ComeAsync(ana);
        for (var i = 1; i <= 3; i++)
            await inbox.WriteAsync(i);
        await Eventually.Async(inbox.AssigneesAsync, all => all.Count == 3, "all to be Ana's");

        await inbox.ComeAsync(bia);
        await inbox.WriteAsync(4);
        await inbox.WaitForAsync(4, bia);
        // What is put off, or waits for something outside, is nobody's load.
        foreach (var (customer, status) in new[] { (1, "resolved"), (2, "snoozed"), (3, "pending") })
            (await inbox.Inbox.StatusAsync(Guid.Parse((await inbox.OfCustomerAsync(customer)).Text("id")!), status)).ShouldBe(200);
        await inbox.WriteAsync(5);

        var given = await inbox.WaitForAsync(5, ana);
        var item = (await inbox.Inbox.ItemsAsync(Guid.Parse(given.Text("id")!))).Single(i => i.Text("change") == "assigned");
        (item["reason"]!.Text("by"), item["reason"]!.Text("load"), item["reason"]!.Text("capacity")).ShouldBe(("least_loaded", "0", "6"));
    }

    [Fact]
    public async Task A_team_that_does_not_want_it_goes_on_by_hand()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("manual"));
        await inbox.ComeAsync();
        await inbox.WriteAsync(1);
        await Eventually.Async(() => inbox.ListAsync(), all => all.Count == 1, "the conversation");
        await inbox.SettleAsync();
        (await inbox.AssigneesAsync()).ShouldBeEmpty();

        (await inbox.ArrangeAsync(SharingInbox.Assignment("round_robin"))).ShouldBe(200);

        await Eventually.Async(inbox.AssigneesAsync, all => all.Count == 1, "what waited to be shared out");
    }

    [Fact]
    public async Task Somebody_with_a_number_of_their_own_is_given_so_many_and_no_more()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("round_robin", capacity: 1));
        var (ana, bia) = (inbox.People[0], inbox.People[1]);
        (await inbox.CapacityAsync(ana, 2)).ShouldBe(200)["capacity"].ShouldBe("2");
        (await inbox.CapacityAsync(bia, 0)).ShouldBe(200);
        await inbox.ComeAsync();
        for (var i = 1; i <= 3; i++)
            await inbox.WriteAsync(i);
        await Eventually.Async(inbox.AssigneesAsync, all => all.Count == 2, "two to be Ana's");
        await inbox.SettleAsync();
        (await inbox.AssigneesAsync()).Values.ShouldAllBe(a => a == ana.Id);

        (await inbox.CapacityAsync(bia, null)).ShouldBe(200);

        var third = (await Eventually.Async(inbox.AssigneesAsync, all => all.Count == 3, "Bia to be given one")).Single(a => a.Value == bia.Id);
        // What a person decides is not bound by it.
        var more = Guid.Parse((await inbox.OfCustomerAsync(third.Key % 3 + 1)).Text("id")!);
        (await inbox.Inbox.AssignAsync(more, bia.Id)).ShouldBe(200);
        (await inbox.AgentAsync(bia)).Text("openConversations").ShouldBe("2");
    }

    [Fact]
    public async Task What_somebody_gives_back_is_for_the_others()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("least_loaded"));
        var (ana, bia) = (inbox.People[0], inbox.People[1]);
        await inbox.ComeAsync(ana);
        await inbox.WriteAsync(1);
        var id = Guid.Parse((await inbox.WaitForAsync(1, ana)).Text("id")!);

        (await inbox.Inbox.AssignAsync(id, null, ana.Client)).ShouldBe(200);
        await inbox.SettleAsync();
        (await inbox.OfCustomerAsync(1))["assignee"].ShouldBeNull();
        await inbox.ComeAsync(bia);

        await inbox.WaitForAsync(1, bia);
    }

    [Fact]
    public async Task Written_to_again_it_is_theirs_who_had_it_where_they_have_room()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("round_robin", capacity: 1));
        var (ana, bia) = (inbox.People[0], inbox.People[1]);
        await inbox.ComeAsync(ana);
        await inbox.WriteAsync(1);
        var id = Guid.Parse((await inbox.WaitForAsync(1, ana)).Text("id")!);
        (await inbox.Inbox.StatusAsync(id, "resolved")).ShouldBe(200);
        await inbox.ComeAsync(bia);

        // It would be Bia's turn.
        await inbox.WriteAsync(1, "Só mais uma coisa");
        await inbox.WaitForAsync(1, ana);
        var items = await inbox.Inbox.ItemsAsync(id);
        items.Select(i => i.Text("change") ?? i.Text("kind")).ShouldBe(["received", "assigned", "resolved", "opened", "received", "assigned"]);
        items[^1]["reason"]!.Text("by").ShouldBe("return");

        // Full, she leaves it to the team.
        (await inbox.Inbox.StatusAsync(id, "resolved")).ShouldBe(200);
        await inbox.StateAsync(bia, "away");
        await inbox.WriteAsync(2);
        await inbox.WaitForAsync(2, ana);
        await inbox.StateAsync(bia, "available");
        await inbox.WriteAsync(1, "E mais outra");
        await inbox.WaitForAsync(1, bia);
    }

    [Fact]
    public async Task Only_who_leads_says_how_it_is_shared_out_and_only_within_bounds()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("manual"));
        var ana = inbox.People[0];
        (await inbox.ArrangeAsync(SharingInbox.Assignment("round_robin"), by: ana.Client)).ShouldBe(403);
        (await inbox.CapacityAsync(ana, 3, ana.Client)).ShouldBe(403);
        (await ana.Client.PutAsync("/api/v1/inbox/settings", new { awayAfterMinutes = 3 })).ShouldBe(403);
        var counter = await inbox.Company.AddMemberAsync("operator");
        foreach (var path in new[] { "agents", "settings" })
            (await counter.GetAsync($"/api/v1/inbox/{path}")).ShouldBe(403);
        (await counter.PutAsync("/api/v1/inbox/agents/me/state", new { state = "away" })).ShouldBe(403);

        foreach (
            var assignment in new[]
            {
                SharingInbox.Assignment("auto"),
                SharingInbox.Assignment("round_robin", capacity: 0),
                SharingInbox.Assignment("round_robin", capacity: 101),
                SharingInbox.Assignment("round_robin", limboMinutes: 0),
                SharingInbox.Assignment("round_robin", limboMinutes: 1441),
                SharingInbox.Assignment("round_robin", awayReturnMinutes: 0),
            }
        )
            (await inbox.ArrangeAsync(assignment)).Status.ShouldBeOneOf(400, 422);
        foreach (var capacity in new[] { -1, 101 })
            (await inbox.CapacityAsync(ana, capacity)).ShouldBe(422);
        foreach (var minutes in new[] { 0, 481 })
            (await inbox.Owner.PutAsync("/api/v1/inbox/settings", new { awayAfterMinutes = minutes })).ShouldBe(422);
        // Of another company, or of somebody who answers nothing, no more is said than of nobody.
        var stranger = await InboxCompany.IdOfAsync((await host.NewTenantAsync()).Owner);
        foreach (var nobody in new[] { stranger, await InboxCompany.IdOfAsync(counter), Guid.CreateVersion7() })
            (await inbox.Owner.PutAsync($"/api/v1/inbox/agents/{nobody}", new { capacity = 3 })).ShouldFail(404, "inbox.agent.not_found");

        (await inbox.ArrangeAsync(SharingInbox.Assignment("least_loaded", 3, 15, 30))).ShouldBe(200);
        var team = (await inbox.Owner.GetAsync("/api/v1/inbox/teams")).Json["teams"]!
            .AsArray()
            .Single(t => t!.Text("id") == inbox.TeamId.ToString())!;
        team["assignment"]!.ToJsonString().ShouldBe("""{"mode":"least_loaded","capacity":3,"limboMinutes":15,"awayReturnMinutes":30}""");
        // Left out, it stays as it is.
        (await inbox.ArrangeAsync(null!)).ShouldBe(200).Json["assignment"]!.Text("mode").ShouldBe("least_loaded");
        (await inbox.Owner.PutAsync("/api/v1/inbox/settings", new { awayAfterMinutes = 3 })).ShouldBe(200);
        (await ana.Client.GetAsync("/api/v1/inbox/settings"))["awayAfterMinutes"].ShouldBe("3");
    }
}
