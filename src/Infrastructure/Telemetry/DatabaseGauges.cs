using System.Diagnostics;
using CleanApp.Infrastructure.Persistence;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace CleanApp.Infrastructure.Telemetry;

/// <summary>
/// What waits in the database, for all companies together: the same from whichever process is asked. Read by the worker's role, which sees
/// times, states and ids, never what a message says or to whom; and not more often than the cache allows.
/// </summary>
internal sealed class DatabaseGauges(DataSources dataSources, MetricsOptions options, TimeProvider clock, ILogger<DatabaseGauges> logger)
    : IDisposable
{
    private const int TimeoutSeconds = 3;

    /// <summary>Ids are UUIDv7: their first 48 bits are milliseconds, of when the message was asked for or the webhook came.</summary>
    private const string BornAt = "('x' || lpad(left(replace({0}::text, '-', ''), 12), 16, '0'))::bit(64)::bigint / 1000.0";

    private static readonly string Queue = $"""
        select count(*) filter (where s.paused),
               count(*) filter (where not s.paused and q.not_before <= $1),
               count(*) filter (where not s.paused and q.not_before > $1),
               extract(epoch from $1 - min(q.not_before) filter (where not s.paused and q.not_before <= $1))::float8,
               (extract(epoch from $1) - min({string.Format(null, BornAt, "q.id")}))::float8
        from outbound_queue q join channel_senders s on s.tenant_id = q.tenant_id and s.id = q.channel_id
        """;

    private const string Numbers = """
        select count(*), count(*) filter (where paused), coalesce(sum(cardinality(under_way)) filter (where not paused), 0) from channel_senders
        """;

    private const string Undecided = """
        select count(*) filter (where status = 'unknown'), count(*) filter (where status = 'needs_review')
        from outbound_messages where status in ('unknown', 'needs_review')
        """;

    private const string Webhooks = """
        select count(*), extract(epoch from $1 - min(received_at))::float8 from channel_webhooks where processed_at is null and not deferred
        """;
    private const string Unnumbered = "select count(*) from realtime_announcements";

    private static readonly string Work = $"""
        select kind, count(*) filter (where dead_at is null), count(*) filter (where dead_at is not null),
               extract(epoch from $1 - min(run_at) filter (where dead_at is null and run_at <= $1))::float8,
               (extract(epoch from $1) - min({string.Format(null, BornAt, "subject_id")}))::float8
        from work_items group by kind
        """;

    private readonly SemaphoreSlim _reading = new(1, 1);
    private IReadOnlyList<MetricFamily> _last = [];
    private DateTimeOffset _readAt = DateTimeOffset.MinValue;

    public async Task<IReadOnlyList<MetricFamily>> ReadAsync(CancellationToken ct)
    {
        await _reading.WaitAsync(ct);
        try
        {
            if (clock.GetUtcNow() - _readAt < options.Cache)
                return _last;
            var begun = Stopwatch.GetTimestamp();
            var families = new List<MetricFamily>();
            var isUp = await TryReadAsync(families, ct);
            families.Add(Gauge("cleanapp_database_up", "Whether the figures of the database could be read.", isUp ? 1 : 0));
            families.Add(
                Gauge("cleanapp_database_read_seconds", "How long reading them took.", Math.Round(Stopwatch.GetElapsedTime(begun).TotalSeconds, 4))
            );
            (_last, _readAt) = (families, clock.GetUtcNow());
            return _last;
        }
        finally
        {
            _reading.Release();
        }
    }

    public void Dispose() => _reading.Dispose();

    private async Task<bool> TryReadAsync(List<MetricFamily> families, CancellationToken ct)
    {
        try
        {
            await ReadAsync(families, ct);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            // The process's own figures are worth having then, more than ever.
            logger.LogWarning("The figures of the database cannot be read: {Reason}", e.Message);
            families.Clear();
            return false;
        }
    }

    private async Task ReadAsync(List<MetricFamily> families, CancellationToken ct)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        await using var batch = dataSources.Worker.CreateBatch();
        batch.Timeout = TimeoutSeconds;
        Add(batch, Queue, now);
        Add(batch, Numbers);
        Add(batch, Undecided);
        Add(batch, Webhooks, now);
        Add(batch, Unnumbered);
        Add(batch, Work, now);
        if (options.Tenants > 0)
            Add(batch, $"select tenant_id, count(*) from outbound_queue group by tenant_id order by 2 desc, 1 limit {options.Tenants}");
        await using var reader = await batch.ExecuteReaderAsync(ct);

        await reader.ReadAsync(ct);
        var (paused, due, later) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        families.Add(Gauge("cleanapp_channels_outbound_overdue_seconds", "How long the longest due message waits to be sent.", Seconds(reader, 3)));
        families.Add(Gauge("cleanapp_channels_outbound_oldest_seconds", "Age of the oldest message that is not sent.", Seconds(reader, 4)));

        await NextAsync(reader, ct);
        var sending = reader.GetInt64(2);
        families.Add(
            Gauge(
                "cleanapp_channels_outbound_queued",
                "Messages that wait to be sent: being sent now, on a paused number, due, or due later (a retry, or the pace of a conversation).",
                ("state", "sending", sending),
                ("state", "paused", paused),
                ("state", "due", due),
                ("state", "later", later)
            )
        );
        families.Add(Gauge("cleanapp_channels_numbers", "Connected numbers.", reader.GetInt64(0)));
        families.Add(Gauge("cleanapp_channels_numbers_paused", "Numbers on which nothing is sent until a person acts.", reader.GetInt64(1)));

        await NextAsync(reader, ct);
        families.Add(
            Gauge(
                "cleanapp_channels_outbound_undecided",
                "Messages of which nobody can tell whether they were sent: decided by time, or by a person.",
                ("by", "time", reader.GetInt64(0)),
                ("by", "person", reader.GetInt64(1))
            )
        );

        await NextAsync(reader, ct);
        families.Add(Gauge("cleanapp_channels_webhooks_waiting", "Webhooks of Meta's that nobody has read yet.", reader.GetInt64(0)));
        var oldest = Seconds(reader, 1);

        await NextAsync(reader, ct);
        families.Add(Gauge("cleanapp_realtime_unnumbered", "What was committed and no screen has been told of yet.", reader.GetInt64(0)));

        await reader.NextResultAsync(ct);
        await ReadWorkAsync(families, reader, oldest, ct);

        if (options.Tenants == 0)
            return;
        await reader.NextResultAsync(ct);
        var companies = new List<(string, string, double)>();
        while (await reader.ReadAsync(ct))
            companies.Add(("tenant", reader.GetGuid(0).ToString("D"), reader.GetInt64(1)));
        families.Add(Gauge("cleanapp_channels_outbound_queued_of_tenant", "Of the companies with most messages waiting.", [.. companies]));
    }

    private static async Task ReadWorkAsync(List<MetricFamily> families, NpgsqlDataReader reader, double oldestWebhook, CancellationToken ct)
    {
        var waiting = new List<(string, string, double)>();
        var dead = new List<(string, string, double)>();
        var overdue = new List<(string, string, double)>();
        while (await reader.ReadAsync(ct))
        {
            var kind = reader.GetString(0);
            waiting.Add(("kind", kind, reader.GetInt64(1)));
            dead.Add(("kind", kind, reader.GetInt64(2)));
            overdue.Add(("kind", kind, Seconds(reader, 3)));
            if (kind == Application.Channels.Webhooks.WebhookWork.Kind)
                oldestWebhook = Math.Max(oldestWebhook, Seconds(reader, 4));
        }
        families.Add(Gauge("cleanapp_work_items", "Work that waits, by kind; what repeats itself is always here.", [.. waiting]));
        families.Add(Gauge("cleanapp_work_items_dead", "Dead letters: work that failed too often and waits for a person.", [.. dead]));
        families.Add(Gauge("cleanapp_work_items_overdue_seconds", "How long the longest due work waits for its turn.", [.. overdue]));
        families.Add(
            Gauge(
                "cleanapp_channels_webhook_oldest_seconds",
                "Age of the oldest webhook of Meta's that is not processed, dead letters included.",
                oldestWebhook
            )
        );
    }

    private static async Task NextAsync(NpgsqlDataReader reader, CancellationToken ct)
    {
        await reader.NextResultAsync(ct);
        await reader.ReadAsync(ct);
    }

    private static void Add(NpgsqlBatch batch, string sql, DateTime? now = null)
    {
        var command = new NpgsqlBatchCommand(sql);
        if (now is { } instant)
            command.Parameters.Add(new NpgsqlParameter { Value = instant });
        batch.BatchCommands.Add(command);
    }

    private static double Seconds(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? 0 : Math.Max(0, Math.Round(reader.GetDouble(column), 3));

    private static MetricFamily Gauge(string name, string help, double value) => new(name, "gauge", help, [new MetricSample("", "", value)]);

    private static MetricFamily Gauge(string name, string help, params (string Label, string Value, double Count)[] samples) =>
        new(name, "gauge", help, [.. samples.Select(s => new MetricSample("", PrometheusText.Labels((s.Label, s.Value)), s.Count))]);
}
