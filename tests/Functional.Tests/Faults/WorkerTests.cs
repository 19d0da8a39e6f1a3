using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>The queue's worker, each on a database of its own so that no other takes its work.</summary>
public sealed class WorkerTests(TestHost host)
{
    [Fact]
    public async Task Work_of_a_killed_worker_is_taken_over_when_its_lease_ends_and_not_before()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var instance = await Instance.StartAsync(host, database, role: "api");
        var company = instance.Company;
        var printer = await PaperPrinter.AddAsync(host);
        await company.AddPrinterAsync(printer.Port);
        var ticket = await company.IssueAsync(await company.AddServiceAsync());
        await database.ExecuteAsync(
            "update work_items set lease_token = gen_random_uuid(), lease_until = now() + interval '1 hour', attempts = 1 where kind = 'counter.print'"
        );

        await using var worker = await Instance.StartAsync(host, database, company: company);

        await Task.Delay(2000, TestContext.Current.CancellationToken);
        (await company.PrintJobsAsync(ticket.Id)).ShouldHaveSingleItem().Text("status").ShouldBe("queued");
        await database.ExecuteAsync("update work_items set lease_until = now() + interval '2 seconds' where kind = 'counter.print'");
        await company.WaitForJobAsync(ticket.Id, "printed", 60);
    }

    [Fact]
    public async Task A_job_found_half_sent_is_not_sent_again()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var instance = await Instance.StartAsync(host, database, role: "api");
        var company = instance.Company;
        var printer = await PaperPrinter.AddAsync(host);
        await company.AddPrinterAsync(printer.Port);
        var ticket = await company.IssueAsync(await company.AddServiceAsync());
        await database.ExecuteAsync("update print_jobs set status = 'sending', attempts = 1");

        await using var worker = await Instance.StartAsync(host, database, company: company);

        (await company.WaitForJobAsync(ticket.Id, "sent_unconfirmed", 20)).Text("lastError").ShouldBe("interrupted");
        (await printer.SlipsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Poisonous_items_end_among_the_dead_with_a_reason_and_hold_nobody_up()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var instance = await Instance.StartAsync(host, database);
        var company = instance.Company;
        var printer = await PaperPrinter.AddAsync(host);
        await company.AddPrinterAsync(printer.Port);
        // Older than anything else, more than a worker takes at once; half of them at their last attempt.
        await database.ExecuteAsync(
            $"""
            insert into work_items (tenant_id, id, kind, subject_id, run_at, attempts)
            select '{company.Id}', gen_random_uuid(), 'nobody.handles_this', gen_random_uuid(), now() - interval '1 hour', case when n % 2 = 0 then 24 else 0 end
            from generate_series(1, 40) n
            """
        );

        var ticket = await company.IssueAsync(await company.AddServiceAsync());

        await company.WaitForJobAsync(ticket.Id, "printed");
        await Eventually.Async(
            () => database.ScalarAsync<long>("select count(*) from work_items where dead_at is not null and last_error is not null"),
            dead => dead == 20,
            "twenty dead items"
        );
        (
            await database.ScalarAsync<long>(
                "select count(*) from work_items where kind = 'nobody.handles_this' and dead_at is null and run_at > now() - interval '10 minutes'"
            )
        ).ShouldBe(20);
    }

    [Fact]
    public async Task Work_without_an_end_is_tried_again_however_often_it_failed()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var instance = await Instance.StartAsync(host, database);
        // Of an account that is not there, so that every turn fails.
        var subject = Guid.CreateVersion7();
        await database.ExecuteAsync(
            $"""
            insert into work_items (tenant_id, id, kind, subject_id, run_at, attempts)
            values ('{instance.Company.Id}', gen_random_uuid(), 'payments.poll_sicredi', '{subject}', now() - interval '1 hour', 24)
            """
        );

        await Eventually.Async(
            () =>
                database.ScalarAsync<long>(
                    $"select count(*) from work_items where subject_id = '{subject}' and attempts >= 25 and last_error is not null"
                ),
            failed => failed == 1,
            "the twenty-fifth failure"
        );

        (
            await database.ScalarAsync<long>(
                $"select count(*) from work_items where subject_id = '{subject}' and dead_at is null and run_at > now() and lease_token is null"
            )
        ).ShouldBe(1);
    }

    [Fact]
    public async Task A_nudge_while_the_item_runs_makes_it_run_again()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var instance = await Instance.StartAsync(host, database);
        var company = instance.Company;
        var (bank, client) = await Bank.OwnBooksAsync(company);
        await Eventually.Async(() => AttemptsAsync("is null"), idle => idle == 1, "the first look at the account to end");
        await bank.ClientFaultsAsync(
            client,
            new
            {
                answers = new[]
                {
                    new
                    {
                        match = "GET /api/v2/pix",
                        times = 1,
                        delayMs = 3000,
                    },
                },
            }
        );
        await bank.PollAsync();
        await Eventually.Async(() => AttemptsAsync("is not null"), running => running == 1, "the second to be under way");

        // Too late for the look that has begun; without the nudge the next comes in ten minutes.
        await bank.PayKeyAsync("1.00");
        await bank.PollAsync();

        await company.WaitForUnmatchedAsync("no_txid", 15);

        Task<long> AttemptsAsync(string lease) =>
            database.ScalarAsync<long>(
                $"select count(*) from work_items where kind = 'payments.poll_sicredi' and lease_token {lease} and (run_at > now() or lease_token is not null)"
            );
    }

    [Fact]
    public async Task A_nudge_during_the_last_attempt_keeps_the_item_from_the_dead()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var instance = await Instance.StartAsync(host, database);
        var company = instance.Company;
        var (bank, client) = await Bank.OwnBooksAsync(company);
        var refusal = new
        {
            match = "GET /api/v2/pix/",
            delayMs = 2500,
            status = 400,
        };
        await bank.ClientFaultsAsync(client, new { answers = new[] { refusal } });
        var entry = new { endToEndId = $"E{Guid.CreateVersion7():N}"[..32], txid = "unknown" };
        (await instance.Anonymous.PostAsync(new Uri(bank.NotificationUrl).AbsolutePath, new { pix = new[] { entry } })).ShouldBe(200);
        await UntilAsync("attempts = 1 and lease_token is null");
        await SetAsync("attempts = 24");
        await UntilAsync("attempts = 25 and lease_token is not null");

        await SetAsync("run_at = now(), attempts = 0");

        await UntilAsync("attempts = 1 and lease_token is not null");
        await bank.BehaveForAsync(client);
        await Eventually.Async(
            () => database.ScalarAsync<long>("select count(*) from inbound_webhooks where processed_at is not null"),
            processed => processed == 1,
            "the notification to be processed"
        );

        Task UntilAsync(string state) =>
            Eventually.Async(
                () => database.ScalarAsync<long>($"select count(*) from work_items where kind = 'payments.process_webhook' and {state}"),
                count => count == 1,
                state
            );

        Task SetAsync(string values) => database.ExecuteAsync($"update work_items set {values} where kind = 'payments.process_webhook'");
    }

    [Fact]
    public async Task A_graceful_stop_finishes_the_work_under_way()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var instance = await Instance.StartAsync(host, database);
        var company = instance.Company;
        var printer = await PaperPrinter.AddAsync(host, "slow");
        await company.AddPrinterAsync(printer.Port);
        await company.IssueAsync(await company.AddServiceAsync());
        await Eventually.Async(
            () => database.ScalarAsync<long>("select count(*) from print_jobs where status = 'sending'"),
            sending => sending == 1,
            "a job under way"
        );

        await instance.App.StopAsync(TestContext.Current.CancellationToken);

        (await database.ScalarAsync<string>("select status from print_jobs")).ShouldBe("printed");
        (await database.ScalarAsync<long>("select count(*) from work_items where lease_token is not null")).ShouldBe(0);
        (await printer.SlipsAsync()).Count.ShouldBe(1);
    }

    private sealed class Instance(Microsoft.AspNetCore.Builder.WebApplication app, TestTenant company) : IAsyncDisposable
    {
        public Microsoft.AspNetCore.Builder.WebApplication App => app;
        public TestTenant Company => company;
        public ApiClient Anonymous => new(TestHost.NewClient(new Uri(app.Urls.First())));

        public static async Task<Instance> StartAsync(TestHost host, OwnDatabase database, string role = "all", TestTenant? company = null)
        {
            var port = TestHost.FreePort();
            var settings = database.Settings();
            settings["Host:Role"] = role;
            var app = host.Build(port, settings);
            await app.StartAsync();
            return new Instance(
                app,
                company ?? await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{port}"))))
            );
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
    }
}
