using System.Collections.Concurrent;
using System.Text.Json.Serialization;

namespace CleanApp.Sandbox.Meta;

/// <summary>What should go wrong for a number, or for all. Everything absent or at its default means: behave.</summary>
internal sealed class MetaFaultSet
{
    public MetaWebhookFaults? Webhook { get; set; }
    public List<MetaAnswerFault> Answers { get; set; } = [];

    /// <summary>The sent webhook goes out, and is answered, before the sender hears that its message was accepted.</summary>
    public bool StatusBeforeAnswer { get; set; }

    /// <summary>Statuses without recipient_id, as Meta allows since the BSUID.</summary>
    public bool OmitRecipient { get; set; }

    /// <summary>failed statuses without biz_opaque_callback_data, which no page of Meta promises there.</summary>
    public bool OmitCallbackData { get; set; }
}

internal sealed class MetaWebhookFaults
{
    public static readonly HashSet<string> Kinds = ["all", "message", "sent", "delivered", "read", "played", "failed", "template"];

    /// <summary>How many more times each notification is delivered.</summary>
    public int Duplicate { get; set; }

    public int DelayMs { get; set; }

    /// <summary>Kinds that never arrive: all, message, sent, delivered, read, played, failed, template.</summary>
    public List<string> Drop { get; set; } = [];

    public MetaBatch? Batch { get; set; }

    /// <summary>Holds a notification until the next one of the number, which then goes first.</summary>
    public bool Reorder { get; set; }

    /// <summary>Holds notifications until they are released.</summary>
    public bool Hold { get; set; }

    /// <summary>Dates what happens from now on back by so many days.</summary>
    public int AgeDays { get; set; }

    public int? Attempts { get; set; }
    public int? RetryDelayMs { get; set; }
}

/// <summary>Collects entries × changes × items notifications into one body; what is short of that goes after the wait.</summary>
internal sealed class MetaBatch
{
    public int Entries { get; set; } = 2;
    public int Changes { get; set; } = 2;
    public int Items { get; set; } = 2;
    public int WaitMs { get; set; } = 300;

    [JsonIgnore]
    public int Size => Math.Max(1, Entries) * Math.Max(1, Changes) * Math.Max(1, Items);
}

internal sealed class MetaAnswerMatch
{
    public static readonly HashSet<string> Calls = ["messages", "read", "media", "templates", "number", "token", "subscribe", "*"];

    /// <summary>messages, read (read receipts), media, templates, number, token, subscribe or *.</summary>
    public string Call { get; set; } = "messages";

    /// <summary>The type of the message.</summary>
    public string? Type { get; set; }

    /// <summary>The recipient's phone, in any spelling, or BSUID.</summary>
    public string? To { get; set; }
}

internal sealed class MetaAnswerFault
{
    public MetaAnswerMatch Match { get; set; } = new();

    /// <summary>How many calls it hits; null hits every one until the reset.</summary>
    public int? Times { get; set; }

    /// <summary>Calls that match and are let through first.</summary>
    public int Skip { get; set; }

    public int DelayMs { get; set; }
    public int DelayAfterEffectMs { get; set; }

    /// <summary>An HTTP status in place of the effect.</summary>
    public int? Status { get; set; }

    /// <summary>An HTTP status after the message was accepted all the same.</summary>
    public int? StatusAfterEffect { get; set; }

    public bool DropConnectionBefore { get; set; }
    public bool DropConnectionAfterEffect { get; set; }

    /// <summary>After the effect: no_id (200 without messages), cut (half of the body) or html.</summary>
    public string? Malformed { get; set; }

    /// <summary>Meta's error with this code in place of the effect.</summary>
    public int? ErrorCode { get; set; }

    /// <summary>Accepted with 200, then a failed status with this code.</summary>
    public int? FailedCode { get; set; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public int Hits { get; set; }

    [JsonIgnore]
    internal bool AfterEffect => DelayAfterEffectMs > 0 || StatusAfterEffect is not null || DropConnectionAfterEffect || Malformed is not null;

    internal bool Matches(string call, string? type, string? to) =>
        (Match.Call == "*" || Match.Call == call)
        && (Match.Type is null || Match.Type == type)
        && (Match.To is null || (to is not null && Same(Match.To, to)));

    private static bool Same(string one, string other) =>
        one == other || (Phones.Digits(one) is { } a && Phones.Digits(other) is { } b && Phones.Canonical(a) == Phones.Canonical(b));
}

/// <summary>The switches by phone number id; a number's own win over those for everybody.</summary>
internal sealed class MetaFaultBoard
{
    private const string Everybody = "*";
    private readonly ConcurrentDictionary<string, MetaFaultSet> _sets = new();

    public MetaFaultSet Get(string? numberId) => _sets.GetValueOrDefault(numberId ?? Everybody) ?? new MetaFaultSet();

    public Dictionary<string, MetaFaultSet> Scoped() => _sets.Where(s => s.Key != Everybody).ToDictionary(s => s.Key, s => s.Value);

    public void Put(string? numberId, MetaFaultSet faults) => _sets[numberId ?? Everybody] = faults;

    public void Reset(string? numberId)
    {
        if (numberId is null)
            _sets.Clear();
        else
            _sets.TryRemove(numberId, out _);
    }

    public MetaWebhookFaults? Webhook(string numberId) => Applicable(numberId).Select(s => s.Webhook).FirstOrDefault(w => w is not null);

    public bool Any(string numberId, Func<MetaFaultSet, bool> value) => Applicable(numberId).Any(value);

    /// <summary>The fault this call runs into, already counted as used.</summary>
    public MetaAnswerFault? Take(string? numberId, string call, string? type, string? to)
    {
        foreach (var set in Applicable(numberId))
        {
            if (set.Answers.Count == 0)
                continue;
            lock (set)
            {
                foreach (var fault in set.Answers.Where(a => a.Matches(call, type, to)))
                {
                    if (fault.Times is { } times && fault.Hits >= times + fault.Skip)
                        continue;
                    if (++fault.Hits > fault.Skip)
                        return fault;
                }
            }
        }
        return null;
    }

    private IEnumerable<MetaFaultSet> Applicable(string? numberId)
    {
        // The usual case, ten thousand times a second in a bench.
        if (_sets.IsEmpty)
            yield break;
        if (numberId is not null && _sets.TryGetValue(numberId, out var own))
            yield return own;
        if (_sets.TryGetValue(Everybody, out var all))
            yield return all;
    }
}
