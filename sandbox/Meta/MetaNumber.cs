using System.Collections.Concurrent;

namespace CleanApp.Sandbox.Meta;

/// <summary>What a business phone number is, and how the sandbox treats it. Members are the names of the control's JSON.</summary>
internal sealed record NumberSettings
{
    public string WabaId { get; init; } = MetaStore.DefaultWaba;
    public string DisplayPhoneNumber { get; init; } = "+55 11 90000-0001";
    public string VerifiedName { get; init; } = "Empresa de teste";
    public string Token { get; init; } = MetaStore.DefaultToken;
    public string AppSecret { get; init; } = MetaStore.DefaultSecret;
    public string VerifyToken { get; init; } = "";
    public string? WebhookUrl { get; init; }
    public string QualityRating { get; init; } = "GREEN";

    /// <summary>Messages a second, in and out together; 0 means no limit.</summary>
    public int Throughput { get; init; } = 80;

    /// <summary>Messages to one person before the limit of one in six seconds; 0 means no limit.</summary>
    public int PairBurst { get; init; } = 45;

    /// <summary>Spares a bench from letting every customer write first.</summary>
    public bool WindowAlwaysOpen { get; init; }

    /// <summary>False keeps counters only.</summary>
    public bool Record { get; init; } = true;

    /// <summary>Ledger entries kept; the oldest go first.</summary>
    public int Keep { get; init; } = 200_000;

    /// <summary>Customers read at once what they get.</summary>
    public bool AutoRead { get; init; }

    /// <summary>Webhooks under way at the same time.</summary>
    public int Senders { get; init; } = 4;

    /// <summary>Waiting notifications that may share one body. Meta: up to 1000, not guaranteed.</summary>
    public int WebhookBatch { get; init; } = 1;
}

internal sealed class NumberCounts
{
    public long Accepted;
    public long Delivered;
    public long Failed;
    public long Refused;
    public long Read;
    public long Inbound;
    public long WebhookEvents;
    public long WebhookPosts;
    public long WebhookErrors;

    public Dictionary<string, long> Show() =>
        new()
        {
            ["accepted"] = Volatile.Read(ref Accepted),
            ["delivered"] = Volatile.Read(ref Delivered),
            ["failed"] = Volatile.Read(ref Failed),
            ["refused"] = Volatile.Read(ref Refused),
            ["read"] = Volatile.Read(ref Read),
            ["inbound"] = Volatile.Read(ref Inbound),
            ["webhookEvents"] = Volatile.Read(ref WebhookEvents),
            ["webhookPosts"] = Volatile.Read(ref WebhookPosts),
            ["webhookErrors"] = Volatile.Read(ref WebhookErrors),
        };
}

internal sealed class MetaNumber(string id, NumberSettings settings)
{
    private readonly ConcurrentDictionary<string, Customer> _customers = new();
    private readonly ConcurrentDictionary<string, MetaMessage> _byWamid = new();
    private readonly RateGate _throughput = new();
    private NumberCounts _counts = new();

    public string Id => id;

    /// <summary>The number's own digits, as they stand in a quoted message's context.</summary>
    public string Digits => Phones.Digits(Settings.DisplayPhoneNumber) ?? "";

    public NumberSettings Settings { get; set; } = settings;

    /// <summary>False after a failed handshake, until the next good one or a new address.</summary>
    public bool Subscribed { get; set; } = true;

    public NumberCounts Counts => _counts;
    public NumberLedger Ledger { get; } = new();
    public WebhookOutbox Outbox { get; } = new();

    public bool HasThroughput(DateTimeOffset now) =>
        Settings.Throughput <= 0 || _throughput.TryPass(now, TimeSpan.FromSeconds(1) / Settings.Throughput, Settings.Throughput);

    public bool HasPairRate(Customer customer, DateTimeOffset now) =>
        Settings.PairBurst <= 0 || customer.Pair.TryPass(now, TimeSpan.FromSeconds(6), Settings.PairBurst);

    public Customer? FindCustomer(string address) =>
        _customers.GetValueOrDefault(address)
        ?? (Phones.Digits(address) is { } digits ? _customers.GetValueOrDefault(Phones.Canonical(digits)) : null);

    public Customer Customer(CustomerProfile profile)
    {
        var customer =
            (profile.Phone is { } known ? FindCustomer(known) : null) ?? (profile.UserId is { } id ? FindCustomer(id) : null) ?? new Customer();
        customer.Become(profile with { Phone = profile.Phone is { } typed ? Phones.Canonical(Phones.Digits(typed)!) : null });
        if (customer.Phone is { } phone)
            customer = _customers.GetOrAdd(phone, customer);
        if (customer.UserId is { } userId)
            _customers[userId] = customer;
        return customer;
    }

    /// <summary>Who is written to first exists from then on.</summary>
    public Customer ByPhone(string canonical) =>
        _customers.TryGetValue(canonical, out var known) ? known : Customer(new CustomerProfile { Phone = canonical });

    public List<Customer> Customers() => [.. _customers.Values.Distinct()];

    public MetaMessage? Find(string wamid) => _byWamid.GetValueOrDefault(wamid);

    public void Remember(MetaMessage message)
    {
        if (!Settings.Record)
            return;
        _byWamid[message.Wamid] = message;
        if (!message.FromCustomer)
            foreach (var old in Ledger.Add(message, Settings.Keep))
                _byWamid.TryRemove(old.Wamid, out _);
        if (message.FailedCode is null)
            message.Customer.Add(message);
    }

    public void Forget()
    {
        _byWamid.Clear();
        Ledger.Clear();
        foreach (var customer in Customers())
            customer.Forget();
        _counts = new NumberCounts();
    }
}
