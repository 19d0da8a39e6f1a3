using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using CleanApp.Bench.Outbound;

namespace CleanApp.Bench.Inbox;

/// <summary>What people at their screens ask, what they answer, and what comes in from their customers.</summary>
internal sealed class Mix
{
    private static readonly string[] Views = ["all", "mine", "unassigned"];

    private readonly InboxWorld _world;
    private readonly Uri _server;
    private readonly byte[][] _pages;
    private readonly byte[][] _lists;
    private readonly byte[][] _counts;
    private readonly byte[][] _dashboards;
    private readonly (Agent Agent, Talk Talk)[] _seen;
    private readonly Dictionary<Agent, string> _headers;
    private int _made;

    public Mix(InboxWorld world, Uri server)
    {
        (_world, _server) = (world, server);
        _headers = world.Agents.ToDictionary(a => a, a => $"Authorization: Bearer {a.Token}\r\n");
        // The fourth of each four is another team's, which only whoever leads sees.
        _seen = [.. world.Agents.SelectMany(a => world.Read[a.Place].Where(t => a.Leads || t.Number % 4 < 3).Select(t => (a, t)))];
        Random.Shared.Shuffle(_seen);
        _pages = Array.ConvertAll(
            _seen,
            s => SocketLoad.Get($"/api/v1/inbox/conversations/{s.Talk.Id}/items?limit={RawInbox.Rows}", _headers[s.Agent])
        );
        _lists = [.. Views.SelectMany(view => world.Agents.Select(a => SocketLoad.Get($"/api/v1/inbox/conversations?view={view}", _headers[a])))];
        Random.Shared.Shuffle(_lists);
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var dashboard = string.Create(
            CultureInfo.InvariantCulture,
            $"/api/v1/sales/dashboard?from={today.AddDays(-30):yyyy-MM-dd}&to={today:yyyy-MM-dd}"
        );
        _dashboards = [.. world.Agents.Select(a => SocketLoad.Get(dashboard, _headers[a]))];
        _counts = [.. world.Agents.Select(a => SocketLoad.Get("/api/v1/inbox/conversations/counts", _headers[a]))];
    }

    /// <summary>Two hundred reads a second, fifty answers, fifty dashboards, fifty webhooks; all but the last so many times over.</summary>
    /// <param name="signIns">How many sign in, and how.</param>
    public async Task<List<(string Name, int PerSecond, Slice Slice)>> RunAsync(
        int times,
        TimeSpan duration,
        Cpu cpu,
        (int PerSecond, Func<int, byte[]> Next)? signIns = null
    )
    {
        List<(string Name, int PerSecond, int Connections, Func<int, byte[][]> Next)> kinds =
        [
            ("dashboard", 50 * times, 32, turn => [_dashboards[turn % _dashboards.Length]]),
            ("page of messages", 120 * times, 48, turn => [_pages[turn % _pages.Length]]),
            ("list of conversations", 60 * times, 32, turn => [_lists[turn % _lists.Length]]),
            ("counts of the views", 20 * times, 16, turn => [_counts[turn % _counts.Length]]),
            ("answer", 50 * times, 48, _ => [Answer()]),
            ("webhook", 50, 32, _ => [Webhook()]),
        ];
        if (signIns is { } some)
            kinds.Add(("sign-in", some.PerSecond, 16, turn => [some.Next(turn)]));
        var slices = await Task.WhenAll(kinds.Select(k => SocketLoad.RunAsync(_server, k.Next, k.Connections, cpu, duration, k.PerSecond)));
        return [.. kinds.Zip(slices, (k, slice) => (k.Name, k.PerSecond, slice))];
    }

    public byte[][] Page(int turn) => [_pages[turn % _pages.Length]];

    public byte[][] RawPage(int turn) =>
        _seen[turn % _seen.Length] is var (agent, talk) ? [SocketLoad.Get($"/talks/{talk.Id}/messages?tenant={TenantOf(agent)}", "")] : [];

    /// <summary>Of one conversation.</summary>
    public async Task<(int Ours, int Theirs)> PageSizesAsync(HttpClient http, HttpClient baseline)
    {
        var (agent, talk) = _seen[0];
        using var message = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/inbox/conversations/{talk.Id}/items?limit={RawInbox.Rows}");
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", agent.Token);
        using var ours = await http.SendAsync(message);
        ours.EnsureSuccessStatusCode();
        var theirs = await baseline.GetByteArrayAsync(new Uri($"/talks/{talk.Id}/messages?tenant={TenantOf(agent)}", UriKind.Relative));
        return ((await ours.Content.ReadAsByteArrayAsync()).Length, theirs.Length);
    }

    public byte[] Answer()
    {
        var (agent, talk) = _seen[Next() % _seen.Length];
        var key = $"Idempotency-Key: {Guid.CreateVersion7()}\r\n";
        return SocketLoad.Post($"/api/v1/inbox/conversations/{talk.Id}/messages", Body(), _headers[agent] + key);
    }

    public byte[] RawAnswer()
    {
        var (agent, talk) = _seen[Next() % _seen.Length];
        return SocketLoad.Post($"/talks/{talk.Id}/messages?tenant={TenantOf(agent)}&user={agent.UserId}", Body(), "");
    }

    private byte[] Webhook()
    {
        var made = Next();
        var (agent, talk) = _seen[made % _seen.Length];
        var number = _world.NumberOf(agent.Place);
        return WebhookLoad.Message(
            $"/webhooks/whatsapp/{number.WebhookToken}",
            number.PhoneNumberId,
            talk.Telephone[1..],
            $"wamid.{Guid.CreateVersion7():N}",
            string.Create(CultureInfo.InvariantCulture, $"E o pedido {made}, chega quando?")
        );
    }

    private Guid TenantOf(Agent agent) => _world.NumberOf(agent.Place).TenantId;

    private int Next() => Interlocked.Increment(ref _made) & int.MaxValue;

    private static byte[] Body() =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                content = new { type = "text", text = "Bom dia! Seu pedido já saiu para entrega, chega até as 18h. Qualquer coisa, estou por aqui." },
            }
        );
}
