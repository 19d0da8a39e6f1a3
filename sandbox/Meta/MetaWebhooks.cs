using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace CleanApp.Sandbox.Meta;

/// <summary>Tells the product what happened, signed, in the background, with the faults a real network and a real Meta add.</summary>
internal sealed class MetaWebhooks(
    MetaFaultBoard faults,
    SandboxOptions options,
    IHttpClientFactory clients,
    TimeProvider clock,
    IHostApplicationLifetime lifetime
)
{
    public const string ClientName = "meta-webhook";

    private readonly CancellationToken _stopping = lifetime.ApplicationStopping;

    /// <summary>Plain http never leaves this machine.</summary>
    public static bool IsAcceptable(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && (uri.Scheme == "https" || (uri.Scheme == "http" && uri.IsLoopback));

    /// <summary>When something happens now, as its webhook says it.</summary>
    public DateTimeOffset Stamp(MetaNumber number) => clock.GetUtcNow().AddDays(-(faults.Webhook(number.Id)?.AgeDays ?? 0));

    public void Status(MetaNumber number, MetaMessage message, string status, Action? then = null)
    {
        message.Status = status;
        message.Customer.Touch();
        var omitRecipient = faults.Any(number.Id, f => f.OmitRecipient);
        var omitCallback = status == "failed" && faults.Any(number.Id, f => f.OmitCallbackData);
        Send(
            number,
            new WebhookEvent
            {
                Kind = status,
                Id = message.Wamid,
                Item = WebhookBodies.Status(message, status, Stamp(number), omitRecipient, omitCallback),
                Contact = status == "failed" ? null : message.Customer.Contact(),
                Then = then,
            }
        );
    }

    public void Send(MetaNumber number, WebhookEvent notification)
    {
        Interlocked.Increment(ref number.Counts.WebhookEvents);
        var fault = faults.Webhook(number.Id);
        if (number.Settings.WebhookUrl is null || !number.Subscribed)
        {
            notification.Then?.Invoke();
        }
        else if (fault is null)
        {
            Queue(number, notification);
        }
        else if (fault.Drop.Contains("all") || fault.Drop.Contains(notification.Kind))
        {
            Record(
                number,
                new(
                    clock.GetUtcNow(),
                    number.Id,
                    number.Settings.WebhookUrl,
                    0,
                    null,
                    "dropped by a switch",
                    [notification.Kind],
                    [notification.Id],
                    ""
                )
            );
            notification.Then?.Invoke();
        }
        else if (fault.Hold)
        {
            number.Outbox.Hold(notification);
            notification.Then?.Invoke();
        }
        else if (fault.Reorder)
        {
            var pair = number.Outbox.Pair(notification);
            _ = OneByOne(number, pair);
            notification.Then?.Invoke();
        }
        else
        {
            _ = Late(number, notification, fault);
        }
    }

    /// <returns>How many held notifications were let go, oldest first.</returns>
    public int Release(MetaNumber number)
    {
        var held = number.Outbox.Release();
        _ = OneByOne(number, held);
        return held.Count;
    }

    /// <summary>Meta's GET before it accepts an address.</summary>
    /// <returns>Null when the endpoint answered as it must, else what was wrong.</returns>
    public async Task<string?> HandshakeAsync(string url, string verifyToken, CancellationToken ct)
    {
        if (!IsAcceptable(url))
            return "The address must be https, or http on this machine.";
        var challenge = RandomNumberGenerator.GetInt32(100_000_000, int.MaxValue).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var query = $"hub.mode=subscribe&hub.challenge={challenge}&hub.verify_token={Uri.EscapeDataString(verifyToken)}";
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var answer = await client.GetAsync(new Uri(url + (url.Contains('?', StringComparison.Ordinal) ? "&" : "?") + query), ct);
            var body = await answer.Content.ReadAsStringAsync(ct);
            return (int)answer.StatusCode != 200 ? $"The endpoint answered {(int)answer.StatusCode}."
                : body != challenge ? "The endpoint did not answer with the challenge alone."
                : null;
        }
        catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            return e.Message;
        }
    }

    /// <summary>Sends somebody's invention, as an attacker who learned the address would.</summary>
    public async Task<MetaDelivery> ForgeAsync(string url, byte[] body, string? signature, CancellationToken ct)
    {
        var (status, error) = await PostAsync(url, body, signature, ct);
        return new MetaDelivery(clock.GetUtcNow(), "forged", url, 1, status, error, [], [], Encoding.UTF8.GetString(body));
    }

    private async Task Late(MetaNumber number, WebhookEvent notification, MetaWebhookFaults fault)
    {
        try
        {
            if (fault.DelayMs > 0)
                await Task.Delay(TimeSpan.FromMilliseconds(fault.DelayMs), clock, _stopping);
            for (var copy = 0; copy <= fault.Duplicate; copy++)
            {
                var one = copy == 0 ? notification : Copy(notification);
                if (fault.Batch is null)
                    Queue(number, one);
                else
                    await Collect(number, one, fault.Batch);
            }
        }
        catch (OperationCanceledException)
        {
            // The sandbox stops.
        }
    }

    private async Task Collect(MetaNumber number, WebhookEvent notification, MetaBatch batch)
    {
        var ready = number.Outbox.Collect(notification, batch.Size, out var first);
        // What follows a notification must be able to join its batch, so it does not wait for the sending.
        notification.Then?.Invoke();
        if (ready.Count == 0 && first)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(batch.WaitMs), clock, _stopping);
            ready = number.Outbox.Flush();
        }
        if (ready.Count > 0)
            await Deliver(number, ready, batch);
    }

    private void Queue(MetaNumber number, WebhookEvent notification)
    {
        if (number.Outbox.Put(notification, number.Settings.Senders))
            _ = Task.Run(() => Drain(number), _stopping);
    }

    private async Task Drain(MetaNumber number)
    {
        do
        {
            while (number.Outbox.Take(Math.Max(1, number.Settings.WebhookBatch)) is { Count: > 0 } events && !_stopping.IsCancellationRequested)
            {
                await Deliver(number, events, null);
                foreach (var sent in events)
                    sent.Then?.Invoke();
            }
            number.Outbox.LeaveSenders();
            // Something may have come between the last look and the leaving.
        } while (!_stopping.IsCancellationRequested && number.Outbox.TryBecomeSender(number.Settings.Senders));
    }

    private async Task OneByOne(MetaNumber number, List<WebhookEvent> events)
    {
        // One after the other: in parallel the order would be left to chance.
        foreach (var held in events)
            await Deliver(number, [held], null);
    }

    private static WebhookEvent Copy(WebhookEvent from) =>
        new()
        {
            Field = from.Field,
            Kind = from.Kind,
            Id = from.Id,
            At = from.At,
            Item = from.Item,
            Contact = from.Contact,
        };

    /// <summary>Waits for the first attempt only; the others follow in the background.</summary>
    private async Task Deliver(MetaNumber number, IReadOnlyList<WebhookEvent> events, MetaBatch? batch)
    {
        var body = WebhookBodies.Envelope(number, events, batch);
        if (!await Attempt(number, events, body, 1))
            _ = Retry(number, events, body);
    }

    private async Task Retry(MetaNumber number, IReadOnlyList<WebhookEvent> events, byte[] body)
    {
        var fault = faults.Webhook(number.Id);
        var wait = fault?.RetryDelayMs is { } ms ? TimeSpan.FromMilliseconds(ms) : options.WebhookRetryDelay;
        var attempts = fault?.Attempts ?? options.MetaWebhookAttempts;
        try
        {
            for (var attempt = 2; attempt <= attempts; attempt++, wait *= 2)
            {
                await Task.Delay(wait, clock, _stopping);
                if (await Attempt(number, events, body, attempt))
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            // The sandbox stops; the real one would go on for days.
        }
    }

    private async Task<bool> Attempt(MetaNumber number, IReadOnlyList<WebhookEvent> events, byte[] body, int attempt)
    {
        // Looked up each time: the address or the secret may have changed since.
        var settings = number.Settings;
        if (settings.WebhookUrl is not { } url)
            return true;
        var (status, error) = await PostAsync(url, body, MetaBytes.Sign(settings.AppSecret, body), _stopping);
        Interlocked.Increment(ref number.Counts.WebhookPosts);
        if (status != 200)
            Interlocked.Increment(ref number.Counts.WebhookErrors);
        if (settings.Record)
        {
            string[] kinds = [.. events.Select(e => e.Kind)];
            string[] ids = [.. events.Select(e => e.Id)];
            Record(number, new(clock.GetUtcNow(), number.Id, url, attempt, status, error, kinds, ids, Encoding.ASCII.GetString(body)));
        }
        return status == 200;
    }

    private async Task<(int? Status, string? Error)> PostAsync(string url, byte[] body, string? signature, CancellationToken ct)
    {
        try
        {
            using var client = clients.CreateClient(ClientName);
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new ByteArrayContent(body) };
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            request.Headers.TryAddWithoutValidation("User-Agent", "facebookexternalua");
            if (signature is not null)
                request.Headers.TryAddWithoutValidation("X-Hub-Signature-256", signature);
            using var response = await client.SendAsync(request, ct);
            return ((int)response.StatusCode, null);
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            return (null, e.Message);
        }
    }

    private static void Record(MetaNumber number, MetaDelivery delivery) => number.Outbox.Record(delivery);
}
