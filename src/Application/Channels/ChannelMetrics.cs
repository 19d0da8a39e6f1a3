using System.Diagnostics.Metrics;
using System.Globalization;
using CleanApp.Application.Channels.Provider;

namespace CleanApp.Application.Channels;

/// <summary>What this process did for numbers, in figures for operators: never a person, a message or its id. Counted once it is on record.</summary>
public sealed class ChannelMetrics
{
    public const string MeterName = "CleanApp.Channels";
    private const string Other = "other";

    // Meta's words are open; a series for each would have no end.
    private static readonly string[] Statuses = ["sent", "delivered", "read", "played", "failed"];
    private static readonly string[] Kinds =
    [
        "text",
        "image",
        "video",
        "audio",
        "document",
        "sticker",
        "location",
        "contacts",
        "reaction",
        "button",
        "button_reply",
        "list_reply",
        "nfm_reply",
        "order",
        "system",
        "edit",
        "revoke",
        "unsupported",
    ];

    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _sending;
    private readonly Counter<long> _statuses;
    private readonly Counter<long> _received;
    private readonly Histogram<double> _lag;

    public ChannelMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _attempts = meter.CreateCounter<long>("cleanapp.channels.send_attempts", null, "Calls to Meta to send, by what became of them.");
        _sending = meter.CreateHistogram<double>("cleanapp.channels.send_duration", "s", "How long Meta takes to answer such a call.");
        _statuses = meter.CreateCounter<long>("cleanapp.channels.statuses", null, "Statuses of messages that Meta told, each once.");
        _received = meter.CreateCounter<long>("cleanapp.channels.received", null, "Messages of customers, each once.");
        _lag = meter.CreateHistogram(
            "cleanapp.channels.webhook_lag",
            "s",
            "From a webhook's arrival until everything it says is on record.",
            null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800, 7200] }
        );
    }

    public void Attempted(SendOutcome outcome)
    {
        var (word, code) = outcome switch
        {
            SendOutcome.Accepted => ("accepted", (int?)null),
            SendOutcome.Refused refused => ("refused", (int?)refused.Error.Code),
            SendOutcome.NotSent => ("not_sent", (int?)null),
            SendOutcome.Unknown unknown => ("unknown", unknown.Error?.Code),
            _ => (Other, (int?)null),
        };
        _attempts.Add(1, new("outcome", word), new("error_code", Code(code)));
    }

    public void Answered(TimeSpan after) => _sending.Record(after.TotalSeconds);

    public void Told(string status, int? errorCode) => _statuses.Add(1, new("status", Known(Statuses, status)), new("error_code", Code(errorCode)));

    public void Received(MessageReceived message) => _received.Add(1, new KeyValuePair<string, object?>("kind", Known(Kinds, message.Kind)));

    public void Processed(TimeSpan lag) => _lag.Record(lag.TotalSeconds);

    private static string Known(string[] words, string word) => words.Contains(word) ? word : Other;

    private static string Code(int? code) => code?.ToString(CultureInfo.InvariantCulture) ?? "";
}
