using CleanApp.Functional.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Inbox;

/// <summary>Who is at work is known to everybody, on every node, and what they have follows when they leave.</summary>
public sealed class AtWorkTests(TestHost host)
{
    private static readonly DateTimeOffset Later = TimeProvider.System.GetUtcNow().AddHours(1);

    [Fact]
    public async Task Colleagues_see_and_hear_whether_somebody_is_at_work_and_it_is_written_down()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("manual"));
        var (ana, bia) = (inbox.People[0], inbox.People[1]);
        (await inbox.AgentAsync(ana))["isConnected"]!.GetValue<bool>().ShouldBeFalse();
        await using var hearing = await HubSocket.OpenAsync(host.BaseAddress, bia.Token);

        await inbox.ComeAsync(ana);
        await hearing.WaitForAsync("agent", ana.Id.ToString());
        var heard = hearing.Changes.Count;
        (await inbox.StateAsync(ana, "away", "lunch", Later)).ShouldBe(200)["state"].ShouldBe("away");

        await Eventually.Async(() => Task.FromResult(hearing.Changes.Count), now => now > heard, "the change to be heard");
        var seen = (await bia.Client.GetAsync("/api/v1/inbox/agents")).ShouldBe(200).Json["items"]!
            .AsArray()
            .Single(a => a!.Text("id") == ana.Id.ToString())!;
        (seen.Text("state"), seen.Text("reason"), seen.Text("isAutomatic"), seen.Text("isConnected")).ShouldBe(("away", "lunch", "false", "true"));
        DateTimeOffset.Parse(seen.Text("awayUntil")!, System.Globalization.CultureInfo.InvariantCulture).ShouldBe(Later, TimeSpan.FromSeconds(1));
        // Once more the same is no change; a reason or a time is of who is away, to come and within a month.
        (await inbox.StateAsync(ana, "away", "lunch", Later)).ShouldBe(200);
        (await inbox.StateAsync(ana, "available", "lunch")).ShouldBe(422);
        (await inbox.StateAsync(ana, "available", until: Later)).ShouldBe(422);
        (await inbox.StateAsync(ana, "away", until: Later.AddDays(40))).ShouldBe(422);
        (await inbox.StateAsync(ana, "away", until: Later.AddHours(-2))).ShouldFail(422, "inbox.agent.back_in_past");
        (await inbox.StateAsync(ana, "available")).ShouldBe(200)["reason"].ShouldBeNull();
        (await ChangesAsync(ana)).ShouldBe("away lunch, available ");
        // Written once.
        await Should.ThrowAsync<Npgsql.PostgresException>(() => AsAppAsync(inbox, "delete from agent_state_changes"));
    }

    [Fact]
    public async Task Whoever_is_gone_is_gone_on_every_node_and_after_a_while_away_until_they_come_back()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("round_robin"));
        var ana = inbox.People[0];
        await using var other = await host.StartAsync([]);
        (await inbox.Owner.PutAsync("/api/v1/inbox/settings", new { awayAfterMinutes = 1 })).ShouldBe(200);
        var first = await inbox.ComeAsync(ana);
        var second = await inbox.ComeAsync(ana, other.Address);

        await first.DisposeAsync();
        await Task.Delay(TimeSpan.FromSeconds(7), TestContext.Current.CancellationToken);
        (await inbox.AgentAsync(ana))["isConnected"]!.GetValue<bool>().ShouldBeTrue("a screen on the other node is open");
        await second.DisposeAsync();

        // Not in the instant in which a page is loaded anew.
        (await inbox.AgentAsync(ana))["isConnected"]!
            .GetValue<bool>()
            .ShouldBeTrue();
        foreach (var by in new[] { inbox.Owner, other.SignedIn(inbox.People[1].Token) })
            await Eventually.Async(
                async () => (await by.GetAsync("/api/v1/inbox/agents")).Json["items"]!.AsArray().Single(a => a!.Text("id") == ana.Id.ToString())!,
                a => !a["isConnected"]!.GetValue<bool>() && a.Text("state") == "available",
                "her to be gone"
            );
        await inbox.SettleAsync();
        await Behind.ExecuteAsync(
            $"""
            update agent_connections set expires_at = expires_at - interval '1 minute' where user_id = '{ana.Id}';
            update work_items set run_at = now() where kind = 'inbox.follow_agent' and subject_id = '{ana.Id}'
            """
        );
        var away = await Eventually.Async(() => inbox.AgentAsync(ana), a => a.Text("state") == "away", "her to be away");
        (away.Text("isAutomatic"), away["reason"]).ShouldBe(("true", null));

        await inbox.ComeAsync(ana);
        await Eventually.Async(() => inbox.AgentAsync(ana), a => a.Text("state") == "available", "her to be back");
        (await ChangesAsync(ana)).ShouldBe("away , available ");
        (await Behind.ScalarAsync<long>($"select count(*) from agent_state_changes where user_id = '{ana.Id}' and is_automatic")).ShouldBe(2);
    }

    [Fact]
    public async Task A_screen_whose_node_says_nothing_any_more_is_not_believed()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("round_robin"));
        var (ana, bia) = (inbox.People[0], inbox.People[1]);
        await inbox.ComeAsync(ana);
        // As a node leaves it that is killed: nobody says that it is there, nor that it is not.
        await Behind.ExecuteAsync(
            $"""
            insert into agents (tenant_id, id, user_id, state, is_automatic, turn) values ('{inbox.Company.Id}', '{bia.Id}', '{bia.Id}', 'available', false, 0);
            insert into agent_connections (tenant_id, id, user_id, expires_at, is_over) values ('{inbox.Company.Id}', gen_random_uuid(), '{bia.Id}', now() + interval '3 seconds', false)
            """
        );
        (await inbox.AgentAsync(bia))["isConnected"]!.GetValue<bool>().ShouldBeTrue();

        await Eventually.Async(() => inbox.AgentAsync(bia), a => !a["isConnected"]!.GetValue<bool>(), "her not to be believed any more");
        for (var i = 1; i <= 4; i++)
            await inbox.WriteAsync(i);

        (await Eventually.Async(inbox.AssigneesAsync, all => all.Count == 4, "all to be Ana's")).Values.ShouldAllBe(a => a == ana.Id);
        await Eventually.Async(
            () => Behind.ScalarAsync<bool>($"select is_over from agent_connections where user_id = '{bia.Id}'"),
            isOver => isOver,
            "it to be given up"
        );
        // One that is given up while its node still has it, as when the database was away for long, is told of anew.
        var socket = await inbox.ComeAsync(ana);
        await Behind.ExecuteAsync($"delete from agent_connections where user_id = '{ana.Id}'");
        await Eventually.Async(() => inbox.AgentAsync(ana), a => a["isConnected"]!.GetValue<bool>(), "her to be there again", seconds: 20);
        socket.IsOpen.ShouldBeTrue();
    }

    [Fact]
    public async Task Back_by_themselves_at_the_time_they_said_they_are_given_what_waits()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("round_robin"), people: 1);
        var ana = inbox.People[0];
        await inbox.ComeAsync(ana);
        (await inbox.StateAsync(ana, "away", "break", TimeProvider.System.GetUtcNow().AddHours(1))).ShouldBe(200);
        await inbox.WriteAsync(1);
        await Eventually.Async(() => inbox.ListAsync(), all => all.Count == 1, "the conversation");
        await inbox.SettleAsync();
        (await inbox.OfCustomerAsync(1))["assignee"].ShouldBeNull();

        // The hour has passed.
        await Behind.ExecuteAsync(
            $"""
            update agents set away_until = now() where tenant_id = '{inbox.Company.Id}' and away_until is not null;
            update work_items set run_at = now() where tenant_id = '{inbox.Company.Id}' and kind = 'inbox.follow_agent'
            """
        );
        await inbox.WaitForAsync(1, ana);

        (await inbox.AgentAsync(ana)).Text("state").ShouldBe("available");
    }

    [Fact]
    public async Task What_waits_for_who_is_away_comes_back_after_the_teams_time_and_what_does_not_wait_stays()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("round_robin", limboMinutes: 100, awayReturnMinutes: 10));
        var (ana, bia) = (inbox.People[0], inbox.People[1]);
        await inbox.ComeAsync(ana);
        await inbox.WriteAsync(1);
        await inbox.WriteAsync(2);
        await Eventually.Async(inbox.AssigneesAsync, all => all.Count == 2, "both to be Ana's");
        var answered = Guid.Parse((await inbox.OfCustomerAsync(2)).Text("id")!);
        (await inbox.Inbox.ReplyAsync(answered, "Um momento", ana.Client)).ShouldBe(202);
        (await inbox.StateAsync(ana, "away", "meeting")).ShouldBe(200);
        await inbox.ComeAsync(bia);

        var missed = await Eventually.Async(() => inbox.OfCustomerAsync(1), c => c["unattendedSince"] is not null, "it to be missed");
        await inbox.SettleAsync();
        missed["assignee"]!.Text("id").ShouldBe(ana.Id.ToString());
        await inbox.LetPassAsync("unattended_since", "9 minutes");
        await inbox.SettleAsync();
        (await inbox.OfCustomerAsync(1))["assignee"]!.Text("id").ShouldBe(ana.Id.ToString());
        await inbox.LetPassAsync("unattended_since", "1 minute");

        await inbox.WaitForAsync(1, bia);
        (await inbox.OfCustomerAsync(2))["assignee"]!.Text("id").ShouldBe(ana.Id.ToString());
        (await inbox.Inbox.ItemsAsync(Guid.Parse(missed.Text("id")!)))
            .Select(i => i.Text("change") ?? i.Text("kind"))
            .ShouldBe(["received", "assigned", "released", "assigned"]);
        // Written to while she is away, the other one waits as well; back before its time, she keeps it, and gets new ones.
        await inbox.WriteAsync(2, "E então?");
        await Eventually.Async(() => inbox.OfCustomerAsync(2), c => c["unattendedSince"] is not null, "it to be missed");
        (await inbox.StateAsync(ana, "available")).ShouldBe(200);
        await Eventually.Async(() => inbox.OfCustomerAsync(2), c => c["unattendedSince"] is null, "her to be found again");
        await inbox.StateAsync(bia, "away");
        await inbox.WriteAsync(3);
        await inbox.WaitForAsync(3, ana);
    }

    [Fact]
    public async Task Given_to_somebody_who_is_away_it_is_known_that_nobody_attends_to_it()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("manual"));
        var ana = inbox.People[0];
        (await inbox.StateAsync(ana, "away")).ShouldBe(200);
        var id = await inbox.Inbox.WrittenAsync("Oi");

        (await inbox.Inbox.AssignAsync(id, ana.Id)).ShouldBe(200).Json["unattendedSince"].ShouldNotBeNull();

        (await inbox.ListAsync("?view=waiting")).ShouldHaveSingleItem();
        (await inbox.Inbox.AssignAsync(id, inbox.People[1].Id)).ShouldBe(200).Json["unattendedSince"].ShouldBeNull();
    }

    [Theory]
    [InlineData("round_robin")]
    [InlineData("manual")]
    public async Task Who_leaves_the_team_or_the_company_leaves_nothing_behind(string mode)
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment(mode), people: 3);
        var (ana, bia, caio) = (inbox.People[0], inbox.People[1], inbox.People[2]);
        foreach (var (customer, person) in new[] { (1, ana), (2, ana), (3, bia), (4, bia) })
        {
            await inbox.WriteAsync(customer);
            var one = await Eventually.Async(
                () => inbox.ListAsync(),
                all => all.Exists(c => SharingInbox.CustomerOf(c) == customer),
                "the conversation"
            );
            (await inbox.Inbox.AssignAsync(Guid.Parse(one.Single(c => SharingInbox.CustomerOf(c) == customer).Text("id")!), person.Id)).ShouldBe(200);
        }
        foreach (var customer in new[] { 2, 4 })
            (await inbox.Inbox.StatusAsync(Guid.Parse((await inbox.OfCustomerAsync(customer)).Text("id")!), "pending")).ShouldBe(200);
        await inbox.ComeAsync(caio);

        // At once, in the same answer.
        (await inbox.ArrangeAsync(SharingInbox.Assignment(mode), [bia, caio])).ShouldBe(200);
        (await Behind.ScalarAsync<long>($"select count(*) from conversations where assignee_id = '{ana.Id}'")).ShouldBe(0);
        (await inbox.Owner.PutAsync($"/api/v1/members/{bia.Id}", new { role = "agent", active = false })).ShouldBe(200);

        await Eventually.Async(
            () => Behind.ScalarAsync<long>($"select count(*) from conversations where assignee_id = '{bia.Id}'"),
            left => left == 0,
            "what was Bia's to come back"
        );
        // Caio's socket was closed with everybody's when the team changed.
        await inbox.ComeAsync(caio);
        if (mode == "manual")
            (await inbox.AssigneesAsync()).ShouldBeEmpty();
        else
            (await Eventually.Async(inbox.AssigneesAsync, all => all.Count == 2, "what waits to be Caio's")).Values.ShouldAllBe(a => a == caio.Id);
    }

    [Fact]
    public async Task Given_away_at_the_moment_in_which_they_leave_the_company_it_does_not_stay_with_them()
    {
        await using var inbox = await SharingInbox.OpenAsync(host, SharingInbox.Assignment("manual"));
        var ana = inbox.People[0];
        var id = await inbox.Inbox.WrittenAsync("Oi");
        (await inbox.Owner.PutAsync($"/api/v1/members/{ana.Id}", new { role = "agent", active = false })).ShouldBe(200);
        await inbox.SettleAsync();

        // As it comes to be when both are looked at before either is committed.
        await Behind.ExecuteAsync($"update conversations set assignee_id = '{ana.Id}' where id = '{id}'");
        await Behind.ExecuteAsync(
            $"insert into work_items (tenant_id, id, kind, subject_id, run_at) values ('{inbox.Company.Id}', gen_random_uuid(), 'inbox.follow_agent', '{ana.Id}', now())"
        );

        await Eventually.Async(() => inbox.Inbox.GetAsync(id), c => c["assignee"] is null, "it to be nobody's");
        // Which whoever gives one away by hand always asks for.
        (await inbox.Inbox.AssignAsync(id, inbox.People[1].Id)).ShouldBe(200);
        (
            await Behind.ScalarAsync<long>(
                $"select count(*) from work_items where kind = 'inbox.follow_agent' and subject_id = '{inbox.People[1].Id}'"
            )
        ).ShouldBeLessThanOrEqualTo(1);
    }

    private static Task<string> ChangesAsync(SharingInbox.Person person) =>
        Behind.ScalarAsync<string>(
            $"select string_agg(state || ' ' || coalesce(reason, ''), ', ' order by at) from agent_state_changes where user_id = '{person.Id}'"
        );

    private static async Task AsAppAsync(SharingInbox inbox, string sql)
    {
        await using var connection = await inbox
            .Company.Host.Services.GetRequiredService<Infrastructure.Persistence.DataSources>()
            .App.OpenConnectionAsync();
        await using var command = new Npgsql.NpgsqlCommand($"set app.tenant_id = '{inbox.Company.Id}'; {sql}", connection);
        await command.ExecuteNonQueryAsync();
    }
}
