using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using CleanApp.Sandbox.Controls;

namespace CleanApp.Sandbox.Psp;

internal sealed record Delivery(
    DateTimeOffset At,
    string Chave,
    string Url,
    int Attempt,
    int? Status,
    string? Error,
    string[] EndToEndIds,
    string Body
);

/// <summary>Tells customers about their Pix in the background, with the faults a real network and a real bank add.</summary>
internal sealed class WebhookDispatcher(
    PspStore store,
    FaultBoard faults,
    SandboxOptions options,
    IHttpClientFactory clients,
    IHostApplicationLifetime lifetime
)
{
    public const string ClientName = "webhook";
    private const int LogLimit = 2000;

    private readonly ConcurrentQueue<Delivery> _log = new();
    private readonly Lock _heldGate = new();
    private readonly Dictionary<string, List<JsonObject>> _held = [];

    /// <summary>Plain http never leaves this machine; anything else is https, as the standard demands.</summary>
    public static bool IsAcceptable(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback));

    /// <summary>Only a Pix with a txid, on a key that has a webhook, is notified.</summary>
    public void Notify(PixReceived pix)
    {
        if (pix.Txid is null || store.FindWebhook(pix.Key) is null)
            return;
        var body = store.Render(pix);
        var fault = faults.Webhook(pix.Key);
        if (fault.Drop)
        {
            Record(new Delivery(Now(), pix.Key, store.FindWebhook(pix.Key)!.Url, 0, null, "dropped by a fault switch", [pix.EndToEndId], ""));
            return;
        }

        if (!fault.Late && !fault.Reorder)
        {
            Start(pix.Key, body, fault);
            return;
        }

        List<JsonObject> ready = [];
        lock (_heldGate)
        {
            if (!_held.TryGetValue(pix.Key, out var held))
                _held[pix.Key] = held = [];
            held.Add(body);
            if (!fault.Late && held.Count > 1)
            {
                ready = held;
                _held.Remove(pix.Key);
            }
        }

        _ = InReverse(pix.Key, ready, fault);
    }

    /// <returns>How many held notifications were let go, oldest first.</returns>
    public int Release(string? key)
    {
        List<(string Key, JsonObject Body)> ready;
        lock (_heldGate)
        {
            ready = [.. _held.Where(h => key is null || h.Key == key).SelectMany(h => h.Value.Select(b => (h.Key, b)))];
            foreach (var released in ready.Select(r => r.Key).Distinct().ToList())
                _held.Remove(released);
        }

        foreach (var (owner, body) in ready)
            Start(owner, body, faults.Webhook(owner));
        return ready.Count;
    }

    /// <summary>Sends somebody's invention, as an attacker who learned the address would.</summary>
    public async Task<Delivery> ForgeAsync(string url, string body, CancellationToken ct)
    {
        var delivery = await Send("forged", url, body, [], 1, ct);
        Record(delivery);
        return delivery;
    }

    public List<Delivery> Log(string? key) => [.. _log.Where(d => key is null || d.Chave == key)];

    private async Task InReverse(string key, List<JsonObject> bodies, WebhookFaults fault)
    {
        // One after the other: in parallel the order would be left to chance.
        foreach (var body in Enumerable.Reverse(bodies))
            await Deliver(key, body, fault);
    }

    private void Start(string key, JsonObject body, WebhookFaults fault)
    {
        for (var copy = 0; copy <= fault.Duplicate; copy++)
            _ = Deliver(key, body.DeepClone().AsObject(), fault);
    }

    private async Task Deliver(string key, JsonObject pix, WebhookFaults fault)
    {
        var ct = lifetime.ApplicationStopping;
        try
        {
            if (fault.DelayMs > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs), options.Clock, ct);
            var items = new JsonArray { pix };
            for (var i = 0; i < fault.Batch; i++)
                items.Insert(i % 2 == 0 ? 0 : items.Count, SomebodyElses());
            var ids = items.Select(p => p!["endToEndId"]!.GetValue<string>()).ToArray();
            var body = new JsonObject { ["pix"] = items }.ToJsonString(PspEndpoints.Json);

            var wait = fault.RetryDelayMs is { } ms ? TimeSpan.FromMilliseconds(ms) : options.WebhookRetryDelay;
            var attempts = fault.Attempts ?? options.WebhookAttempts;
            for (var attempt = 1; attempt <= attempts; attempt++)
            {
                // Looked up each time: the customer may have moved or removed the webhook since.
                if (store.FindWebhook(key) is not { } webhook)
                    return;
                var delivery = await Send(key, webhook.Url.TrimEnd('/') + "/pix", body, ids, attempt, ct);
                Record(delivery);
                if (delivery.Status == 200)
                    return;
                if (attempt < attempts)
                    await Task.Delay(wait, options.Clock, ct);
                wait *= 2;
            }
        }
        catch (OperationCanceledException)
        {
            // The sandbox stops; a real bank would go on, the product's polling covers it.
        }
    }

    private async Task<Delivery> Send(string key, string url, string body, string[] ids, int attempt, CancellationToken ct)
    {
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var response = await client.PostAsync(new Uri(url), content, ct);
            return new Delivery(Now(), key, url, attempt, (int)response.StatusCode, null, ids, body);
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return new Delivery(Now(), key, url, attempt, null, e.Message, ids, body);
        }
    }

    private JsonObject SomebodyElses()
    {
        var now = Now();
        return new PixReceived
        {
            EndToEndId = Wire.EndToEndId(now),
            ClientId = "somebody-else",
            Key = "somebody.else@example.com",
            Amount = "99.99",
            At = now,
            Txid = Wire.RandomTxid(),
        }.Render();
    }

    private void Record(Delivery delivery)
    {
        _log.Enqueue(delivery);
        while (_log.Count > LogLimit)
            _log.TryDequeue(out _);
    }

    private DateTimeOffset Now() => options.Clock.GetUtcNow();
}
