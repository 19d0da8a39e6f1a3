using System.Net.Http.Headers;
using CleanApp.Functional.Tests.Hosting;
using CleanApp.Infrastructure.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Telemetry;

/// <summary>What operators are told, by a host with a database of its own, so that the figures are those of this test.</summary>
public sealed class MetricsTests(TestHost host)
{
    private const string Secret = "um segredo dos operadores, bem longo";
    private static readonly object Reminder = new
    {
        type = "template",
        name = "boas_vindas",
        language = "pt_BR",
    };

    [Fact]
    public async Task The_figures_follow_what_is_sent_refused_lost_and_left_waiting_and_name_nobody()
    {
        await using var place = await MetricsPlace.StartAsync(host);
        var company = await place.NewTenantAsync();
        var meta = await Meta.ConnectAsync(company);
        await meta.SyncTemplatesAsync();
        (await place.ReadAsync())["cleanapp_channels_outbound_queued{state=\"due\"}"].ShouldBe(0);

        for (var i = 0; i < 3; i++)
            await meta.WaitForAsync(await meta.SentAsync(Reminder, to: $"+551198765432{i}", @class: "utility"), "delivered");
        await meta.FaultsAsync(new { answers = new[] { new { times = 1, errorCode = 131009 } } });
        await meta.WaitForAsync(await meta.SentAsync(Reminder, to: "+5511987654329", @class: "utility"), "failed");
        await meta.WriteAsync(
            new
            {
                from = "+5511987654321",
                name = "Zulmira",
                text = "palavra secreta",
            }
        );
        await meta.WaitForReceivedAsync(1);

        var sent = await place.WaitForAsync(f => f["cleanapp_channels_statuses_total{error_code=\"\",status=\"delivered\"}"] == 3);
        sent["cleanapp_channels_send_attempts_total{error_code=\"\",outcome=\"accepted\"}"].ShouldBe(3);
        sent["cleanapp_channels_send_attempts_total{error_code=\"131009\",outcome=\"refused\"}"].ShouldBe(1);
        sent["cleanapp_channels_send_duration_seconds_count"].ShouldBe(4);
        sent["cleanapp_channels_statuses_total{error_code=\"\",status=\"sent\"}"].ShouldBe(3);
        sent["cleanapp_channels_received_total{kind=\"text\"}"].ShouldBe(1);
        sent["cleanapp_channels_webhook_lag_seconds_count"].ShouldNotBeNull().ShouldBeGreaterThanOrEqualTo(3);
        sent["cleanapp_channels_webhook_lag_seconds_bucket{le=\"30\"}"].ShouldBe(sent["cleanapp_channels_webhook_lag_seconds_count"]);
        sent["cleanapp_channels_numbers"].ShouldBe(1);
        sent["cleanapp_channels_numbers_paused"].ShouldBe(0);
        sent["cleanapp_realtime_unnumbered"].ShouldNotBeNull();
        sent["cleanapp_database_up"].ShouldBe(1);
        sent.Samples.Keys.ShouldContain(k => k.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal));
        sent.Samples.Keys.ShouldContain(k => k.StartsWith("db_client_", StringComparison.Ordinal));

        await meta.FaultsAsync(new { webhook = new { hold = true }, answers = new[] { new { times = 1, statusAfterEffect = 504 } } });
        await meta.WaitForAsync(await meta.SentAsync(Reminder, to: "+5511987654328", @class: "utility"), "unknown");
        await meta.FaultsAsync(new { webhook = new { hold = true }, answers = new[] { new { times = 1, errorCode = 131042 } } });
        await meta.SentAsync(Reminder, to: "+5511987654327", @class: "utility");
        await place.Database.ExecuteAsync(
            $"""
            insert into work_items (tenant_id, id, kind, subject_id, run_at, attempts, last_error, dead_at)
            values ('{company.Id}', gen_random_uuid(), 'channels.process_webhook', '{Guid.CreateVersion7(
                TimeProvider.System.GetUtcNow().AddHours(-1)
            )}',
                    now(), 25, 'TimeoutException', now())
            """
        );

        var stuck = await place.WaitForAsync(f => f["cleanapp_channels_numbers_paused"] == 1);
        stuck["cleanapp_channels_outbound_queued{state=\"paused\"}"].ShouldBe(1);
        stuck["cleanapp_channels_outbound_undecided{by=\"time\"}"].ShouldBe(1);
        stuck["cleanapp_channels_send_attempts_total{error_code=\"\",outcome=\"unknown\"}"].ShouldBe(1);
        stuck["cleanapp_channels_outbound_oldest_seconds"].ShouldNotBeNull().ShouldBeInRange(0.001, 300);
        stuck["cleanapp_work_items_dead{kind=\"channels.process_webhook\"}"].ShouldBe(1);
        stuck["cleanapp_channels_webhook_oldest_seconds"].ShouldNotBeNull().ShouldBeInRange(3500, 4000);

