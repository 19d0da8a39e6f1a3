using System.Collections.Concurrent;
using CleanApp.Application.Channels.Webhooks;
using CleanApp.Infrastructure.Persistence;
using Npgsql;

namespace CleanApp.Infrastructure.Messaging;

/// <summary>
/// What arrives while one commit is on its way shares the next, in one round trip, whatever companies it belongs to: a commit costs the
/// same for one as for many. Written by the role that works for all companies, which may add these rows and read none of them; that a
/// number is the company's is its foreign key's to say.
/// </summary>
internal sealed class WebhookIntake(DataSources dataSources) : IWebhookIntake
{
    private const int MostRows = 256;
    private const int MostBytes = 8 * 1024 * 1024;

    private readonly ConcurrentQueue<Waiting> _waiting = new();
    private int _isWriting;

    public Task StoreAsync(ArrivedWebhook webhook, CancellationToken ct)
    {
        var waiting = new Waiting(webhook, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        _waiting.Enqueue(waiting);
        if (Interlocked.Exchange(ref _isWriting, 1) == 0)
            _ = Task.Run(WriteAllAsync, CancellationToken.None);
        return waiting.Stored.Task.WaitAsync(ct);
    }

    /// <summary>One at a time. Whoever comes after the last look finds the way free and begins anew.</summary>
    private async Task WriteAllAsync()
    {
        do
        {
            while (Take() is { Count: > 0 } batch)
                await WriteAsync(batch);
            Volatile.Write(ref _isWriting, 0);
        } while (!_waiting.IsEmpty && Interlocked.Exchange(ref _isWriting, 1) == 0);
    }

    private List<Waiting> Take()
    {
        var batch = new List<Waiting>();
        for (var bytes = 0; batch.Count < MostRows && bytes < MostBytes && _waiting.TryDequeue(out var next); bytes += next.Webhook.Body.Length)
            batch.Add(next);
        return batch;
    }

    private async Task WriteAsync(List<Waiting> all)
    {
        var batches = new Stack<List<Waiting>>([all]);
        while (batches.TryPop(out var batch))
            try
            {
                await InsertAsync(batch);
                batch.ForEach(one => one.Stored.SetResult());
            }
            catch (PostgresException e) when (IsOfItsRows(e) && batch.Count > 1)
            {
                // What the database refuses must not take the others along: it is looked for by halves.
                batches.Push(batch[(batch.Count / 2)..]);
                batches.Push(batch[..(batch.Count / 2)]);
            }
            catch (PostgresException e) when (IsOfItsRows(e))
            {
                batch[0].Stored.SetException(e);
            }
            catch (Exception e)
            {
                // Away, it is so for everybody who waits: nobody waits for one time-out after the other.
                while (_waiting.TryDequeue(out var next))
                    batch.Add(next);
                foreach (var one in batch.Concat(batches.SelectMany(rest => rest)))
                    one.Stored.SetException(e);
                return;
            }
    }

    /// <summary>Classes 22 (data) and 23 (integrity).</summary>
    private static bool IsOfItsRows(PostgresException e) =>
        e.SqlState.StartsWith("22", StringComparison.Ordinal) || e.SqlState.StartsWith("23", StringComparison.Ordinal);

    private async Task InsertAsync(List<Waiting> batch)
    {
        var rows = batch.ConvertAll(one => one.Webhook);
        await using var command = dataSources.Intake.CreateCommand(
            "insert into channel_webhooks (tenant_id, id, channel_id, body, received_at, trace_parent) select * from unnest($1, $2, $3, $4, $5, $6)"
        );
        foreach (
            var column in (object[])
                [
                    rows.Select(w => w.TenantId).ToArray(),
                    rows.Select(w => w.Id).ToArray(),
                    rows.Select(w => w.ChannelId).ToArray(),
                    rows.Select(w => w.Body).ToArray(),
                    rows.Select(w => w.ReceivedAt.UtcDateTime).ToArray(),
                    rows.Select(w => w.TraceParent).ToArray(),
                ]
        )
            command.Parameters.Add(new NpgsqlParameter { Value = column });
        await command.ExecuteNonQueryAsync();
    }

    private sealed record Waiting(ArrivedWebhook Webhook, TaskCompletionSource Stored);
}
