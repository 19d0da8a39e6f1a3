using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Inbox;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>Old messages are being made findable when the process is killed, as by kill -9: what was done stays, the rest is done next.</summary>
[Collection(MoreKilledProcesses.Name)]
public sealed class IndexingCrashTests(TestHost host)
{
    private const int Notes = 430;

    [Theory]
    [InlineData("before:2", 200)]
    [InlineData("after:2", 400)]
    public async Task Killed_at_a_commit_the_next_one_goes_on_with_the_rest(string crashAt, int done)
    {
        await using var database = await OwnDatabase.CreateAsync();
        var port = TestHost.FreePort();
        var settings = host.Settings(port);
        foreach (var (name, value) in database.Settings())
            settings[name] = value;
        InboxCompany inbox;
        await using (var preparing = host.Build(port, database.Settings()))
        {
            await preparing.StartAsync(TestContext.Current.CancellationToken);
            var company = await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{port}"))));
            inbox = new InboxCompany(company, await Meta.ConnectAsync(company));
            var id = await inbox.WrittenAsync("Oi");
            await Parallel.ForAsync(
                0,
                Notes,
                async (i, _) => (await inbox.Owner.PostAsync($"{InboxCompany.Conversations}/{id}/notes", new { text = $"mirtilo {i}" })).ShouldBe(201)
            );
            await preparing.StopAsync(TestContext.Current.CancellationToken);
        }
        // The first commits are then the indexing's.
        await database.ExecuteAsync(
            $"""
            create table before as select id, terms from conversation_items where kind <> 'change';
            update conversation_items set terms = null;
            delete from work_items;
            insert into work_items (tenant_id, id, kind, subject_id, run_at)
            values ('{inbox.Company.Id}', gen_random_uuid(), 'inbox.index_messages', '{inbox.Company.Id}', now());
            """
        );

        await using (var process = new ApiProcess(settings, port))
        {
            await process.StartAsync(crashAt);
            await Eventually.Async(() => Task.FromResult(process.HasExited), exited => exited, "the process to be gone");
        }
        (await IndexedAsync()).ShouldBe(done);
        // The newest first.
        (
            await database.ScalarAsync<bool>(
                "select (select min(at) from conversation_items where terms is not null) >= (select max(at) from conversation_items where terms is null and kind <> 'change')"
            )
        ).ShouldBeTrue();
        // Whoever was killed holds the work until its lease ends.
        await database.ExecuteAsync("update work_items set lease_until = now(), run_at = now()");

        await using var successor = host.Build(port, database.Settings());
        await successor.StartAsync(TestContext.Current.CancellationToken);
        await Eventually.Async(IndexedAsync, indexed => indexed == Notes + 1, "the rest to be done");
        (await database.ScalarAsync<long>("select count(*) from before b join conversation_items i on i.id = b.id and i.terms = b.terms")).ShouldBe(
            Notes + 1
        );

        Task<long> IndexedAsync() => database.ScalarAsync<long>("select count(*) from conversation_items where terms is not null");
    }
}
