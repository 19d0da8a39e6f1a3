using CleanApp.Functional.Tests.Hosting;
using Microsoft.Extensions.Logging;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Identity;

/// <summary>What becomes of a mail when the mail server is away, slow or says no.</summary>
public sealed class MailDeliveryTests(TestHost host)
{
    [Theory]
    [InlineData("later", 1)]
    [InlineData("drop_before", 1)]
    [InlineData("drop_after", 2)]
    [InlineData("hang_after", 2)]
    public async Task After_one_failure_it_is_tried_again_and_a_second_copy_is_the_same_mail(string fault, int copies)
    {
        var company = await host.NewTenantAsync();
        var email = AuthCalls.NewEmail();
        var box = new Mailbox(host, email);
        await box.FailAsync(fault, times: 1);

        (await company.Owner.InviteByMailAsync(email)).ShouldBe(201);

        await Eventually.Async(company.Owner.InvitesAsync, all => all.Single()["mail"]?.ToString() == "sent", "it to be sent");
        var mails = await box.ReadAsync();
        mails.Count.ShouldBe(copies);
        mails.Select(m => m["messageId"]!.ToString()).Distinct().ShouldHaveSingleItem();
        mails.Select(m => m["links"]![0]!.ToString()).Distinct().ShouldHaveSingleItem();
        (await host.Anonymous().AcceptAsync(await box.WaitForTokenAsync(), email)).ShouldBe(200);
        (await OwnerConnection.ScalarAsync("select attempts from mails where tenant_id::text = $1", company.Id.ToString())).ShouldBe(2);
    }

    [Fact]
    public async Task While_the_server_is_away_mails_wait_and_the_company_is_told_what_is_in_their_way()
    {
        await using var database = await OwnDatabase.CreateAsync();
        var settings = new Dictionary<string, string?>(database.Settings()) { ["Mail:Port"] = "1" };
        var port = TestHost.FreePort();
        var company = await RunAsync(
            port,
            settings,
            async company =>
            {
                (await company.Owner.GetAsync("/api/v1/members/mail")).ShouldBe(200)["waiting"].ShouldBe("0");
                (await company.Owner.InviteByMailAsync("bia@padaria.example")).ShouldBe(201);
                var health = await Eventually.Async(
                    () => company.Owner.GetAsync("/api/v1/members/mail"),
                    answer => answer["lastError"] == "unreachable",
                    "what is in the way"
                );
                (health["configured"], health["waiting"], health["lastSentAt"]).ShouldBe(("true", "1", null));
                (await company.Owner.InvitesAsync()).Single()["mail"]!.ToString().ShouldBe("queued");
                // Nobody waits for a mail server: neither a request nor a new password asked for.
                (await host.Anonymous().AskForPasswordAsync(company.Email)).ShouldBe(202);
            }
        );

        // The server is back, and so is the next host.
        settings.Remove("Mail:Port");
        await using var next = host.Build(TestHost.FreePort(), settings);
        await next.StartAsync(TestContext.Current.CancellationToken);
        await database.ExecuteAsync("update work_items set run_at = now() where kind = 'identity.send_mail'");
        await Eventually.Async(
            () => database.ScalarAsync<long>("select count(*) from mails where status = 'sent' and content is null"),
            sent => sent == 1,
            "the mail to be sent"
        );
        await next.StopAsync(TestContext.Current.CancellationToken);
        company.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_mail_that_would_come_too_late_is_not_sent()
    {
        var company = await host.NewTenantAsync();
        var box = new Mailbox(host, company.Email);
        await box.FailAsync("later", times: 1);
        await host.Anonymous().AskForPasswordAsync(company.Email);
        await Eventually.Async(() => MailAsync(company, "last_error"), error => error is "451", "the first attempt");

        await Behind.ExecuteAsync($"update mails set useful_until = now() where tenant_id = '{company.Id}'");

        await Eventually.Async(() => MailAsync(company, "status"), status => status is "given_up", "it to be given up");
        (await MailAsync(company, "content")).ShouldBe(DBNull.Value);
        (await box.ReadAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Neither_logs_nor_queue_nor_tables_say_to_whom_and_what()
    {
        await using var database = await OwnDatabase.CreateAsync();
        var settings = new Dictionary<string, string?>(database.Settings())
        {
            ["Logging:LogLevel:Default"] = "Trace",
            ["Logging:LogLevel:Microsoft"] = "Trace",
            ["Logging:LogLevel:Microsoft.AspNetCore"] = "Trace",
        };
        const string email = "zulmira.xavantina@padaria.example";
        var box = new Mailbox(host, email);
        await box.FailAsync("later", times: 1);
        var said = new Said();
        var token = "";
        await RunAsync(
            TestHost.FreePort(),
            settings,
            async company =>
            {
                (await company.Owner.InviteByMailAsync(email, name: "Zulmira Xavantina")).ShouldBe(201);
                token = await box.WaitForTokenAsync();
                await Eventually.Async(company.Owner.InvitesAsync, all => all.Single()["mail"]?.ToString() == "sent", "it to be sent");
                await host.Anonymous().AskForPasswordAsync(email);
                (await company.Owner.PutAsync("/api/v1/me/profile", new { name = "Zulmira Xavantina", language = "pt_br" })).ShouldBe(204);
            },
            said
        );

        said.Text.ShouldContain("InviteMember");
        said.Text.ShouldContain("/api/v1/members/invites");
        foreach (var secret in new[] { "xavantina", "zulmira", token })
        {
            said.Text.Contains(secret, StringComparison.OrdinalIgnoreCase).ShouldBeFalse(secret);
            // Never whole in a statement: other tests listen to all that is said in this process for the same name.
            foreach (var table in new[] { "mails", "work_items", "idempotency_records", "person_tokens", "rate_counters" })
                (
                    await database.ScalarAsync<long>($"select count(*) from {table} t where t::text ilike '%{secret[..3]}' || '{secret[3..]}%'")
                ).ShouldBe(0, $"{table}: {secret}");
        }
    }

    private static Task<object?> MailAsync(TestTenant company, string column) =>
        OwnerConnection.ScalarAsync($"select {column} from mails where tenant_id::text = $1 and kind = 'password_reset'", company.Id.ToString());

    private async Task<TestTenant> RunAsync(int port, Dictionary<string, string?> settings, Func<TestTenant, Task> work, ILoggerProvider? log = null)
    {
        await using var app = host.Build(port, settings);
        if (log is not null)
            ((ILoggerFactory)app.Services.GetService(typeof(ILoggerFactory))!).AddProvider(log);
        await app.StartAsync();
        var company = await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(new Uri($"http://127.0.0.1:{port}"))));
        await work(company);
        await app.StopAsync();
        return company;
    }

    private sealed class Said : ILoggerProvider, ILogger
    {
        private readonly System.Collections.Concurrent.ConcurrentQueue<string> _lines = new();

        public string Text => string.Join('\n', _lines);

        public ILogger CreateLogger(string categoryName) => this;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{formatter(state, exception)} {exception}");

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
