using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Realtime;

/// <summary>What happens is numbered, and whoever was away gets what they missed: each thing once, in order, and only what they may hear.</summary>
public sealed class EventsTests(TestHost host)
{
    [Fact]
    public async Task Numbers_have_no_gap_and_every_socket_on_every_node_hears_each_change_once_and_in_order()
    {
        var company = await host.NewTenantAsync();
        await using var other = await host.StartAsync([]);
        await using var first = await company.Owner.BeHereAsync();
        var begin = await company.Owner.NowAsync();
        await using var here = await company.Owner.ListenAsync();
        await using var there = await company.Owner.ListenAsync(other.Address);
        var elsewhere = other.SignedIn(company.Owner.Token());

        var made = await Task.WhenAll(Enumerable.Range(0, 40).Select(i => (i % 2 == 0 ? company.Owner : elsewhere).ChangeSomethingAsync()));
        await here.HearAsync(made);
        await there.HearAsync(made);

        var all = (await company.Owner.EventsAsync(begin)).ShouldBe(200);
        all.Items().Select(i => i.Sequence).ShouldBe(Enumerable.Range(1, 40).Select(n => begin + n));
        all.Items().Select(i => i.Id).Order().ShouldBe(made.Order());
        here.Whole().Select(i => (i.Sequence, i.Topic, i.Id)).ShouldBe(all.Items());
        there.Whole().Select(i => (i.Sequence, i.Topic, i.Id)).ShouldBe(all.Items());
    }

    [Fact]
    public async Task Who_was_away_gets_what_they_missed_from_their_last_number_on_by_socket_and_in_pages()
    {
        var company = await host.NewTenantAsync();
        await using var first = await company.Owner.BeHereAsync();
        var known = await company.Owner.NowAsync();
        var missed = new List<string>();
        for (var i = 0; i < 7; i++)
            missed.Add(await company.Owner.ChangeSomethingAsync());
        await Eventually.Async(() => company.Owner.NowAsync(), now => now == known + 7, "seven more numbers");

        await using var back = await company.Owner.ListenAsync(after: known);
        await back.HearAsync(missed);
        back.Whole().Select(i => i.Id).ShouldBe(missed);
        back.Messages.First().ShouldSatisfyAllConditions(m => m.After.ShouldBe(known), m => m.StartOver.ShouldBeFalse());
        await using var current = await company.Owner.ListenAsync(after: known + 7);
        current.Messages.ShouldHaveSingleItem().Items.ShouldBeEmpty();

        var read = new List<string>();
        for (long? after = known; ; )
        {
            var page = (await company.Owner.EventsAsync(after, limit: 3)).ShouldBe(200);
            page.Json["startOver"]!.GetValue<bool>().ShouldBeFalse();
            read.AddRange(page.Items().Select(i => i.Id));
            after = page.Json["through"]!.GetValue<long>();
            if (!page.Json["hasMore"]!.GetValue<bool>())
                break;
        }
        read.ShouldBe(missed);
    }

    [Fact]
    public async Task Who_knows_nothing_or_something_too_old_or_something_else_is_told_to_start_over()
    {
        var company = await host.NewTenantAsync();
        // Who answers nobody: that they are here is told to nobody.
        var counter = await company.AddMemberAsync("operator");
        await company.Owner.ChangeSomethingAsync();
        var begin = await Eventually.Async(() => counter.NowAsync(), now => now > 0, "the first number");
        for (var i = 0; i < 3; i++)
            await company.Owner.ChangeSomethingAsync();
        var last = await Eventually.Async(() => counter.NowAsync(), now => now == begin + 3, "three numbers more");
        (await counter.EventsAsync(begin)).Items().Count.ShouldBe(3);
        await Behind.ExecuteAsync($"delete from realtime_events where tenant_id = '{company.Id}' and sequence <= {begin + 1}");

        foreach (var known in new Func<long, long?>[] { _ => null, _ => begin, now => now + 1, _ => -1 })
        {
            var after = known(last);
            var answer = (await counter.EventsAsync(after)).ShouldBe(200);
            answer.Json["startOver"]!.GetValue<bool>().ShouldBeTrue($"after {after}");
            answer.Json["through"]!.GetValue<long>().ShouldBe(last);
            answer.Items().ShouldBeEmpty();
            await using var socket = await counter.ListenAsync(after: after);
            var told = socket.Messages.ShouldHaveSingleItem();
            (told.After, told.StartOver, told.Through).ShouldBe((null, true, last));
            // And from there it goes on.
            await socket.HearAsync([await company.Owner.ChangeSomethingAsync()]);
            socket.Whole();
            last++;
        }
        (await company.Owner.GetAsync("/api/v1/realtime/events?after=x")).ShouldBe(400);
        (await company.Owner.GetAsync("/api/v1/realtime/events?limit=0")).ShouldFail(422, "request.limit.invalid");
        (await host.Anonymous().GetAsync("/api/v1/realtime/events")).ShouldBe(401);
    }

