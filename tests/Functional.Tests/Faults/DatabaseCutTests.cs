using System.Collections.Concurrent;
using CleanApp.Functional.Tests.Hosting;
using Npgsql;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Faults;

/// <summary>The wire to the database is cut in the middle of whatever was being said on it, again and again.</summary>
public sealed class DatabaseCutTests(TestHost host)
{
    private const int Cuts = 40;

    [Fact]
    public async Task Whoever_is_cut_off_from_the_database_is_told_so_and_nobody_after_them_suffers()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var proxy = new TcpProxy(new NpgsqlConnectionStringBuilder(database.AppUrl).Port);
        var settings = database.Settings();
        settings["Database:AppUrl"] = Through(database.AppUrl);
        settings["Database:WorkerUrl"] = Through(database.WorkerUrl);
        await using var side = await host.StartAsync(settings);
        var anonymous = new ApiClient(TestHost.NewClient(side.Address));
        var company = await TestTenant.RegisterAsync(host, anonymous);
        var service = await company.AddServiceAsync();

        var strange = new ConcurrentQueue<string>();
        using var enough = new CancellationTokenSource();
        Func<Task<Answer>>[] requests =
        [
            () => company.Owner.GetAsync("/api/v1/counter/tickets"),
            () => company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service }),
            () => company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service }, Guid.CreateVersion7().ToString()),
            () => anonymous.PostAsync("/api/v1/auth/login", new { email = company.Email, password = TestTenant.Password }),
            () => anonymous.PostAsync("/webhooks/sicredi/x/pix", new { pix = Array.Empty<object>() }),
        ];
        var callers = requests.Concat(requests).Select(ask => Task.Run(() => AskAsync(ask), TestContext.Current.CancellationToken)).ToList();
        for (var i = 0; i < Cuts; i++)
        {
            await Task.Delay(50 + Random.Shared.Next(200), TestContext.Current.CancellationToken);
            proxy.Refuse();
            await Task.Delay(Random.Shared.Next(50), TestContext.Current.CancellationToken);
            proxy.Restore();
        }
        await enough.CancelAsync();
        await Task.WhenAll(callers);

        strange.ShouldBeEmpty();
        // Connections that were idle at the last cut are found out one by one, each by somebody who is told so.
        await Eventually.Async(
            () => company.Owner.PostAsync("/api/v1/counter/tickets", new { serviceId = service }),
            a => a.Status == 201,
            "a ticket"
        );
        (await database.ScalarAsync<long>("select max(number) - count(*) from queue_tickets")).ShouldBe(0);

        // The client itself fails on a status that the operation does not declare, such as 500.
        async Task AskAsync(Func<Task<Answer>> ask)
        {
            while (!enough.IsCancellationRequested)
            {
                try
                {
                    var answer = await ask();
                    var told = answer.Status == 503 && answer["code"] == "service.database_unavailable" && answer.Headers.ContainsKey("Retry-After");
                    if (!told && answer.Status is not (200 or 201) && answer["code"] != "payments.webhook.not_found")
                        strange.Enqueue(answer.ToString());
                }
                catch (ShouldAssertException e)
                {
                    strange.Enqueue(e.Message);
                }
            }
        }

        string Through(string connectionString) => new NpgsqlConnectionStringBuilder(connectionString) { Port = proxy.Port }.ToString();
    }
}
