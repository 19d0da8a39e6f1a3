using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>
/// Several processes share out at once, while people come, go and resolve. What must never be, the database itself looks for at each commit.
/// </summary>
[Collection(KilledProcesses.Name)]
public sealed class SharingAtOnceTests(TestHost host)
{
    /// <summary>As the database sees it when what was shared out is committed, with whatever others committed meanwhile.</summary>
    private const string Watch = """
        create table violations (said text);
        create function watch_sharing() returns trigger language plpgsql security definer as $$
        declare c conversations;
        begin
            select * into c from conversations where tenant_id = new.tenant_id and id = new.conversation_id;
            if (select count(*) from conversations where tenant_id = new.tenant_id and assignee_id = new.subject_id and status = 'open') > new.capacity then
                insert into violations values ('above capacity');
            end if;
            if exists (select from agents where tenant_id = new.tenant_id and id = new.subject_id and state = 'away') then
                insert into violations values ('given to somebody away');
            end if;
            if not exists (select from agent_connections where tenant_id = new.tenant_id and user_id = new.subject_id and expires_at > new.at) then
                insert into violations values ('given to somebody who is not here');
            end if;
            -- But for one that is passed over because somebody has it at that moment.
            if exists (
                select from conversations o
                where o.tenant_id = new.tenant_id and o.team_id = c.team_id and o.unattended_since is not null and o.assignee_id is null
                    and o.given_back_by_id is null and o.waiting_since < new.at - make_interval(secs => new.waited_seconds) - interval '3 seconds'
            ) then
                insert into violations values ('one who waited longer was passed over');
            end if;
            return null;
        end $$;
        create constraint trigger watch_sharing after insert on conversation_items deferrable initially deferred
            for each row when (new.given_by is not null) execute function watch_sharing();
        """;

    [Fact]
    public async Task Two_processes_give_each_customer_to_one_person_and_treat_equals_alike()
    {
        await using var database = await OwnDatabase.CreateAsync();
        Behind.LookInto(database);
        await database.ExecuteAsync(Watch);
        await using var first = await StartAsync(database);
        await using var second = await StartAsync(database);
        await using var inbox = await OpenAsync(first, SharingInbox.Assignment("round_robin", capacity: 7), people: 4);
        for (var i = 0; i < 4; i++)
            await inbox.ComeAsync(inbox.People[i], i % 2 == 0 ? first.BaseAddress : second.BaseAddress);

        await Task.WhenAll(Enumerable.Range(1, 40).Select(i => inbox.WriteAsync(i)));

        // Four times seven, and twelve who wait.
        var all = await Eventually.Async(inbox.AssigneesAsync, a => a.Count == 28, "all room to be taken", seconds: 60);
        await inbox.SettleAsync();
        all.Values.GroupBy(a => a).Select(g => g.Count()).ShouldBe([7, 7, 7, 7]);
        (await inbox.ListAsync("?view=waiting&limit=100")).Count.ShouldBe(12);
        (await Behind.ScalarAsync<long>("select count(*) from conversation_items where change = 'assigned'")).ShouldBe(28);
        // Given out one after the other, whoever of the two did it: nobody was ever more than one ahead, whenever some were given out.
        (
            await Behind.ScalarAsync<long>(
                """
                with given as (select subject_id, at from conversation_items where change = 'assigned')
                select max(spread) from (
                    select max(n) - min(n) as spread from (
                        select moment.at, person.subject_id, count(*) filter (where given.at <= moment.at) as n
                        from (select distinct at from given) moment
                        cross join (select distinct subject_id from given) person
                        join given on given.subject_id = person.subject_id
                        group by moment.at, person.subject_id
                    ) counted group by at
                ) spreads
                """
            )
        ).ShouldBeLessThanOrEqualTo(1);
        await ShouldBeInOrderAsync();

        // One is killed: who was connected to it is gone, and what they resolve is given to those who are here.
        await second.KillAsync();
        var (gone, here) = (new[] { inbox.People[1], inbox.People[3] }, new[] { inbox.People[0].Id, inbox.People[2].Id });
        foreach (var person in gone)
            await Eventually.Async(() => inbox.AgentAsync(person), a => !a["isConnected"]!.GetValue<bool>(), "them to be gone", seconds: 60);
        var before = await inbox.AssigneesAsync();
        foreach (var conversation in await inbox.ListAsync("?limit=200"))
            if (conversation["assignee"] is not null)
                (await inbox.Inbox.StatusAsync(Guid.Parse(conversation.Text("id")!), "resolved")).ShouldBe(200);
        var after = await Eventually.Async(inbox.AssigneesAsync, a => a.Count == 12, "those who waited to be somebody's", seconds: 60);
        after.Keys.ShouldAllBe(customer => !before.ContainsKey(customer));
        after.Values.ShouldAllBe(a => here.Contains(a));
        await ShouldBeInOrderAsync();
    }

