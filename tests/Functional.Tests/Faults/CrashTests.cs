using CleanApp.Functional.Tests.Counter;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>
/// The real process is killed, as by kill -9, before and after each commit of the main job. It is started again, its client repeats
/// what was not answered, and in the end everything has happened once. Each point has a copy of one prepared database, and a process.
/// </summary>
[Collection(KilledProcesses.Name)]
public sealed class CrashTests(TestHost host)
{
    [Fact]
    public async Task Killed_at_any_commit_the_job_is_done_once_and_nothing_is_lost()
    {
        await using var prepared = await PreparedAsync();
        var points = await CommitPoints.WalkAsync(atOnce: 6, crashAt => JourneyAsync(prepared, crashAt));

        // issue, charge, activate, store notification, record payment, close notification, pay ticket, sending, printed, call
        points.ShouldAllBe(point => point > 10);
    }

    /// <summary>A company ready to work, its database closed so that it can be copied.</summary>
    private async Task<Prepared> PreparedAsync()
    {
        var database = await OwnDatabase.CreateAsync();
        var port = TestHost.FreePort();
        await using var app = host.Build(port, database.Settings());
        await app.StartAsync();
        var anonymous = new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{port}")));
        var company = await TestTenant.RegisterAsync(host, anonymous);
        var service = await company.AddServiceAsync("C", 10m);
        var desk = await company.AddDeskAsync();
        await company.AddPrinterAsync();
        var panel = await PanelTests.PairedAsync(company, anonymous);
        await app.StopAsync();
        return new Prepared(database, company, company.Session["accessToken"]!, panel.Token, service, desk);
    }

    /// <returns>Whether it was killed.</returns>
    private async Task<bool> JourneyAsync(Prepared prepared, string crashAt)
    {
        await using var database = await prepared.CopyAsync();
        var printer = await PaperPrinter.AddAsync(host);
        var key = Guid.CreateVersion7().ToString("D");
        await database.ExecuteAsync(
            $"""
            update printers set port = {printer.Port};
            update sicredi_accounts set pix_key = '{key}';
            delete from work_items;
            insert into work_items (tenant_id, id, kind, subject_id, run_at)
            select tenant_id, gen_random_uuid(), 'payments.register_webhook', id, now() from sicredi_accounts;
            """
        );
        var port = TestHost.FreePort();
        var settings = host.Settings(port);
        foreach (var (name, value) in database.Settings())
            settings[name] = value;
        await using var process = new ApiProcess(settings, port);
        await process.StartAsync(crashAt);

        // What is killed is the real process; its successor runs here, where it starts sooner.
        await using var successor = host.Build(port, database.Settings());
        var wasKilled = false;
        var anonymous = new ApiClient(TestHost.NewClient(process.BaseAddress));
        var api = anonymous.SignedIn(prepared.AccessToken);
        var panel = anonymous.SignedIn(prepared.PanelToken);
        var sandbox = new ApiClient(host.SandboxClient);
        await UntilAsync("select count(*) from work_items where kind = 'payments.register_webhook'", 0);

        var ticket = Guid.CreateVersion7();
        await RepeatAsync(() => api.PostAsync("/api/v1/counter/tickets", new { serviceId = prepared.Service, id = ticket }, "issue"), 201);
        var charge = await RepeatAsync(() => api.PostAsync($"/api/v1/counter/tickets/{ticket}/charge"), 200, 201);
        (await sandbox.PostAsync($"/sandbox/pix/{charge["txid"]}/pay")).ShouldBe(200);
        await UntilAsync($"select count(*) from queue_tickets where id = '{ticket}' and status = 'paid'", 1);
        var call = await RepeatAsync(() => api.PostAsync($"/api/v1/counter/desks/{prepared.Desk}/calls", null, "call"), 200);
        call["ticketId"].ShouldBe(ticket.ToString());
        await UntilAsync("select count(*) from print_jobs where status in ('printed', 'sent_unconfirmed')", 1);
        await UntilAsync("select count(*) from inbound_webhooks where processed_at is null", 0);
        await UntilAsync("select count(*) from work_items where run_at <= now() and dead_at is null", 0);

        await CountAsync("select count(*) from queue_tickets where status = 'called' and code = 'C001' and calls = 1", 1);
        await CountAsync("select count(*) from queue_tickets", 1);
        await CountAsync("select count(*) from queue_ticket_transitions where action in ('issue', 'pay', 'call')", 3);
        await CountAsync("select count(*) from queue_ticket_transitions", 3);
        await CountAsync("select count(*) from charges where status = 'paid'", 1);
        await CountAsync("select count(*) from charges", 1);
        await CountAsync("select count(*) from payments where unmatched is null", 1);
        await CountAsync("select count(*) from payments", 1);
        await CountAsync("select count(*) from print_jobs", 1);
        await CountAsync("select count(*) from work_items where dead_at is not null", 0);
        (await sandbox.GetAsync($"/sandbox/pix/charges?chave={key}")).Json["items"]!
            .AsArray()
            .ShouldHaveSingleItem()!
            .Text("status")
            .ShouldBe("CONCLUIDA");
        var slips = (await printer.SlipsAsync()).Count;
        slips.ShouldBeLessThanOrEqualTo(1);
        if (await database.ScalarAsync<long>("select count(*) from print_jobs where status = 'printed'") == 1)
            slips.ShouldBe(1);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{crashAt}: killed {wasKilled}, {slips} slip, job {await database.ScalarAsync<string>("select status from print_jobs")}"
        );
        var feed = (await RepeatAsync(() => panel.GetAsync("/api/v1/counter/panel?after=0"), 200)).Json["items"]!.AsArray();
        feed.ShouldHaveSingleItem()!["sequence"]!.GetValue<long>().ShouldBe(1);
        return wasKilled;

        async Task<Answer> RepeatAsync(Func<Task<Answer>> request, params int[] wanted)
        {
            for (var attempt = 0; ; attempt++)
            {
                await ReviveAsync();
                try
                {
                    var answer = await request();
                    if (wanted.Contains(answer.Status))
                        return answer;
                    // Its twin's transaction may still be ending, the bank may not have been reached: the client asks again.
                    if (attempt > 60 || answer.Status is not (202 or 409 or 503))
                        throw new ShouldAssertException($"{answer.Status} {answer.Text}\n{process.Output}");
                }
                catch (HttpRequestException) when (attempt < 60)
                {
                    // Cut off in the middle.
                }
                await Task.Delay(200);
            }
        }

        Task UntilAsync(string sql, long count) =>
            Eventually.Async(
                async () =>
                {
                    await ReviveAsync();
                    return await database.ScalarAsync<long>(sql);
                },
                found => found == count,
                $"{sql} = {count}",
                90
            );

        async Task CountAsync(string sql, long count) => (await database.ScalarAsync<long>(sql)).ShouldBe(count, sql);

        async Task ReviveAsync()
        {
            if (wasKilled || !process.HasExited)
                return;
            await successor.StartAsync();
            wasKilled = true;
        }
    }

    private sealed class Prepared(OwnDatabase database, TestTenant company, string accessToken, string panelToken, Guid service, Guid desk)
        : IAsyncDisposable
    {
        public TestTenant Company => company;
        public string AccessToken => accessToken;
        public string PanelToken => panelToken;
        public Guid Service => service;
        public Guid Desk => desk;

        public Task<OwnDatabase> CopyAsync() => database.CopyAsync();

        public ValueTask DisposeAsync() => database.DisposeAsync();
    }
}
