using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>
/// The real process is killed, as by kill -9, before and after each commit of a refund and of reconciling the day. It is started again, its
/// client repeats what was not answered, and in the end the bank has returned the money once and the books say what the bank says.
/// </summary>
[Collection(MoreKilledProcesses.Name)]
public sealed class PaymentCrashTests(TestHost host)
{
    [Fact]
    public async Task Killed_at_any_commit_of_a_refund_or_a_reconciliation_the_bank_and_the_books_agree()
    {
        await using var database = await OwnDatabase.CreateAsync();
        var company = await PreparedAsync(database);

        var points = await CommitPoints.WalkAsync(atOnce: 5, crashAt => JourneyAsync(database, company, crashAt));

        // store notification, record payment, close notification, ask, begin sending, record answer, record end, poll, check, compare
        points.ShouldAllBe(point => point > 8);
    }

    private async Task<TestTenant> PreparedAsync(OwnDatabase database)
    {
        var port = TestHost.FreePort();
        await using var app = host.Build(port, database.Settings());
        await app.StartAsync();
        var company = await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{port}"))));
        await app.StopAsync();
        return company;
    }

    /// <returns>Whether it was killed.</returns>
    private async Task<bool> JourneyAsync(OwnDatabase prepared, TestTenant company, string crashAt)
    {
        await using var database = await prepared.CopyAsync();
        var key = Guid.CreateVersion7().ToString("D");
        await database.ExecuteAsync(
            $"""
            update sicredi_accounts set pix_key = '{key}';
            delete from work_items;
            insert into work_items (tenant_id, id, kind, subject_id, run_at)
            select tenant_id, gen_random_uuid(), kind, id, due from sicredi_accounts
            cross join (values ('payments.register_webhook', now()), ('payments.poll_sicredi', now() + interval '10 seconds')) as work (kind, due);
            """
        );
        var port = TestHost.FreePort();
        var settings = host.Settings(port);
        foreach (var (name, value) in database.Settings())
            settings[name] = value;
        await using var process = new ApiProcess(settings, port);
        await process.StartAsync(crashAt);
        await using var successor = host.Build(port, database.Settings());
        var wasKilled = false;
        var api = new ApiClient(TestHost.NewClient(process.BaseAddress)).SignedIn(company.Session["accessToken"]!);
        var sandbox = new ApiClient(host.SandboxClient);
        await UntilAsync("select count(*) from work_items where kind = 'payments.register_webhook'", 0);

        (
            await sandbox.PostAsync(
                "/sandbox/pix/pay-key",
                new
                {
                    chave = key,
                    amount = "10.00",
                    txid = $"X{Guid.CreateVersion7():N}",
                }
            )
        ).ShouldBe(200);
        await UntilAsync("select count(*) from payments", 1);
        var payment = await database.ScalarAsync<Guid>("select id from payments");
        var body = new
        {
            paymentId = payment,
            reason = "pagou a mais",
            amount = TestTenant.Money(4m),
        };
        await RepeatAsync(() => api.PostAsync("/api/v1/payments/refunds", body, "refund"), 201);
        await UntilAsync("select count(*) from refunds where status = 'done'", 1);
        var today = await database.ScalarAsync<string>("select to_char(now() at time zone 'America/Sao_Paulo', 'YYYY-MM-DD')");
        await RepeatAsync(() => api.PostAsync("/api/v1/payments/reconciliation/checks", new { day = today }), 202);
        await UntilAsync("select count(*) from reconciliation_days where checked_at is not null", 1);
        await UntilAsync("select count(*) from inbound_webhooks where processed_at is null", 0);
        await UntilAsync("select count(*) from work_items where run_at <= now() and dead_at is null", 0);

        await CountAsync("select count(*) from payments", 1);
        await CountAsync("select count(*) from refunds", 1);
        await CountAsync("select count(*) from ledger_entries where event = 'suspense'", 2);
        await CountAsync("select count(*) from ledger_entries where event = 'refund'", 2);
        await CountAsync("select count(*) from ledger_entries", 4);
        await CountAsync("select (100 * sum(amount))::bigint from ledger_entries where account = 'bank'", 600);
        await CountAsync("select count(*) from reconciliation_days where bank_in = 10 and bank_out = 4 and bank_payments = 1", 1);
        await CountAsync("select count(*) from reconciliation_differences where resolved_at is null", 0);
        await CountAsync("select count(*) from work_items where dead_at is not null", 0);
        var pix = (await sandbox.GetAsync($"/sandbox/pix?chave={key}")).Json["items"]!.AsArray().ShouldHaveSingleItem()!;
        pix["devolucoes"]!.AsArray().ShouldHaveSingleItem()!.Text("valor").ShouldBe("4.00");
        TestContext.Current.TestOutputHelper?.WriteLine($"{crashAt}: killed {wasKilled}");
        return wasKilled;

        async Task<Answer> RepeatAsync(Func<Task<Answer>> request, int wanted)
        {
            for (var attempt = 0; ; attempt++)
            {
                await ReviveAsync();
                try
                {
                    var answer = await request();
                    if (answer.Status == wanted)
                        return answer;
                    // Its twin's transaction may still be ending: the client asks again.
                    if (attempt > 60 || answer.Status is not (409 or 503))
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
            // What it held comes back when its lease ends; nobody waits for that here.
            await database.ExecuteAsync("update work_items set lease_until = now()");
            await successor.StartAsync();
            wasKilled = true;
        }
    }
}