    [Theory]
    [InlineData("round_robin", 1)]
    [InlineData("least_loaded", 2)]
    public async Task Whoever_comes_and_goes_nobody_has_too_many_and_no_customer_is_forgotten(string mode, int seed)
    {
        await using var database = await OwnDatabase.CreateAsync();
        Behind.LookInto(database);
        await database.ExecuteAsync(Watch);
        await using var first = await host.StartAsync(database.Settings(), role: "all");
        await using var second = await host.StartAsync(database.Settings(), role: "all");
        var company = await TestTenant.RegisterAsync(host, first.Anonymous());
        var whatsApp = new InboxCompany(company, await Meta.ConnectAsync(company));
        await using var inbox = await SharingInbox.OpenAsync(whatsApp, first.Address, SharingInbox.Assignment(mode, capacity: 3), people: 5);
        await inbox.ComeAsync();
        var random = new Random(seed);
        var hosts = new[] { first.Address, second.Address };
        var customers = 0;

        async Task ActAsync(SharingInbox.Person person, Random chance)
        {
            HubSocket? screen = null;
            for (var i = 0; i < 25; i++)
            {
                switch (chance.Next(6))
                {
                    case 0:
                        (await inbox.StateAsync(person, "away")).ShouldBe(200);
                        break;
                    case 1:
                        (await inbox.StateAsync(person, "available")).ShouldBe(200);
                        break;
                    case 2 when screen is not null:
                        await screen.DisposeAsync();
                        screen = null;
                        break;
                    case 2:
                        screen = await HubSocket.OpenAsync(hosts[chance.Next(2)], person.Token);
                        break;
                    default:
                        var mine = await InboxCompany.ListAsync(person.Client, "?view=mine");
                        if (mine.Count == 0)
                            break;
                        var one = Guid.Parse(mine[chance.Next(mine.Count)].Text("id")!);
                        // What is done to one that is theirs no more by now is refused, or done to somebody else's.
                        var answer =
                            chance.Next(8) == 0
                                ? await inbox.Inbox.AssignAsync(one, null, person.Client)
                                : await inbox.Inbox.StatusAsync(one, chance.Next(3) == 0 ? "snoozed" : "resolved", by: person.Client);
                        answer.Status.ShouldBeOneOf(200, 404, 409);
                        break;
                }
                await Task.Delay(chance.Next(120), TestContext.Current.CancellationToken);
            }
            if (screen is not null)
                await screen.DisposeAsync();
        }

        var acting = inbox.People.Select((person, i) => ActAsync(person, new Random(seed * 100 + i))).ToList();
        while (!acting.TrueForAll(a => a.IsCompleted) && customers < 60)
        {
            await inbox.WriteAsync(++customers);
            await Task.Delay(random.Next(80), TestContext.Current.CancellationToken);
        }
        await Task.WhenAll(acting);

        // In the end everybody is at work, and who waits comes to be somebody's as there is room.
        foreach (var person in inbox.People)
        {
            (await inbox.StateAsync(person, "available")).ShouldBe(200);
            await inbox.ComeAsync(person);
        }
        await Eventually.Async(
            async () =>
            {
                await inbox.SettleAsync();
                var waiting = await inbox.ListAsync("?view=waiting&limit=200");
                foreach (
                    var conversation in waiting.Count == 0 ? [] : (await inbox.ListAsync("?limit=200")).Where(c => c["assignee"] is not null).Take(10)
                )
                    (await inbox.Inbox.StatusAsync(Guid.Parse(conversation.Text("id")!), "resolved")).ShouldBe(200);
                return waiting;
            },
            waiting => waiting.Count == 0,
            "nobody to wait",
            seconds: 60
        );
        (await Behind.ScalarAsync<long>("select count(*) from conversation_items where given_by is not null")).ShouldBeGreaterThanOrEqualTo(
            customers
        );
        await ShouldBeInOrderAsync();
    }

    private async Task<ApiProcess> StartAsync(OwnDatabase database)
    {
        var port = TestHost.FreePort();
        var settings = host.Settings(port);
        foreach (var (name, value) in database.Settings())
            settings[name] = value;
        var process = new ApiProcess(settings, port);
        await process.StartAsync();
        return process;
    }

    private async Task<SharingInbox> OpenAsync(ApiProcess process, object assignment, int people)
    {
        var company = await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(process.BaseAddress)));
        return await SharingInbox.OpenAsync(new InboxCompany(company, await Meta.ConnectAsync(company)), process.BaseAddress, assignment, people);
    }

    private static async Task ShouldBeInOrderAsync()
    {
        (await Behind.ScalarAsync<string>("select coalesce(string_agg(distinct said, ', '), '') from violations")).ShouldBe("");
        // Nobody is given what somebody has.
        (
            await Behind.ScalarAsync<long>(
                """
                select count(*) from (
                    select given_by, lag(change) over (partition by conversation_id order by sequence) as before
                    from conversation_items where change in ('assigned', 'released', 'resolved', 'moved')
                ) i where given_by is not null and before = 'assigned'
                """
            )
        ).ShouldBe(0);
        (await Behind.ScalarAsync<long>("select count(*) from work_items where dead_at is not null or attempts > 3")).ShouldBe(0);
    }
}
