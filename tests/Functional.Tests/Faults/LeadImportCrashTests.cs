using System.Text;
using CleanApp.Application.Common;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Functional.Tests.Sales;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
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
            await HandleAsync(preparing.Services, company, "sales.import_leads", other);
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
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => HandleAsync(successor.Services, company, "sales.import_leads", id)));
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
            await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => HandleAsync(successor.Services, company, "sales.undo_lead_import", id)));
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

    [Fact]
    public async Task Between_people_and_their_leads_others_may_come_and_whoever_has_no_lead_leaves_again()
    {
        await using var database = await OwnDatabase.CreateAsync();
        var port = TestHost.FreePort();
        await using var server = host.Build(port, new Dictionary<string, string?>(database.Settings()) { ["Host:Role"] = "api" });
        await server.StartAsync(TestContext.Current.CancellationToken);
        var tenant = await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{port}"))));
        var id = await StartedAsync("Esquecida;11980000001\nQuerida;11980000002\nDobrada;11980000003\nOutra;11980000004\n");

        await MeetAsync(
            id,
            async () =>
            {
                (await tenant.Owner.PostAsync($"/api/v1/privacy/contacts/{await OfAsync("1")}/anonymisation", new { reason = "Pediu" })).ShouldBe(
                    200
                );
                await Leads.OpenAsync(tenant.Owner, "Querida", "11980000002");
                var other = (await tenant.Owner.PostAsync("/api/v1/people/contacts", new { name = "Dobrada de antes" })).ShouldBe(201).Id;
                (await tenant.Owner.PostAsync($"/api/v1/people/contacts/{other}/merges", new { otherId = await OfAsync("3") })).ShouldBe(200);
            }
        );

        // Who was erased while their row was under way comes as somebody new, as a row further down would.
        (await CountsAsync(id)).ShouldBe("done 3 2 1 0");
        (
            await database.ScalarAsync<long>("select count(*) from leads l join contacts c on c.id = l.contact_id where c.anonymised_at is not null")
        ).ShouldBe(0);
        (
            await database.ScalarAsync<long>("select count(*) from leads l join contacts c on c.id = l.contact_id where c.merged_into is not null")
        ).ShouldBe(0);

        var late = await StartedAsync("Atendida;11980000007\n");
        await MeetAsync(late, () => Leads.OpenAsync(tenant.Owner, "Atendida", "11980000007"));
        (await CountsAsync(late)).ShouldBe("done 0 0 1 0");

        var before = await database.ScalarAsync<long>("select count(*) from contacts");
        var given = await StartedAsync("Ninguém;11980000005\nTocada;11980000006\n");
        await MeetAsync(
            given,
            async () =>
                (
                    await tenant.Owner.PostAsync(
                        $"/api/v1/people/contacts/{await OfAsync("2")}/identifiers",
                        new { kind = "email", text = "tocada@x.example" }
                    )
                ).ShouldBe(200),
            leaving: $"update lead_imports set status = 'cancelled', ended_at = now() where id = '{given}'"
        );

        (await database.ScalarAsync<long>("select count(*) from contacts")).ShouldBe(before + 1);
        (await database.ScalarAsync<long>("select count(*) from lead_import_newcomers")).ShouldBe(0);

        async Task<Guid> StartedAsync(string rows)
        {
            var started = await LeadImports.UploadedAsync(tenant.Owner, $"nome;telefone\n{rows}");
            (await LeadImports.StartAsync(tenant.Owner, started)).ShouldBe(200);
            return started;
        }

        // Rows are taken in while their import is held: their people are there, and their leads wait.
        async Task MeetAsync(Guid import, Func<Task> meanwhile, string? leaving = null)
        {
            await using var connection = await Behind.OpenAsync(database.Url);
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await ExecuteAsync($"select from lead_imports where id = '{import}' for no key update");
            var handling = UntilDoneAsync(import);
            await Eventually.Async(
                () => database.ScalarAsync<long>($"select count(*) from lead_import_newcomers where import_id = '{import}'"),
                count => count == 1,
                "the people to be taken in"
            );
            await meanwhile();
            if (leaving is not null)
                await ExecuteAsync(leaving);
            await transaction.CommitAsync(TestContext.Current.CancellationToken);
            await handling;

            async Task ExecuteAsync(string sql)
            {
                await using var command = new NpgsqlCommand(sql, connection, transaction);
                await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
            }
        }

        // On a busy machine the leads may wait too long; as any work that failed, it comes again.
        async Task UntilDoneAsync(Guid import)
        {
            while (true)
                try
                {
                    await HandleAsync(server.Services, tenant.Id, "sales.import_leads", import);
                    return;
                }
                catch (Exception e) when (e.GetBaseException() is TimeoutException) { }
        }

        Task<string> CountsAsync(Guid import) =>
            database.ScalarAsync<string>(
                $"select concat_ws(' ', status, made, new_people, already_open, failed) from lead_imports where id = '{import}'"
            );

        // By the place of their row.
        Task<Guid> OfAsync(string place) =>
            database.ScalarAsync<Guid>($"select contact_ids[{place}] from lead_import_newcomers order by id desc limit 1");
    }

    /// <summary>As the worker would, whether or not somebody else does.</summary>
    private static async Task HandleAsync(IServiceProvider services, Guid company, string kind, Guid subject)
    {
        while (true)
        {
            await using var scope = services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<ITenantContext>().Enter(company);
            var handler = scope.ServiceProvider.GetServices<IWorkHandler>().Single(h => h.Kind == kind);
            if ((await handler.HandleAsync(subject, TestContext.Current.CancellationToken)).Again is null)
                return;
        }
    }
}
