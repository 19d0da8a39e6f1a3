using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Persistence;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

[Collection(MoreKilledProcesses.Name)]
public sealed class DatabaseAwayTests(TestHost host)
{
    [Theory]
    [InlineData("refuses")]
    [InlineData("is silent")]
    public async Task While_the_database_is_away_requests_say_so_in_time_and_all_comes_back_by_itself(string how)
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var proxy = new TcpProxy(new NpgsqlConnectionStringBuilder(database.AppUrl).Port);
        var port = TestHost.FreePort();
        var settings = database.Settings();
        settings["Database:Url"] = new UriBuilder(database.Url) { Port = proxy.Port }
            .Uri
            .AbsoluteUri;
        settings["Database:AppUrl"] = Through(database.AppUrl);
        settings["Database:WorkerUrl"] = Through(database.WorkerUrl);
        settings["Database:ConnectSeconds"] = settings["Database:CommandSeconds"] = null;
        await using var app = host.Build(port, settings);
        await app.StartAsync(TestContext.Current.CancellationToken);
        var address = new Uri($"http://127.0.0.1:{port}");
        var anonymous = new ApiClient(TestHost.NewClient(address));
        var company = await TestTenant.RegisterAsync(host, anonymous);
        var service = await company.AddServiceAsync();
        var printer = await PaperPrinter.AddAsync(host);
        await company.AddPrinterAsync(printer.Port);
        await company.WaitForJobAsync((await company.IssueAsync(service)).Id, "printed");
        await using var hub = await HubSocket.OpenAsync(address, company.Session["accessToken"]!);

        if (how == "refuses")
            proxy.Refuse();
        else
            proxy.Swallow();
        // Two rounds: connections that were open when it happened, then new ones. A machine that is busy with others only adds to what they
        // take, so as many as it needs to see it.
        var (quickest, quickestReady) = (double.MaxValue, double.MaxValue);
        for (var round = 0; round < 2 || (round < 6 && (quickest >= 5.5 || quickestReady >= 3)); round++)
        {
            var answers = await Task.WhenAll(
                TimedAsync(() => company.Owner.GetAsync("/api/v1/counter/tickets")),
                TimedAsync(() => company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service })),
                TimedAsync(() => company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service }, "key")),
                TimedAsync(() => anonymous.PostAsync("/api/v1/auth/login", new { email = company.Email, password = TestTenant.Password })),
                TimedAsync(() => anonymous.PostAsync("/webhooks/sicredi/x/pix", new { pix = Array.Empty<object>() }))
            );
            foreach (var (answer, _) in answers)
            {
                answer.ShouldFail(503, "service.database_unavailable");
                answer.Headers.ContainsKey("Retry-After").ShouldBeTrue();
            }
            quickest = Math.Min(quickest, answers.Max(a => a.Item2));
            var (ready, took) = await TimedAsync(() => anonymous.GetAsync("/health/ready"));
            ready.Status.ShouldBe(503);
            quickestReady = Math.Min(quickestReady, took);
            (await anonymous.GetAsync("/health/live")).ShouldBe(200);
        }
        quickest.ShouldBeLessThan(5.5);
        quickestReady.ShouldBeLessThan(3);

        proxy.Restore();

        await Eventually.Async(() => anonymous.GetAsync("/health/ready"), a => a.Status == 200, "readiness");
        var ticket = await Eventually.Async(
            () => company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service }),
            a => a.Status == 201,
            "a ticket"
        );
        await company.WaitForJobAsync(ticket.Id, "printed");
        await Eventually.Async(
            async () =>
            {
                var next = (await company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service })).Text;
                await Task.Delay(250, TestContext.Current.CancellationToken);
                return hub.Changes.Any(c => c.Topic == "ticket" && next.Contains(c.Id, StringComparison.Ordinal));
            },
            heard => heard,
            "realtime to be back"
        );
        // What failed has not happened: the numbers have no gap.
        (await database.ScalarAsync<long>("select max(number) - count(*) from queue_tickets")).ShouldBe(0);
        await app.StopAsync(TestContext.Current.CancellationToken);

        string Through(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Port = proxy.Port }.ToString();
    }

    private static async Task<(Answer Answer, double Seconds)> TimedAsync(Func<Task<Answer>> request)
    {
        var begun = TimeProvider.System.GetTimestamp();
        var answer = await request();
        return (answer, TimeProvider.System.GetElapsedTime(begun).TotalSeconds);
    }
}
