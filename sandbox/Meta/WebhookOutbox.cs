using System.Collections.Concurrent;

namespace CleanApp.Sandbox.Meta;

internal sealed record MetaDelivery(
    DateTimeOffset At,
    string PhoneNumberId,
    string Url,
    int Attempt,
    int? Status,
    string? Error,
    string[] Kinds,
    string[] Ids,
    string Body
);

/// <summary>What waits to be told to one number's webhook.</summary>
internal sealed class WebhookOutbox
{
    private const int LogLimit = 1000;

    private readonly Lock _gate = new();
    private readonly ConcurrentQueue<WebhookEvent> _waiting = new();
    private readonly ConcurrentQueue<MetaDelivery> _log = new();
    private readonly List<WebhookEvent> _held = [];
    private List<WebhookEvent> _collected = [];
    private int _senders;

    /// <returns>True when the caller has become one more sender and must drain.</returns>
    public bool Put(WebhookEvent notification, int senders)
    {
        _waiting.Enqueue(notification);
        return TryBecomeSender(senders);
    }

    public bool TryBecomeSender(int senders)
    {
        while (true)
        {
            var now = Volatile.Read(ref _senders);
            if (now >= senders || _waiting.IsEmpty)
                return false;
            if (Interlocked.CompareExchange(ref _senders, now + 1, now) == now)
                return true;
        }
    }

    public void LeaveSenders() => Interlocked.Decrement(ref _senders);

    public List<WebhookEvent> Take(int most)
    {
        List<WebhookEvent> taken = [];
        while (taken.Count < most && _waiting.TryDequeue(out var next))
            taken.Add(next);
        return taken;
    }

    public void Hold(WebhookEvent notification)
    {
        lock (_gate)
            _held.Add(notification);
    }

    /// <returns>The pair to send, the later one first; empty while there is only one.</returns>
    public List<WebhookEvent> Pair(WebhookEvent notification)
    {
        lock (_gate)
        {
            _held.Add(notification);
            return _held.Count > 1 ? TakeHeld(reversed: true) : [];
        }
    }

    public List<WebhookEvent> Release()
    {
        lock (_gate)
            return TakeHeld(reversed: false);
    }

    /// <returns>The full batch, or empty; <paramref name="first"/> says that somebody must flush later what stays short.</returns>
    public List<WebhookEvent> Collect(WebhookEvent notification, int size, out bool first)
    {
        lock (_gate)
        {
            _collected.Add(notification);
            first = _collected.Count == 1;
            return _collected.Count >= size ? TakeCollected() : [];
        }
    }

    public List<WebhookEvent> Flush()
    {
        lock (_gate)
            return TakeCollected();
    }

    public void Record(MetaDelivery delivery)
    {
        _log.Enqueue(delivery);
        while (_log.Count > LogLimit)
            _log.TryDequeue(out _);
    }

    public List<MetaDelivery> Log() => [.. _log];

    private List<WebhookEvent> TakeHeld(bool reversed)
    {
        List<WebhookEvent> taken = [.. _held];
        _held.Clear();
        if (reversed)
            taken.Reverse();
        return taken;
    }

    private List<WebhookEvent> TakeCollected()
    {
        var taken = _collected;
        _collected = [];
        return taken;
    }
}