        var text = await place.TextAsync();
        foreach (
            var own in (string[])
                [
                    "98765432",
                    "wamid",
                    "Zulmira",
                    "palavra",
                    meta.PhoneNumberId,
                    "Empresa",
                    company.Email,
                    $"{company.Id}",
                    $"{meta.ChannelId}",
                    Secret,
                ]
        )
            text.ShouldNotContain(own, Case.Insensitive);
        text.ShouldNotContain("Host=");
    }

    [Fact]
    public async Task Without_the_secret_nobody_is_told_anything()
    {
        await using var place = await MetricsPlace.StartAsync(host);
        var company = await place.NewTenantAsync();

        (await place.AskAsync(null)).Status.ShouldBe(401);
        (await place.AskAsync("outro segredo dos operadores, bem longo")).Status.ShouldBe(401);
        (await place.AskAsync(company.Session["accessToken"])).Status.ShouldBe(401);
        var told = await place.AskAsync(Secret);
        told.Status.ShouldBe(200);
        told.ContentType.ShouldBe("text/plain");

        (await host.Anonymous().GetAsync("/metrics")).Status.ShouldBe(404);
        (await company.Owner.GetAsync("/api/v1/me")).ShouldBe(200);
        Should.Throw<InvalidOperationException>(() =>
            host.Build(TestHost.FreePort(), new Dictionary<string, string?> { ["Metrics:Secret"] = "curto" })
        );
    }

    [Fact]
    public async Task Companies_are_named_only_where_wanted_and_only_those_with_most_waiting()
    {
        await using var place = await MetricsPlace.StartAsync(host, ("Metrics:Tenants", "1"));
        var (busy, quiet) = (await place.NewTenantAsync(), await place.NewTenantAsync());
        foreach (var (company, count) in new[] { (busy, 2), (quiet, 1) })
        {
            var meta = await Meta.ConnectAsync(company);
            await meta.SyncTemplatesAsync();
            await place.Database.ExecuteAsync($"update channel_senders set paused = true where tenant_id = '{company.Id}'");
            for (var i = 0; i < count; i++)
                await meta.SentAsync(Reminder, to: $"+551198765432{i}", @class: "utility");
        }

        var figures = await place.ReadAsync();

        figures[$"cleanapp_channels_outbound_queued_of_tenant{{tenant=\"{busy.Id}\"}}"].ShouldBe(2);
        figures.Samples.Keys.Count(k => k.Contains("of_tenant")).ShouldBe(1);
        figures["cleanapp_channels_outbound_queued{state=\"paused\"}"].ShouldBe(3);
    }

    [Fact]
    public async Task While_the_database_is_away_the_process_still_tells_of_itself()
    {
        await using WebApplication app = host.Build(
            TestHost.FreePort(),
            new Dictionary<string, string?>
            {
                ["Database:AppUrl"] = "postgres://nobody:nothing@127.0.0.1:1/none",
                ["Database:WorkerUrl"] = "postgres://nobody:nothing@127.0.0.1:1/none",
                ["Metrics:Secret"] = Secret,
            }
        );

        var figures = Exposition.Read(await app.Services.GetRequiredService<IOperatorMetrics>().WriteAsync(CancellationToken.None));

        figures["cleanapp_database_up"].ShouldBe(0);
        figures["cleanapp_channels_numbers"].ShouldBeNull();
        figures.Samples.Keys.ShouldContain(k => k.StartsWith("dotnet_gc_collections_total", StringComparison.Ordinal));
    }

    private sealed class MetricsPlace(TestHost host, OwnDatabase database, WebApplication app, Uri address) : IAsyncDisposable
    {
        public OwnDatabase Database => database;

        public static async Task<MetricsPlace> StartAsync(TestHost host, params (string Name, string Value)[] more)
        {
            var database = await OwnDatabase.CreateAsync();
            var port = TestHost.FreePort();
            var settings = new Dictionary<string, string?>(database.Settings()) { ["Metrics:Secret"] = Secret, ["Metrics:Cache"] = "00:00:00" };
            foreach (var (name, value) in more)
                settings[name] = value;
            var app = host.Build(port, settings);
            await app.StartAsync();
            return new MetricsPlace(host, database, app, new Uri($"http://127.0.0.1:{port}"));
        }

        public Task<TestTenant> NewTenantAsync() => TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(address)));

        public async Task<Answer> AskAsync(string? secret)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
            if (secret is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", secret);
            return await new ApiClient(TestHost.NewClient(address)).SendAsync(request);
        }

        public async Task<string> TextAsync() => (await AskAsync(Secret)).ShouldBe(200).Text;

        public async Task<Exposition> ReadAsync() => Exposition.Read(await TextAsync());

        public Task<Exposition> WaitForAsync(Func<Exposition, bool> isSo) => Eventually.Async(ReadAsync, isSo, "the figures");

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
