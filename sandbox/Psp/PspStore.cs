using System.Text.Json;
using System.Text.Json.Nodes;

namespace CleanApp.Sandbox.Psp;

/// <summary>
/// The bank's books. One lock around everything: the sandbox is about being right, and JSON nodes are not safe to share. Whatever leaves is
/// a copy.
/// </summary>
internal sealed partial class PspStore : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Charge> _charges = [];
    private readonly Dictionary<string, PixReceived> _pix = [];

    /// <summary>The same in the order of lists: a day may have a hundred thousand, and every page of it is asked for by itself.</summary>
    private readonly SortedSet<PixReceived> _pixByTime = new(
        Comparer<PixReceived>.Create((a, b) => a.At != b.At ? a.At.CompareTo(b.At) : string.CompareOrdinal(a.EndToEndId, b.EndToEndId))
    );
    private readonly Dictionary<string, WebhookRegistration> _webhooks = [];
    private readonly Dictionary<string, string> _keyOwners = [];
    private readonly TimeProvider _clock;
    private readonly string _defaultClient;
    private readonly Journal _journal;
    private readonly FileStream _folderLock;
    private long _lastLocation;

    public PspStore(string folder, SandboxOptions options)
    {
        _clock = options.Clock;
        _defaultClient = options.ClientId;
        // Two sandboxes on one folder would overwrite each other's books.
        _folderLock = LockFolder(folder);
        var path = Path.Combine(folder, "state.jsonl");
        foreach (var line in Journal.Read(path))
            Restore(line);
        _journal = Journal.Rewrite(
            path,
            [
                .. _charges.Values.Select(c => ("charge", (object)c)),
                .. _pix.Values.Select(p => ("pix", (object)p)),
                .. _webhooks.Values.Select(w => ("webhook", (object)w)),
            ]
        );
    }

    public JsonObject PutCharge(string clientId, string txid, JsonObject body)
    {
        if (!ChargeRequest.IsTxid(txid))
            throw PspException.InvalidCharge("O campo cob.txid não respeita o schema.", "cob.txid");
        lock (_gate)
        {
            if (!_charges.TryGetValue(txid, out var charge))
                return Create(clientId, txid, ChargeRequest.Full(body));
            if (charge.ClientId != clientId)
                throw PspException.InvalidCharge("O campo cob.txid encontra-se em uso.", "cob.txid");
            RequireActive(charge);
            return Revise(charge, ChargeRequest.Full(body));
        }
    }

    public JsonObject PatchCharge(string clientId, string txid, JsonObject body)
    {
        lock (_gate)
        {
            var charge = Own(clientId, txid);
            RequireActive(charge);
            if (!ChargeRequest.IsRemoval(body))
                return Revise(charge, ChargeRequest.Revised(charge.Content, body));
            Remember(charge);
            charge.Status = ChargeStatus.RemovedByReceiver;
            _journal.Append("charge", charge);
            return charge.Render();
        }
    }

    public JsonObject GetCharge(string clientId, string txid, int? revision)
    {
        lock (_gate)
        {
            var charge = Own(clientId, txid);
            if (revision is { } n && n != charge.Revision)
                return n >= 0 && n < charge.Earlier.Count ? charge.Earlier[n].DeepClone().AsObject() : throw NoSuchRevision(n);
            return Complete(charge);
        }
    }

    public List<JsonObject> ListCharges(Func<Charge, bool> wanted)
    {
        lock (_gate)
            return [.. _charges.Values.Where(wanted).OrderBy(c => c.CreatedAt).Select(Complete)];
    }

    /// <summary>For the controls, which see the whole bank: the charge as the API shows it plus what the page needs.</summary>
    public List<JsonObject> Overview(string? key, int limit)
    {
        lock (_gate)
        {
            var now = Now();
            var newest = _charges.Values.Where(c => key is null || c.Key() == key).OrderByDescending(c => c.CreatedAt).Take(limit);
            return [.. newest.Select(c => Describe(c, now))];
        }
    }

    /// <summary>A payer pays the charge. Null when the txid is unknown.</summary>
    public PixReceived? Pay(string txid, decimal? amount)
    {
        lock (_gate)
        {
            if (!_charges.TryGetValue(txid, out var charge))
                return null;
            if (charge.Status != ChargeStatus.Active)
                throw new PaymentRefusedException($"A cobrança está {charge.Status}.");
            if (charge.ExpiresAt() <= Now())
                throw new PaymentRefusedException("A cobrança expirou.");
            var pix = Receive(charge.ClientId, charge.Key(), Wire.Money(amount ?? Wire.Money(charge.Amount())), txid);
            Remember(charge);
            charge.Status = ChargeStatus.Completed;
            _journal.Append("charge", charge);
            return pix;
        }
    }

    /// <summary>Money that no charge asked for: to the bare key, or with a txid the payer made up (a static code).</summary>
    public PixReceived PayKey(string key, decimal amount, string? txid)
    {
        lock (_gate)
        {
            _keyOwners.TryAdd(key, _defaultClient);
            return Receive(_keyOwners[key], key, Wire.Money(amount), txid);
        }
    }

    /// <summary>Many payments to the bare key at once, one a millisecond up to now.</summary>
    public void PayKeyOften(string key, decimal amount, int count)
    {
        lock (_gate)
        {
            _keyOwners.TryAdd(key, _defaultClient);
            var first = Now().AddMilliseconds(1 - count);
            for (var i = 0; i < count; i++)
                Receive(_keyOwners[key], key, Wire.Money(amount), txid: null, first.AddMilliseconds(i));
        }
    }

    /// <returns>False when the key is in another customer's account.</returns>
    public bool OpenKey(string clientId, string key)
    {
        lock (_gate)
            return Owns(clientId, key);
    }

    public JsonObject GetPix(string clientId, string endToEndId)
    {
        lock (_gate)
            return OwnPix(clientId, endToEndId).Render();
    }

    public List<JsonObject> ListPix(Func<PixReceived, bool> wanted)
    {
        lock (_gate)
            return [.. _pixByTime.Where(wanted).Select(p => p.Render())];
    }

    /// <returns>A page of them, and how many there are.</returns>
    public (List<JsonObject> Page, int Count) ListPix(Func<PixReceived, bool> wanted, long skip, int take)
    {
        lock (_gate)
        {
            var page = new List<JsonObject>();
            var count = 0;
            foreach (var pix in _pixByTime.Where(wanted))
                if (count++ >= skip && page.Count < take)
                    page.Add(pix.Render());
            return (page, count);
        }
    }

    /// <summary>The Pix key a call is about, so that a fault meant for one key does not hit another test.</summary>
    public string? KeyOf(string? txid, string? endToEndId)
    {
        lock (_gate)
        {
            if (txid is not null && _charges.TryGetValue(txid, out var charge))
                return charge.Key();
            return endToEndId is not null && _pix.TryGetValue(endToEndId, out var pix) ? pix.Key : null;
        }
    }

    /// <summary>A copy made under the lock, because refunds change a Pix while a notification waits.</summary>
    public JsonObject Render(PixReceived pix)
    {
        lock (_gate)
            return pix.Render();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _journal.Dispose();
            _folderLock.Dispose();
        }
    }

    private static FileStream LockFolder(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            throw new FolderTakenException(folder);
        }
    }

    // Whole milliseconds, as on the wire: a list asked for up to exactly the horario of a Pix must contain it.
    private DateTimeOffset Now()
    {
        var now = _clock.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMillisecond));
    }

    private JsonObject Create(string clientId, string txid, JsonObject content)
    {
        RequireOwnKey(clientId, content);
        var now = Now();
        var charge = new Charge
        {
            Txid = txid,
            ClientId = clientId,
            CreatedAt = now,
            LocationId = ++_lastLocation,
            Location = $"pix-sandbox.example/qr/v2/{Guid.CreateVersion7(now):N}",
            Content = content,
        };
        _charges.Add(txid, charge);
        _journal.Append("charge", charge);
        return charge.Render();
    }

    private JsonObject Revise(Charge charge, JsonObject content)
    {
        // A PUT repeated after a timeout carries the same content and is not a new revision.
        if (!JsonNode.DeepEquals(charge.Content, content))
        {
            RequireOwnKey(charge.ClientId, content);
            Remember(charge);
            charge.Content = content;
            _journal.Append("charge", charge);
        }

        return charge.Render();
    }

    private static void Remember(Charge charge)
    {
        charge.Earlier.Add(charge.Render());
        charge.Revision++;
    }

    private PixReceived Receive(string clientId, string key, string amount, string? txid, DateTimeOffset? at = null)
    {
        var now = at ?? Now();
        var pix = new PixReceived
        {
            EndToEndId = Wire.EndToEndId(now),
            ClientId = clientId,
            Key = key,
            Amount = amount,
            At = now,
            Txid = txid,
        };
        Keep(pix);
        _journal.Append("pix", pix);
        return pix;
    }

    private void Keep(PixReceived pix)
    {
        if (_pix.TryGetValue(pix.EndToEndId, out var earlier))
            _pixByTime.Remove(earlier);
        _pix[pix.EndToEndId] = pix;
        _pixByTime.Add(pix);
    }

    private JsonObject Complete(Charge charge)
    {
        var cob = charge.Render();
        if (charge.Status == ChargeStatus.Completed)
        {
            var paid = _pix.Values.Where(p => p.Txid == charge.Txid && p.ClientId == charge.ClientId);
            cob["pix"] = new JsonArray([.. paid.Select(p => p.Render())]);
        }

        return cob;
    }

    private JsonObject Describe(Charge charge, DateTimeOffset now)
    {
        var described = Complete(charge);
        described["clientId"] = charge.ClientId;
        described["expiraEm"] = Wire.Time(charge.ExpiresAt());
        described["expirada"] = charge.Status == ChargeStatus.Active && charge.ExpiresAt() <= now;
        return described;
    }

    private Charge Own(string clientId, string txid) =>
        _charges.TryGetValue(txid, out var charge) && charge.ClientId == clientId ? charge : throw PspException.ChargeNotFound(txid);

    private PixReceived OwnPix(string clientId, string endToEndId) =>
        _pix.TryGetValue(endToEndId, out var pix) && pix.ClientId == clientId ? pix : throw PspException.PixNotFound(endToEndId);

    private void RequireOwnKey(string clientId, JsonObject content)
    {
        if (!Owns(clientId, ChargeRequest.Text(content["chave"])!))
            throw PspException.InvalidCharge("O campo cob.chave corresponde a uma conta que não pertence a este usuário recebedor.", "cob.chave");
    }

    // A key is in one account, for ever: its first use says whose.
    private bool Owns(string clientId, string key) => _keyOwners.TryAdd(key, clientId) || _keyOwners[key] == clientId;

    private static void RequireActive(Charge charge)
    {
        if (charge.Status != ChargeStatus.Active)
            throw PspException.InvalidCharge($"A cobrança já existe, está {charge.Status} e a requisição busca alterá-la.", "cob.status");
    }

    private static PspException NoSuchRevision(int revision) =>
        PspException.InvalidQuery("CobConsultaInvalida", [new Violation("A revisão não existe para esta cobrança.", "revisao", $"{revision}")]);

    private void Restore(JournalLine line)
    {
        switch (line.Kind)
        {
            case "charge" when line.Value.Deserialize<Charge>() is { } charge:
                _charges[charge.Txid] = charge;
                _keyOwners.TryAdd(charge.Key(), charge.ClientId);
                _lastLocation = Math.Max(_lastLocation, charge.LocationId);
                break;
            case "pix" when line.Value.Deserialize<PixReceived>() is { } pix:
                Keep(pix);
                break;
            case "webhook" when line.Value.Deserialize<WebhookRegistration>() is { } webhook:
                _webhooks[webhook.Key] = webhook;
                _keyOwners.TryAdd(webhook.Key, webhook.ClientId);
                break;
            case "webhook-removed" when line.Value.GetString() is { } key:
                _webhooks.Remove(key);
                break;
        }
    }
}

/// <summary>The payer's bank would not let this payment through.</summary>
internal sealed class PaymentRefusedException(string message) : Exception(message);
