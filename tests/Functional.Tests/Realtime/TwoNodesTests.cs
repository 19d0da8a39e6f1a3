using System.Collections.Concurrent;
using System.Net.WebSockets;
using CleanApp.Functional.Tests.Faults;
using CleanApp.Functional.Tests.Hosting;
using Shouldly;
using Xunit;

namespace CleanApp.Functional.Tests.Realtime;

/// <summary>Two processes of the product on one database, each killed, as by kill -9, while somebody works at the one and somebody listens at the other.</summary>
[Collection(MoreKilledProcesses.Name)]
public sealed class TwoNodesTests(TestHost host)
{
    [Fact]
    public async Task Whoever_listens_misses_nothing_and_hears_nothing_twice_whichever_node_is_killed()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var first = Node(database);
        await using var second = Node(database);
        await first.StartAsync();
        await second.StartAsync();
        var company = await TestTenant.RegisterAsync(host, new ApiClient(TestHost.NewClient(first.BaseAddress)));
        await using var client = new Client(company.Session["accessToken"]!, [second, first]);
        await client.ConnectedAsync();
        using var stop = new CancellationTokenSource();
        var made = new ConcurrentQueue<string>();
        var working = Task.WhenAll(Enumerable.Range(0, 3).Select(n => WorkAsync(company, n, [first, second], made, stop.Token)));

        foreach (var killed in new[] { second, first, second })
        {
            await MoreAsync(made, 25);
            await killed.KillAsync();
            await MoreAsync(made, 25);
            await killed.StartAsync();
        }
        await MoreAsync(made, 25);
        await stop.CancelAsync();
        await working;

        await Eventually.Async(
            async () => (Heard: client.Heard.LastOrDefault().Sequence, Last: await company.Owner.NowAsync()),
            numbers => numbers.Heard == numbers.Last && made.All(client.Heard.Select(h => h.Id).ToHashSet().Contains),
            "everything to be heard"
        );
        // Killed before the deletion was answered, a worker is told the same label again.
        // Besides, that whoever listens is here or gone.
        client.Heard.Where(h => h.Topic != "agent").Select(h => h.Id).Distinct().Order().ShouldBe(made.Distinct().Order());
        client.Heard.Select(h => h.Sequence).ShouldBe(Enumerable.Range(0, client.Heard.Count).Select(n => client.Heard.First().Sequence + n));
        client.Connections.ShouldBeGreaterThan(1);
    }

    [Fact]
    public async Task A_session_that_ends_at_one_node_has_no_socket_at_the_other_two_seconds_later()
    {
        await using var database = await OwnDatabase.CreateAsync();
        await using var first = Node(database);
        await using var second = Node(database);
        await Task.WhenAll(first.StartAsync(), second.StartAsync());
        var here = new ApiClient(TestHost.NewClient(first.BaseAddress));
        var company = await TestTenant.RegisterAsync(host, here);
        var session = (await here.PostAsync("/api/v1/auth/login", new { email = company.Email, password = TestTenant.Password })).ShouldBe(200);
        await using var ended = await HubSocket.OpenAsync(second.BaseAddress, session["accessToken"]!);
        await using var stays = await company.Owner.ListenAsync(second.BaseAddress);

        (await here.PostAsync("/api/v1/auth/logout", new { refreshToken = session["refreshToken"] })).ShouldBe(204);

        await ended.WaitUntilClosedAsync(2);
        await stays.HearAsync([await company.Owner.ChangeSomethingAsync()]);
    }

    private ApiProcess Node(OwnDatabase database)
    {
        var port = TestHost.FreePort();
        var settings = host.Settings(port);
        foreach (var (name, value) in database.Settings())
            settings[name] = value;
        return new ApiProcess(settings, port);
    }

    /// <summary>One change after the other at whichever node answers, each repeated with its key until it is answered.</summary>
    private static async Task WorkAsync(TestTenant company, int worker, ApiProcess[] nodes, ConcurrentQueue<string> made, CancellationToken stop)
    {
        for (var n = 0; !stop.IsCancellationRequested; n++)
        {
            for (var attempt = 0; ; attempt++)
                try
                {
                    var node = new ApiClient(TestHost.NewClient(nodes[(n + attempt) % 2].BaseAddress)).SignedIn(company.Owner.Token());
                    var answer = await node.PostAsync(
                        "/api/v1/inbox/labels",
                        new { name = $"Etiqueta {worker}-{n}", color = "teal" },
                        $"{worker}-{n}"
                    );
                    if (answer.Status is 409 && answer["code"] != "inbox.label.name_taken")
                        continue;
                    made.Enqueue(answer.ShouldBe(201).Id.ToString());
                    // As many labels as a company may have are soon made.
                    (await node.DeleteAsync($"/api/v1/inbox/labels/{answer.Id}")).Status.ShouldBeOneOf(204, 404);
                    break;
                }
                catch (HttpRequestException)
                {
                    // Killed just now.
                }
        }
    }

    private static async Task MoreAsync(ConcurrentQueue<string> made, int more)
    {
        var before = made.Count;
        await Eventually.Async(() => Task.FromResult(made.Count), count => count >= before + more, $"{more} changes", 60);
    }

    /// <summary>Connects again, to whichever node there is, and says its last number.</summary>
    private sealed class Client : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly TaskCompletionSource _connected = new();
        private readonly Task _running;

        public Client(string token, ApiProcess[] nodes) => _running = RunAsync(token, nodes);

        public ConcurrentQueue<(long Sequence, string Topic, string Id)> Heard { get; } = new();
        public int Connections { get; private set; }

        public Task ConnectedAsync() => _connected.Task.WaitAsync(TimeSpan.FromSeconds(60));

        private async Task RunAsync(string token, ApiProcess[] nodes)
        {
            long? last = null;
            for (var turn = 0; !_stop.IsCancellationRequested; turn++)
                try
                {
                    await using var socket = await HubSocket.OpenAsync(nodes[turn % nodes.Length].BaseAddress, token, last);
                    Connections++;
                    var taken = 0;
                    while (!_stop.IsCancellationRequested)
                    {
                        var isOpen = socket.IsOpen;
                        foreach (var message in socket.Messages.Skip(taken))
                        {
                            taken++;
                            if (last is not null)
                                (message.After, message.StartOver).ShouldBe((last, false));
                            last = message.Through;
                            foreach (var (sequence, topic, id, _) in message.Items)
                                Heard.Enqueue((sequence, topic, id));
                            _connected.TrySetResult();
                        }
                        if (!isOpen)
                            break;
                        await Task.Delay(20);
                    }
                }
                catch (Exception e) when (e is WebSocketException or HttpRequestException)
                {
                    await Task.Delay(50);
                }
        }

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await _running;
            _stop.Dispose();
        }
    }
}
