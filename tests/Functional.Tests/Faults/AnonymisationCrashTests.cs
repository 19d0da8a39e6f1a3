using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Privacy;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>The process is killed, as by kill -9, before and after the commit that anonymises: all is gone or nothing is.</summary>
[Collection(KilledProcesses.Name)]
public sealed class AnonymisationCrashTests(TestHost host)
{
    [Theory]
    [InlineData("before:1", false)]
    [InlineData("after:1", true)]
    public async Task Killed_at_its_commit_a_person_is_anonymised_wholly_or_not_at_all(string crashAt, bool isDone)
    {
        await using var database = await OwnDatabase.CreateAsync();
        var port = TestHost.FreePort();
        Person person;
        await using (var preparing = host.Build(port, database.Settings()))
        {
            await preparing.StartAsync(TestContext.Current.CancellationToken);
            var company = await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{port}"))));
            person = await Person.OfAsync(company);
            await preparing.StopAsync(TestContext.Current.CancellationToken);
        }
        // The first commit is then the anonymisation's.
        await database.ExecuteAsync("delete from work_items");
        var settings = host.Settings(port);
        foreach (var (name, value) in database.Settings())
            settings[name] = value;
        var whole = await database.ScalarAsync<long>(AnonymisationTests.LeftSql(person.Id));
        whole.ShouldBeGreaterThan(5);

        await using (var process = new ApiProcess(settings, port))
        {
            await process.StartAsync(crashAt);
            await Should.ThrowAsync<HttpRequestException>(() => person.AnonymiseAsync("Pedido"));
            await Eventually.Async(() => Task.FromResult(process.HasExited), exited => exited, "the process to be gone");
        }
        (await database.ScalarAsync<long>(AnonymisationTests.LeftSql(person.Id))).ShouldBe(isDone ? 0 : whole);
        (await AnonymisedAsync()).ShouldBe(isDone ? 1 : 0);

        await using var successor = host.Build(port, database.Settings());
        await successor.StartAsync(TestContext.Current.CancellationToken);
        (await person.AnonymiseAsync("Pedido")).ShouldBe(200);
        (await database.ScalarAsync<long>(AnonymisationTests.LeftSql(person.Id))).ShouldBe(0);
        (await AnonymisedAsync()).ShouldBe(1);

        // The mark and the line that says who did it.
        Task<long> AnonymisedAsync() =>
            database.ScalarAsync<long>(
                $"""
                select count(*) from contacts c join personal_data_accesses a on a.contact_id = c.id and a.action = 'anonymisation'
                where c.id = '{person.Id}' and c.anonymised_at is not null
                """
            );
    }
}
