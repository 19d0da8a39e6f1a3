using System.Collections.Concurrent;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>
/// The real process is killed, as by kill -9, before and after each commit on a customer's way from Meta's notification to somebody who
/// answers. Its successor has given them to one person, once, and has forgotten nothing that was to be done.
/// </summary>
[Collection(MoreKilledProcesses.Name)]
public sealed class SharingCrashTests(TestHost host)
{
    private const string IsDone = """
        select count(*) from conversations c where assignee_id is not null
            and not exists (select from work_items where kind like 'inbox.follow%' and run_at <= now())
            and not exists (select from channel_webhooks where processed_at is null)
        """;

    [Fact]
    public async Task Killed_at_any_commit_a_customer_is_given_to_one_person_once()
    {
        await using var prepared = await OwnDatabase.CreateAsync();
        await PrepareAsync(prepared);
        using var copying = new SemaphoreSlim(1);
        var lived = new ConcurrentDictionary<string, int>();
        var failures = new ConcurrentQueue<Exception>();
        var next = -1;

        await Task.WhenAll(
            Enumerable
                .Range(0, 4)
                .Select(async _ =>
                {
                    while (lived.Count < 2 && failures.IsEmpty)
                    {
                        var number = Interlocked.Increment(ref next);
                        var (side, point) = (number % 2 == 0 ? "before" : "after", number / 2 + 1);
                        if (lived.ContainsKey(side))
                            continue;
                        try
                        {
                            if (!await JourneyAsync(prepared, copying, $"{side}:{point}"))
                                lived.AddOrUpdate(side, point, (_, known) => Math.Min(known, point));
                        }
                        catch (Exception e)
                        {
                            failures.Enqueue(new ShouldAssertException($"Killed {side} commit {point}: {e.Message}", e));
                        }
                    }
                })
        );

        if (!failures.IsEmpty)
            throw new AggregateException(failures);
        // receive, close, share out, look whether it is attended to
        lived.Values.ShouldAllBe(point => point > 4);
    }

    /// <summary>Meta has posted what a customer wrote, and somebody is here; nobody has looked at it.</summary>
    private async Task PrepareAsync(OwnDatabase database)
    {
        Behind.LookInto(database);
        await using var side = await host.StartAsync(database.Settings());
        var company = await TestTenant.RegisterAsync(host, side.Anonymous());
        var inbox = new InboxCompany(company, await Meta.ConnectAsync(company));
        await using var sharing = await SharingInbox.OpenAsync(inbox, side.Address, SharingInbox.Assignment("round_robin"), people: 2);
        await database.ExecuteAsync(
            $"""
            insert into agents (tenant_id, id, user_id, state, is_automatic, turn)
            select tenant_id, user_id, user_id, 'available', false, 0 from team_members;
            insert into agent_connections (tenant_id, id, user_id, expires_at, is_over)
            select tenant_id, gen_random_uuid(), user_id, now() + interval '1 hour', false from team_members;
            """
        );
        await sharing.WriteAsync(1);
        await Eventually.Async(() => database.ScalarAsync<long>("select count(*) from channel_webhooks"), count => count == 1, "the notification");
    }

    /// <returns>Whether it was killed.</returns>
    private async Task<bool> JourneyAsync(OwnDatabase prepared, SemaphoreSlim copying, string crashAt)
    {
        await copying.WaitAsync();
        OwnDatabase copy;
        try
        {
            copy = await prepared.CopyAsync();
        }
        finally
        {
            copying.Release();
        }
        await using var database = copy;
        var port = TestHost.FreePort();
        var settings = host.Settings(port);
        foreach (var (name, value) in database.Settings())
            settings[name] = value;
        await using var process = new ApiProcess(settings, port);
        await process.StartAsync(crashAt);
        await Eventually.Async(
            async () => process.HasExited || await database.ScalarAsync<long>(IsDone) == 1,
            done => done,
            "its end, or the customer to be somebody's",
            seconds: 60
        );
        // What it did last may be the commit it is to die after.
        await Task.Delay(300);
        var wasKilled = process.HasExited;
        await process.KillAsync();
        await database.ExecuteAsync("update work_items set lease_until = now() - interval '1 second' where lease_until is not null");

        await using var successor = await host.StartAsync(database.Settings(), role: "all");
        await Eventually.Async(() => database.ScalarAsync<long>(IsDone), done => done == 1, "the customer to be somebody's", seconds: 60);
        (await database.ScalarAsync<long>("select count(*) from conversations")).ShouldBe(1);
        (await database.ScalarAsync<string>("select string_agg(coalesce(change, kind), ' ' order by sequence) from conversation_items")).ShouldBe(
            "received assigned"
        );
        (await database.ScalarAsync<long>("select count(*) from agents where turn > 0")).ShouldBe(1);
        return wasKilled;
    }
}