    [Fact]
    public async Task Who_hears_what_is_decided_by_role_and_by_the_teams_of_this_moment()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var (seller, support) = (await inbox.Company.AddMemberAsync("agent"), await inbox.Company.AddMemberAsync("agent"));
        var counter = await inbox.Company.AddMemberAsync("operator");
        // Made at first use, which is told.
        (await inbox.Owner.GetAsync("/api/v1/inbox/teams")).ShouldBe(200);
        var sellerId = await InboxCompany.IdOfAsync(seller);
        var sales = await inbox.AddTeamAsync("Vendas", [sellerId], [inbox.Meta.ChannelId]);
        var id = (await inbox.WrittenAsync("Quero comprar")).ToString();
        var begin = await inbox.Owner.NowAsync();
        await inbox.WrittenAsync("Ainda hoje");
        await inbox.Owner.ChangeSomethingAsync();
        await Eventually.Async(
            () => inbox.Owner.EventsAsync(begin),
            e => e.Items().Exists(i => i.Topic == "settings") && e.Items().Exists(i => i.Topic == "message"),
            "both to be told"
        );

        foreach (var (who, hears) in new[] { (inbox.Owner, true), (seller, true), (support, false), (counter, false) })
        {
            var over = (await who.EventsAsync(begin)).ShouldBe(200).Items();
            over.Exists(i => i.Id == id).ShouldBe(hears);
            over.ShouldContain(i => i.Topic == "settings");
            await using var socket = await who.ListenAsync(after: begin);
            // That they are here is told meanwhile.
            socket.Whole().Select(i => (i.Sequence, i.Topic, i.Id)).Where(i => i.Topic != "agent").ShouldBe(over.Where(i => i.Topic != "agent"));
        }
        (await (await host.NewTenantAsync()).Owner.EventsAsync(begin)).Items().ShouldBeEmpty();

        // What was sent to the team is no former member's, however far back they ask.
        (
            await inbox.Owner.PutAsync(
                $"/api/v1/inbox/teams/{sales}",
                new
                {
                    name = "Vendas",
                    memberIds = Array.Empty<Guid>(),
                    channelIds = new[] { inbox.Meta.ChannelId },
                    active = true,
                }
            )
        ).ShouldBe(200);
        (await seller.EventsAsync(begin)).Items().ShouldNotContain(i => i.Id == id);
        await using var former = await seller.ListenAsync(after: begin);
        former.Whole().ShouldNotContain(i => i.Id == id);
    }

    [Fact]
    public async Task A_conversation_that_is_given_away_is_heard_of_by_both_sides_and_known_as_whose_it_is()
    {
        var inbox = await InboxCompany.OpenAsync(host);
        var (seller, support) = (await inbox.Company.AddMemberAsync("agent"), await inbox.Company.AddMemberAsync("agent"));
        var supportId = await InboxCompany.IdOfAsync(support);
        await inbox.AddTeamAsync("Vendas", [await InboxCompany.IdOfAsync(seller)], [inbox.Meta.ChannelId]);
        var helpdesk = await inbox.AddTeamAsync("Suporte", [supportId]);
        var id = await inbox.WrittenAsync("Quebrou");
        await using var before = await seller.ListenAsync();
        await using var after = await support.ListenAsync();

        (await inbox.MoveAsync(id, helpdesk)).ShouldBe(200);
        await before.WaitForAsync("conversation", id.ToString());
        await after.WaitForAsync("conversation", id.ToString());
        (await inbox.AssignAsync(id, supportId)).ShouldBe(200);
        await after.WaitForAsync("assigned", id.ToString());
        await inbox.WrittenAsync("E agora?");
        await after.WaitForAsync("message", id.ToString());

        after.Whole().Where(i => i.Topic is "assigned" or "message").ShouldAllBe(i => i.IsYours);
        before.Whole().Count(i => i.Id == id.ToString()).ShouldBe(1);
    }

    [Fact]
    public async Task What_is_not_committed_is_never_told_and_what_is_changed_often_at_once_is_told_once()
    {
        var company = await host.NewTenantAsync();
        var label = await company.Owner.ChangeSomethingAsync();
        var begin = await Eventually.Async(() => company.Owner.NowAsync(), now => now > 0, "the first number");
        await Behind.ExecuteAsync($"begin; update labels set color = 'red' where id = '{label}'; rollback;");
        await Behind.ExecuteAsync(string.Concat(Enumerable.Range(0, 50).Select(i => $"update labels set name = 'Nome {i}' where id = '{label}';")));

        await Eventually.Async(() => company.Owner.NowAsync(), now => now > begin, "the change");
        (await company.Owner.EventsAsync(begin)).Items().ShouldBe([(begin + 1, "settings", label)]);
    }

    [Fact]
    public async Task A_day_later_what_was_told_is_gone()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var side = await host.StartAsync(database.Settings());
        var company = await TestTenant.RegisterAsync(host, side.Anonymous());
        await company.Owner.ChangeSomethingAsync();
        await Eventually.Async(() => company.Owner.NowAsync(), now => now == 1, "the first number");
        await company.Owner.ChangeSomethingAsync();
        await Eventually.Async(() => company.Owner.NowAsync(), now => now == 2, "the second number");
        await database.ExecuteAsync(
            "update realtime_events set at = now() - interval '24 hours' where sequence = 1; update access_changes set at = at - interval '1 hour'"
        );

        await using var sources = database.Connect();
        await Infrastructure.Messaging.RealtimeSequencer.PurgeAsync(sources, CancellationToken.None);

        (await database.ScalarAsync<long>("select min(sequence) from realtime_events")).ShouldBe(2);
        (await database.ScalarAsync<long>("select count(*) from access_changes")).ShouldBe(0);
        (await company.Owner.EventsAsync(0)).Json["startOver"]!.GetValue<bool>().ShouldBeTrue();
        (await company.Owner.EventsAsync(1)).Items().Count.ShouldBe(1);
    }
}
