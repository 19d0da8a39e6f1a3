using System.Text;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Sales;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>A spreadsheet of leads is taken in, or taken back, when the process is killed, as by kill -9: every row is done once.</summary>
[Collection(MoreKilledProcesses.Name)]
public sealed class LeadImportCrashTests(TestHost host)
{
    private const int Rows = 2300;

    [Fact]
    public async Task Killed_in_the_middle_of_rows_or_between_them_it_goes_on_with_the_rest_and_two_at_once_double_nothing()
    {
        await using var database = await OwnDatabase.CreateAsync();
        var port = TestHost.FreePort();
        var settings = host.Settings(port);
        foreach (var (name, value) in database.Settings())
            settings[name] = value;
        var withoutWorker = new Dictionary<string, string?>(database.Settings()) { ["Host:Role"] = "api" };
        Guid company;
        Guid id;
        await using (var preparing = host.Build(port, withoutWorker))
        {
            await preparing.StartAsync(TestContext.Current.CancellationToken);
            var tenant = await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{port}"))));
            company = tenant.Id;
            // Each third says who the one before was, and every hundredth is wrong.
            var rows = Enumerable.Range(0, Rows).Select(i => i % 100 == 99 ? $"Ruim {i};1" : $"Pessoa {i};119{(i % 3 == 2 ? i - 1 : i):00000000}");
            id = await LeadImports.UploadedAsync(tenant.Owner, $"nome;telefone\n{string.Join('\n', rows)}\n");

            // One that is given up before it began takes in nothing.
            var other = await LeadImports.UploadedAsync(tenant.Owner, "nome;telefone\nNinguém;11980000000\n");
            (await LeadImports.StartAsync(tenant.Owner, other)).ShouldBe(200);
            (await tenant.Owner.PutAsync($"{LeadImports.Route}/{other}/cancellation")).ShouldBe(200)["status"].ShouldBe("cancelled");
            await LeadImports.HandleAsync(preparing.Services, company, "sales.import_leads", other);
            (await database.ScalarAsync<long>("select count(*) from leads")).ShouldBe(0);

            (await LeadImports.StartAsync(tenant.Owner, id)).ShouldBe(200);
            await preparing.StopAsync(TestContext.Current.CancellationToken);
        }
        // The first commits are then the import's.
        await database.ExecuteAsync($"delete from work_items where kind <> 'sales.import_leads' or subject_id <> '{id}'");

        // The people of the first thousand are there, and no lead; then the leads of one thousand and the people of the next are written at once.
        await DieAsync("after:1");
        (await ReadAsync()).ShouldBe(0);
        (await NewcomersAsync()).ShouldBe((await database.ScalarAsync<long>("select count(*) from contacts"), 0));
        foreach (var crashAt in new[] { "before:2", "after:3" })
        {
            await DieAsync(crashAt);
            (await ReadAsync() % 1000).ShouldBe(0, crashAt);
            (await NamelessAsync()).ShouldBe(0, crashAt);
            // Whoever has no lead yet is known to be new.
            (await NewcomersAsync()).Unknown.ShouldBe(0, crashAt);
        }
        (await ReadAsync()).ShouldBeGreaterThan(0);
        await using (var successor = host.Build(port, withoutWorker))
        {
            await successor.StartAsync(TestContext.Current.CancellationToken);
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => LeadImports.HandleAsync(successor.Services, company, "sales.import_leads", id)));
            await successor.StopAsync(TestContext.Current.CancellationToken);
        }

        // 2,277 good rows; most thirds say who the one before was.
        (
            await database.ScalarAsync<string>(
                "select status || ' ' || made || ' ' || already_open || ' ' || failed from lead_imports where rows_read > 0"
            )
        ).ShouldBe("done 1525 752 23");
        (await CountsAsync()).ShouldBe("1525 1525 1525 1525 775");
        (await NamelessAsync()).ShouldBe(0);
        (await NewcomersAsync()).ShouldBe((0, 0));
        (await database.ScalarAsync<long>("select count(*) from leads where new_person")).ShouldBe(1525);

        await database.ExecuteAsync(
            $"""
            update lead_imports set status = 'undoing', ended_at = null where id = '{id}';
            delete from work_items;
            insert into work_items (tenant_id, id, kind, subject_id, run_at) values ('{company}', gen_random_uuid(), 'sales.undo_lead_import', '{id}', now())
            """
        );
        await DieAsync("before:2");
        (await database.ScalarAsync<int>($"select undone_leads from lead_imports where id = '{id}'")).ShouldBe(500);
        await DieAsync("after:2");
        await using (var successor = host.Build(port, withoutWorker))
        {
            await successor.StartAsync(TestContext.Current.CancellationToken);
            await Task.WhenAll(
                Enumerable.Range(0, 3).Select(_ => LeadImports.HandleAsync(successor.Services, company, "sales.undo_lead_import", id))
            );
            await successor.StopAsync(TestContext.Current.CancellationToken);
        }
        (
            await database.ScalarAsync<string>(
                $"select status || ' ' || undone_leads || ' ' || kept_leads || ' ' || undone_people || ' ' || kept_people from lead_imports where id = '{id}'"
            )
        ).ShouldBe("undone 1525 0 1525 0");
        (await CountsAsync()).ShouldBe("0 0 0 0 775");

        async Task DieAsync(string crashAt)
        {
            // Nothing of them is to be folded: the first commits are the import's.
            await database.ExecuteAsync("delete from sales_figure_changes");
            await using var process = new ApiProcess(settings, port);
            await process.StartAsync(crashAt);
            await Eventually.Async(() => Task.FromResult(process.HasExited), exited => exited, "the process to be gone");
            // Whoever was killed holds the work until its lease ends.
            await database.ExecuteAsync("update work_items set lease_until = now(), run_at = now()");
        }

        Task<int> ReadAsync() => database.ScalarAsync<int>($"select rows_read from lead_imports where id = '{id}'");

        // Nobody waits for being found: who is there has what they are found by.
        Task<long> NamelessAsync() => database.ScalarAsync<long>("select count(*) from contacts where name is null or name_terms is null");

        async Task<(long Known, long Unknown)> NewcomersAsync() =>
            (
                await database.ScalarAsync<long>("select count(*) from lead_import_newcomers, unnest(contact_ids)"),
                await database.ScalarAsync<long>(
                    """
                    select count(*) from contacts c where not exists (select from leads l where l.contact_id = c.id)
                        and not exists (select from lead_import_newcomers n where c.id = any(n.contact_ids))
                    """
                )
            );

        Task<string> CountsAsync() =>
            database.ScalarAsync<string>(
                """
                select concat_ws(' ', (select count(*) from leads), (select count(*) from lead_events), (select count(*) from contacts),
                    (select count(distinct lookup) from contact_identifiers), (select count(*) from lead_import_problems))
                """
            );
    }
}
